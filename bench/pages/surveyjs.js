/** SurveyJS: the questions drawn by it, the verdict by an expression of its own language. */
import { tell } from "/pages/report-verdict.js";

const choices = {
  nerve: ["none", "saddle", "unsure"],
  body: ["none", "fever", "unsure"],
  injury: ["no", "major", "unsure"],
  leg: ["no", "pain", "worse_or_weak"],
  night: ["eases", "wakes_eases", "constant"],
};
const expression =
  "iif({nerve} = 'saddle' or {injury} = 'major', 'emergency'," +
  " iif({nerve} = 'unsure' or {body} anyof ['fever', 'unsure'] or {injury} = 'unsure'" +
  " or {leg} = 'worse_or_weak' or {night} = 'constant', 'urgent'," +
  " iif({leg} = 'pain' or {night} = 'wakes_eases', 'book_pt', 'normal')))";
const model = new Survey.Model({
  elements: Object.entries(choices).map(([name, choices]) => ({ type: "radiogroup", name, choices })),
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
