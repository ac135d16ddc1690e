# %% choices
import marimo as mo

GIVEN = {"nerve": "saddle", "unwell": "none", "injury": "no", "leg": "none", "night": "eases"}
five = mo.ui.dictionary(
    {
        question: mo.ui.radio(list(options), value=GIVEN[question], label=question)
        for question, options in FLOORS.items()
    }
)
five
# %% outcome
mo.md(f"Outcome: {verdict(five.value)}")
