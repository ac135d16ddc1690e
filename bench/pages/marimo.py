# %% choices
import marimo as mo

GIVEN = {"nerve": "saddle", "body": "none", "injury": "no", "leg": "no", "night": "eases"}
five = mo.ui.dictionary(
    {
        question: mo.ui.radio(list(options), value=GIVEN[question], label=question)
        for question, options in FLOORS.items()
    }
)
five
# %% outcome
mo.md(f"Outcome: {verdict(five.value)}")
