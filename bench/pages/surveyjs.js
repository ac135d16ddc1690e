/** SurveyJS: the questions drawn by it, the verdict by an expression of its own language. */
import { tell } from "/pages/report-verdict.js";

const choices = {
  nerve: ["none", "saddle", "unsure"],
  unwell: ["none", "fever", "unsure"],
  injury: ["no", "major", "unsure"],
  leg: ["none", "pain", "weak"],
  night: ["eases", "wakes_eases", "constant"],
};
const expression =
  "iif({nerve} = 'saddle' or {injury} = 'major', 'emergency'," +
  " iif({nerve} = 'unsure' or {unwell} = 'fever' or {injury} = 'unsure' or {leg} = 'weak', 'urgent'," +
  " iif({unwell} = 'unsure' or {night} = 'constant', 'see_doctor'," +
  " iif({leg} = 'pain', 'book_pt', iif({night} = 'wakes_eases', 'change_routine', 'normal')))))";
const model = new Survey.Model({
  elements: Object.entries(choices).map(([name, options]) => ({ type: "radiogroup", name, choices: options })),
  calculatedValues: [{ name: "outcome", expression, includeIntoResult: true }],
});
model.onVariableChanged.add(report);
model.onValueChanged.add(report);
SurveyUI.renderSurvey(model, document.querySelector("#survey"));
model.data = JSON.parse(globalThis.bench.answers());
report();

function report() {
  const outcome = model.getVariable("outcome");
  if (outcome) tell(outcome);
}
