/** One self-check in a post: collects answers, asks Python, shows what Python says. */

import { Form } from "./form.js";
import { onInterest } from "./start-on-interest.js";
import { whenLedInto } from "./led-into.js";
import { Result } from "./result.js";
import { canStart } from "./start-worker.js";
import { trail } from "./trail.js";

/** @typedef {import("./python-worker.js").Reply} Reply */

const OUTCOME = "/outcome"; // no page of a checker can be called so

const LONG = 5000; // ms of waiting, after which a reader wants to know what for
const FORGOTTEN = 10 * 60 * 1000; // ms after which whoever comes back is perhaps another person

export class Questionnaire {
  /** @type {Reply | null} */
  #response = null;
  #screen;
  #asked = 0;
  #passing = false; // an arrow key is down: it ticks each radio on its way
  #passed = false;
  /** @type {HTMLElement | null} */
  #touched = null; // the question that was answered last
  #leaving = null;
  #given = {}; // the answers of the last question to Python
  #since = 0; // when the answer began to be waited for

  /**
   * @param {HTMLElement} section
   * @param {import("./python-worker.js").PythonWorker} engine
   */
  constructor(section, engine) {
    this.section = section;
    this.engine = engine;
    this.name = section.dataset.selfcheck;
    this.title = document.title;
    this.element = section.querySelector("form");
    this.form = new Form(this.element);
    this.result = new Result(section, this.form, (response) => this.#summary(response));
    this.firstPage = this.#find(".selfcheck-page").dataset.page;
    this.firstQuestions = this.form.asked();
    this.#screen = this.firstPage;
    this.#listen();
  }

  #listen() {
    onInterest(this.section, () => this.engine.start());
    this.element.addEventListener("change", ({ target }) => {
      this.#touched = /** @type {Element} */ (target).closest("fieldset");
      this.#safely(this.#changed());
    });
    this.element.addEventListener("keydown", ({ key }) => (this.#passing = key.startsWith("Arrow")));
    this.element.addEventListener("keyup", () => (this.#passing = false));
    this.element.addEventListener("focusout", (event) => this.#left(event));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#safely(this.#leave(this.#screen));
    });
    this.section.addEventListener("click", ({ target }) =>
      this.#safely(this.#act(/** @type {Element} */ (target).closest("button"))),
    );
    whenLedInto(this.#find(".selfcheck-check"), () => this.#open(), this.section);
    whenLedInto(this.#find(".selfcheck-guide"), () => this.#unfold());
    this.section.addEventListener("beforematch", ({ target }) => unfold(/** @type {Element} */ (target)));
    this.#find(".selfcheck-start").addEventListener("click", () =>
      addEventListener("hashchange", () => this.#show(this.#screen), { once: true }),
    );
    trail.join(this.name, this.#screen, (screen) => this.#travel(screen));
    this.engine.addEventListener("failed", () => this.#fail());
    this.engine.addEventListener("progress", (/** @type {CustomEvent} */ { detail }) => this.#tellProgress(detail));
    this.#comeAlive();
  }

  /** From now on the form answers: the note that it does not goes. */
  #comeAlive() {
    if (getComputedStyle(this.#find(".selfcheck-guide")).contentVisibility === "visible") this.#unfold(); // it came late
    this.section.classList.add("selfcheck--alive");
    if (!canStart()) return this.#fail();
    /** @type {HTMLButtonElement} */ (this.#find(".selfcheck-continue")).disabled = false;
    this.#find(".selfcheck-asleep").hidden = true;
    if (Object.keys(this.form.answers()).length > 0) this.#safely(this.#changed()); // ticked before this script ran
  }

  #open() {
    this.section.classList.add("selfcheck--open");
  }

  /** The same advice on one page. */
  #unfold() {
    unfold(this.#find(".selfcheck-guide"));
  }

  /** Whatever breaks, the reader is told. */
  #safely(task) {
    task.catch((error) => {
      console.error("selfcheck:", error);
      this.#fail();
    });
  }

  /** An answer has changed: only an emergency interrupts, or a Continue that still waits. */
  async #changed() {
    const passing = (this.#passed = this.#passing);
    if (this.#leaving) return this.#leave(this.#leaving);
    const response = await this.#ask(null);
    if (!response) return;
    this.#safely(this.#askAhead());
    this.#askMore(response);
    this.#tellSoFar(this.#touched);
    if (response.screen === OUTCOME && !passing) this.#go(OUTCOME);
  }

  /** An answer that arrow keys stopped at interrupts once its question is left. */
  #left({ target, relatedTarget }) {
    if (!this.#passed || target.closest("fieldset")?.contains(relatedTarget)) return;
    this.#safely(this.#changed());
  }

  /** The reader presses Continue. */
  async #leave(page) {
    this.#leaving = page;
    const response = await this.#ask(page);
    if (!response) return;
    this.#leaving = null;
    this.#tellSoFar(null); // the answer to the last tick may have been overtaken
    this.form.complain(response.unanswered, this.#find(".selfcheck-error-template"));
    if (response.unanswered.length > 0) {
      this.#askMore(response);
      this.#entitle(this.element.dataset.errorTitle);
      this.#announce(response.verdict);
    } else {
      this.#go(response.screen);
    }
  }

  /** @returns {Promise<Reply | null>} null when a later question has overtaken this one */
  async #ask(page) {
    this.engine.start();
    const turn = ++this.#asked;
    const status = this.#find("form > .selfcheck-status");
    if (page && !this.engine.ready) status.textContent = status.dataset.waiting;
    this.#given = this.form.answers();
    this.#since ||= performance.now();
    const response = await this.engine.ask(this.name, { answers: this.#given, page });
    if (turn !== this.#asked) return null;
    status.textContent = "";
    this.#since = 0;
    this.#response = response;
    return response;
  }

  /** In steps of ten: what is read out at each of them must bear being heard. */
  #tellProgress(share) {
    if (!this.#since || performance.now() - this.#since < LONG) return;
    const status = this.#find("form > .selfcheck-status");
    const text = status.dataset.loading.replace("{percent}", String(10 * Math.floor(10 * share)));
    if (status.textContent !== text) status.textContent = text;
  }

  /** So that Continue need not wait for Python, nor for the outcome's layout. */
  async #askAhead() {
    const screen = this.#screen;
    const response = await this.engine.askAhead(this.name, { answers: this.form.answers(), page: screen });
    if (screen === this.#screen && response.screen === OUTCOME) this.result.prepare(response);
  }

  /**
   * Questions that an answer has opened join the page; none leaves it under the reader's hands.
   * @param {Reply} reply
   */
  #askMore({ steps }) {
    for (const id of steps[this.#screen] ?? []) {
      const question = this.form.question(id);
      question.hidden = question.disabled = false;
    }
  }

  /**
   * What the answers come to so far; also after Back from the outcome of a tick that ended the check.
   * @param {HTMLElement | null} place beside which it is told
   */
  #tellSoFar(place) {
    const { state, outcome } = this.#response?.verdict ?? { outcome: null };
    const note = this.#find(".selfcheck-sofar");
    note.hidden = outcome === null || (state === "complete" && !this.result.isHighest(outcome));
    if (note.hidden) return;
    note.querySelector("strong").textContent = this.result.title(outcome);
    note.querySelector("span").hidden = state === "complete";
    place?.after(note);
  }

  /** @param {string} words with a place for the page's own title, which they follow */
  #entitle(words = "{title}") {
    document.title = words.replace("{title}", this.title);
  }

  /** Show a screen, then let the browser's Back lead to the one before. */
  #go(screen) {
    if (screen === this.#screen) return;
    this.#show(screen);
    trail.turn(this.name, screen);
  }

  #show(screen) {
    this.#screen = screen;
    this.element.hidden = this.#find(".selfcheck-intro").hidden = screen === OUTCOME;
    if (screen === OUTCOME) return this.#showOutcome();
    this.form.complain([], this.#find(".selfcheck-error-template"));
    if (this.#response) this.form.show(Object.values(this.#response.steps).flat());
    this.result.clear();
    this.form.turnTo(screen);
    this.#entitle();
    this.#showProgress(screen);
    this.#find("[data-action=back]").hidden = screen === this.firstPage;
    const heading = this.#find(`[data-page="${screen}"] h3`);
    this.#tellSoFar(heading);
    heading.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start", behavior: "instant" });
  }

  #showOutcome() {
    this.result.show(this.#response);
    this.#entitle(this.element.dataset.outcomeTitle);
    this.result.focus();
    this.#announce(this.#response.verdict);
  }

  #announce(verdict) {
    performance.mark("selfcheck:result");
    document.dispatchEvent(new CustomEvent("selfcheck:result", { detail: verdict }));
  }

  #showProgress(screen) {
    const progress = this.#find(".selfcheck-progress");
    const pages = Object.keys(this.#response?.steps ?? {});
    progress.textContent = progress.dataset.text
      .replace("{page}", Math.max(1, pages.indexOf(screen) + 1))
      .replace("{pages}", this.#response?.at_most ?? this.element.querySelectorAll("[data-page]").length);
  }

  async #act(button) {
    const action = button?.dataset.action;
    if (action === "back") trail.back(this.name, (screen) => this.#go(screen));
    if (action === "change") this.#go(button.dataset.page);
    if (action === "restart") this.#restart();
    if (action === "retry") this.#retry();
  }

  /**
   * Back and forward of the browser: answers stay as they are.
   * @returns {string} the screen that is then shown
   */
  #travel(to) {
    const screen = this.#screens().includes(to) ? to : this.firstPage;
    if (screen !== this.#screen) this.#show(screen);
    return screen;
  }

  /** Where the answers, as they are now, can lead. */
  #screens() {
    const { steps = {}, verdict } = this.#response ?? {};
    const last = verdict?.state === "complete" ? [OUTCOME] : [];
    return [...Object.keys(steps), ...last];
  }

  #restart() {
    this.#forget();
    this.#go(this.firstPage);
  }

  #forget() {
    this.form.reset();
    this.#given = {};
    this.#response = null;
    this.form.show(this.firstQuestions);
    this.form.complain([], this.#find(".selfcheck-error-template"));
    this.#find(".selfcheck-sofar").hidden = true;
  }

  /**
   * The browser gives the page back as it was left, but for some that empty its controls.
   * @param {number} away ms
   */
  comeBack(away) {
    this.form.fill(this.#given);
    if (away < FORGOTTEN) return;
    this.#forget();
    this.section.classList.remove("selfcheck--open");
    this.#travel(this.firstPage);
  }

  #fail() {
    this.#leaving = null;
    this.#since = 0;
    this.element.hidden = true;
    this.#open();
    this.#unfold();
    this.#find(".selfcheck-failure").hidden = false;
  }

  #retry() {
    this.#find(".selfcheck-failure").hidden = true;
    this.element.hidden = false;
    this.#since = performance.now();
    this.engine.restart();
  }

  /** @param {Reply} reply */
  #summary({ steps, verdict }) {
    const answers = Object.values(steps)
      .flat()
      .map((id) => `${this.form.legend(id)} ${this.form.labels(id).join("; ")}`);
    return [this.result.sheet(verdict.outcome), "", ...answers].join("\n");
  }

  #find(selector) {
    return this.section.querySelector(selector);
  }
}

/** What is folded stands beside its fold. */
function unfold(part) {
  const fold = part.previousElementSibling;
  if (fold instanceof HTMLDetailsElement) fold.open = true;
}
