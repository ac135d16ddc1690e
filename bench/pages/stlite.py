import streamlit as st
from five_questions import FLOORS, verdict

GIVEN = {"nerve": "saddle", "unwell": "none", "injury": "no", "leg": "none", "night": "eases"}

answers = {
    question: st.radio(question, list(options), index=list(options).index(GIVEN[question]))
    for question, options in FLOORS.items()
}
st.text(f"Outcome: {verdict(answers)}")
