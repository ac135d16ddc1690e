/** The outcome's care card, put together from templates by the ids in the verdict. */

import { offerReminder } from "./reminder.js";
import { offerSummary } from "./summary.js";

/** @typedef {import("./python-worker.js").Reply} Reply */

const AHEAD = "selfcheck-result--ahead";

export class Result {
  /** @type {Reply | null} */
  #filled = null; // the response whose card is there

  /**
   * @param {HTMLElement} section the whole widget
   * @param {import("./form.js").Form} form
   * @param {(response: Reply) => string} summary the reader's answers as text
   */
  constructor(section, form, summary) {
    this.section = section;
    this.form = form;
    this.summary = summary;
    this.element = section.querySelector(".selfcheck-result");
  }

  /**
   * Lay out, unseen and unread, what the next click will probably show: so it is there at once.
   * @param {Reply} response
   */
  prepare(response) {
    if (!CSS.supports("content-visibility", "hidden")) return;
    this.element.classList.add(AHEAD);
    this.element.hidden = false;
    this.#fill(response);
    this.element.firstElementChild.getBoundingClientRect();
  }

  /** @param {Reply} response */
  show(response) {
    if (response !== this.#filled) this.#fill(response);
    this.element.dataset.outcome = response.verdict.outcome;
    this.element.hidden = false;
    this.element.classList.remove(AHEAD);
  }

  /** @param {Reply} response */
  #fill(response) {
    const { verdict, because } = response;
    const card = this.#clone("card", verdict.outcome);
    this.#explain(card, verdict.reasons, because);
    const say = card.querySelector("[data-slot=say]");
    if (say) say.textContent = this.#ledTo(response);
    for (const line of card.querySelectorAll("[data-line]")) {
      if (!response.do.includes(Number(line.dataset.line))) line.remove(); // not about this reader
    }
    this.#listAnswers(card.querySelector(".selfcheck-answers"), response.steps);
    const flags = card.querySelector("[data-slot=flags]");
    const said = flags.dataset.said.split(" "); // the card says these in its own words
    const more = verdict.flags.filter((flag) => !said.includes(flag));
    for (const flag of more) this.#advise(card, this.#clone("flag", flag));
    const today = new Date().toLocaleDateString(this.section.lang, { dateStyle: "long" });
    card.querySelector("[data-slot=date]").textContent = today;
    this.element.replaceChildren(card);
    offerSummary(this.element, () => this.summary(response));
    offerReminder(this.element);
    this.#filled = response;
  }

  /** Advice that comes first stands above everything else; the rest in the list of what to do. */
  #advise(card, advice) {
    const slot = advice.querySelector(".selfcheck-first") ? "first" : "flags";
    card.querySelector(`[data-slot=${slot}]`).append(advice);
  }

  /** @returns {string} the outcome's title, as its card says it */
  title(outcome) {
    const heading = this.#clone("card", outcome).querySelector("h3");
    heading.querySelector(".selfcheck-card-kind").remove();
    return heading.textContent.trim();
  }

  /** @returns {string} what the card says besides the answers, as text: whose it is, the outcome, and why */
  sheet(outcome) {
    const sheet = this.element.querySelector(".selfcheck-sheet").textContent.trim();
    const reasons = [...this.element.querySelectorAll(".selfcheck-reason")].map(({ textContent }) => `- ${textContent}`);
    return [sheet, "", this.title(outcome), ...reasons].join("\n");
  }

  /** Whether nothing is more urgent than this outcome. */
  isHighest(outcome) {
    const cards = [...this.section.querySelectorAll("template[data-card]")];
    return /** @type {HTMLElement} */ (cards.at(-1)).dataset.card === outcome;
  }

  focus() {
    const heading = this.element.querySelector("h3");
    heading.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start", behavior: "instant" });
  }

  clear() {
    this.#filled = null;
    this.element.hidden = true;
    delete this.element.dataset.outcome;
    this.element.replaceChildren();
  }

  /** Every rule with its sources; and as reasons those of them that tell of an answer not told before. */
  #explain(card, reasons, because) {
    const told = new Set();
    for (const { rule } of reasons) {
      card.querySelector("[data-slot=sources]").append(this.#sources(rule));
      const answers = because[rule].map(([question, option]) => `${question} ${option}`);
      if (told.size > 0 && answers.every((answer) => told.has(answer))) continue;
      for (const answer of answers) told.add(answer);
      card.querySelector("[data-slot=reasons]").append(this.#reason(rule, because[rule]));
    }
  }

  /** @returns {string} the answers that led to the outcome, for whoever is called */
  #ledTo({ verdict, because }) {
    const answers = verdict.reasons
      .filter(({ rule }) => this.#line(rule).closest(`[data-floor="${verdict.outcome}"]`))
      .flatMap(({ rule }) => because[rule])
      .filter(([question, option]) => !this.form.isUnsure(question, option))
      .map(([question, option]) => this.form.label(question, option));
    return [...new Set(answers)].join("; ");
  }

  #reason(rule, because) {
    const { textContent: text, dataset } = this.#line(rule);
    const item = this.#copy(".selfcheck-reason-template");
    const all = because.length === Number(dataset.signs); // its text says all of them
    const own = !all && dataset.either !== undefined;
    item.querySelector(".selfcheck-reason").textContent = own ? this.#inOwnWords(because) : text;
    if (!all && !own) {
      const answers = because.map(([question, option]) => this.form.label(question, option));
      item.querySelector("q").textContent = answers.join("; ");
      item.querySelector(".selfcheck-because").hidden = false;
    }
    return item;
  }

  /** The questions with the reader's answers; those together of which the reader is not sure. */
  #inOwnWords(because) {
    const isUnsure = ([question, option]) => this.form.isUnsure(question, option);
    const unsure = because.filter(isUnsure).map(([question]) => this.form.legend(question));
    const sure = because.filter((answer) => !isUnsure(answer));
    const words = sure.map(([question, option]) => `${this.form.legend(question)} ${this.form.label(question, option)}.`);
    if (unsure.length > 0) words.push(this.form.form.dataset.notSure.replace("{question}", unsure.join(" ")));
    return words.join(" ");
  }

  /** Each question with its answer, and a button that leads back to its page. */
  #listAnswers(list, steps) {
    for (const [page, questions] of Object.entries(steps)) {
      for (const id of questions) list.append(this.#answerLine(page, id));
    }
  }

  #answerLine(page, id) {
    const line = this.#copy(".selfcheck-answer-template");
    const text = this.form.legend(id);
    line.querySelector("dt").textContent = text;
    line.querySelector(".selfcheck-answer-text").textContent = this.form.labels(id).join("; ");
    line.querySelector("button").dataset.page = page;
    line.querySelector("button .selfcheck-hidden").textContent = ` ${text}`;
    return line;
  }

  /** What a rule rests on. */
  #sources(rule) {
    const { textContent: text, dataset } = this.#line(rule);
    const item = this.#copy(".selfcheck-source-template");
    item.querySelector("span").textContent = text;
    const cited = dataset.cites.split(" ").filter(Boolean);
    item.querySelector("ul").append(...cited.map((id) => this.#clone("cite", id)));
    return item;
  }

  /** @returns {HTMLElement} the rule in the list of all advice */
  #line(rule) {
    return this.section.querySelector(`.selfcheck-guide [data-rule="${rule}"]`);
  }

  #clone(kind, id) {
    return this.#copy(`template[data-${kind}="${id}"]`);
  }

  /** @returns {DocumentFragment} */
  #copy(selector) {
    /** @type {HTMLTemplateElement} */
    const template = this.section.querySelector(selector);
    return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  }
}
