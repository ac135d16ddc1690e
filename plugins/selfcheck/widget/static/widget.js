/** One self-check in a post: collects answers, asks Python, shows what Python says. */

import { PythonWorker, filesOf } from "./python-worker.js";
import { Form } from "./form.js";
import { onInterest } from "./start-on-interest.js";
import { keepOffline } from "./offline.js";
import { makePicture } from "./picture.js";
import { Result } from "./result.js";
import { makeSearchable } from "./option-search.js";

const OUTCOME = "outcome";
const CHECK = "check";

class Widget {
  #response = null;
  #screen;
  #asked = 0;
  #passing = false; // an arrow key is down: it ticks each radio on its way
  #passed = false;
  #leaving = null;

  /**
   * @param {HTMLElement} section
   * @param {PythonWorker} engine
   */
  constructor(section, engine) {
    this.section = section;
    this.engine = engine;
    this.name = section.dataset.selfcheck;
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
    this.element.addEventListener("change", () => this.#changed());
    this.element.addEventListener("keydown", ({ key }) => (this.#passing = key.startsWith("Arrow")));
    this.element.addEventListener("keyup", () => (this.#passing = false));
    this.element.addEventListener("focusout", (event) => this.#left(event));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#leave(this.#screen);
    });
    this.section.addEventListener("click", ({ target }) => this.#act(target.closest("button")));
    addEventListener("popstate", ({ state }) => this.#travel(state?.selfcheck));
    this.engine.addEventListener("failed", () => this.#fail());
    this.section.querySelectorAll(".selfcheck-search").forEach((box) => makeSearchable(box.closest("fieldset")));
    this.section.querySelectorAll(".selfcheck-picture").forEach((it) => makePicture(it.closest("fieldset")));
    this.element.querySelector("[type=submit]").disabled = false;
    if (Object.keys(this.form.answers()).length > 0) this.#changed(); // ticked before this script ran
  }

  /** An answer has changed: only an emergency interrupts, or a Continue that still waits. */
  async #changed() {
    const passing = (this.#passed = this.#passing);
    if (this.#leaving) return this.#leave(this.#leaving);
    const response = await this.#ask(null);
    if (!response) return;
    this.#askAhead();
    this.#askMore(response);
    this.#tellSoFar(response.verdict);
    if (response.screen === OUTCOME && !passing) this.#go(OUTCOME);
  }

  /** An answer that arrow keys stopped at interrupts once its question is left. */
  #left({ target, relatedTarget }) {
    if (!this.#passed || target.closest("fieldset")?.contains(relatedTarget)) return;
    this.#changed();
  }

  /** The reader presses Continue. */
  async #leave(page) {
    this.#leaving = page;
    const response = await this.#ask(page);
    if (!response) return;
    this.#leaving = null;
    this.form.complain(response.unanswered, this.#find(".selfcheck-error-template"));
    if (response.unanswered.length > 0) {
      this.#askMore(response);
      this.#announce(response.verdict);
    } else {
      this.#go(response.screen);
    }
  }

  /** @returns {Promise<object | null>} null when a later question has overtaken this one */
  async #ask(page) {
    this.engine.start();
    const turn = ++this.#asked;
    const status = this.#find("form > .selfcheck-status");
    if (page && !this.engine.ready) status.textContent = status.dataset.waiting;
    const request = { answers: this.form.answers(), page };
    const response = await this.engine.ask(this.name, request).catch(() => null); // it has said so
    status.textContent = "";
    if (!response) return null;
    if (turn !== this.#asked) return null;
    this.#response = response;
    return response;
  }

  /** So that Continue need not wait for Python, nor for the outcome's layout. */
  async #askAhead() {
    const screen = this.#screen;
    const response = await this.engine.askAhead(this.name, { answers: this.form.answers(), page: screen });
    const last = screen === CHECK && this.#screen === CHECK;
    if (last && response?.screen === OUTCOME) this.result.prepare(response);
  }

  /** Questions that an answer has opened join the page; none leaves it under the reader's hands. */
  #askMore({ steps }) {
    for (const id of steps[this.#screen] ?? []) {
      const question = this.form.question(id);
      question.hidden = question.disabled = false;
    }
  }

  #tellSoFar({ state, outcome }) {
    const note = this.#find(".selfcheck-sofar");
    note.hidden = state === "complete" || outcome === null;
    if (!note.hidden) note.querySelector("strong").textContent = this.result.title(outcome);
  }

  /** Show a screen, then let the browser's Back lead to the one before. */
  #go(screen) {
    if (screen === this.#screen) return;
    this.#show(screen);
    afterPaint(() => history.pushState({ selfcheck: { name: this.name, screen } }, ""));
  }

  #show(screen) {
    this.#screen = screen;
    this.element.hidden = screen === OUTCOME;
    if (screen === OUTCOME) return this.#showOutcome();
    this.form.complain([], this.#find(".selfcheck-error-template"));
    if (this.#response) this.form.show(Object.values(this.#response.steps).flat());
    this.result.clear();
    if (screen === CHECK) {
      this.#listAnswers();
      this.#askAhead();
    }
    this.form.turnTo(screen);
    this.#showProgress(screen);
    this.#find("[data-action=back]").hidden = screen === this.firstPage;
    const heading = this.#find(`[data-page="${screen}"] h3`);
    heading.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start", behavior: "instant" });
  }

  #showOutcome() {
    this.result.show(this.#response);
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
    progress.hidden = screen === CHECK;
    progress.textContent = progress.dataset.text
      .replace("{page}", Math.max(1, pages.indexOf(screen) + 1))
      .replace("{pages}", this.#response?.at_most ?? this.element.querySelectorAll("[data-page]").length - 1);
  }

  #listAnswers() {
    const list = this.#find(".selfcheck-answers");
    list.replaceChildren();
    for (const [page, questions] of Object.entries(this.#response.steps)) {
      for (const id of questions) list.append(this.#answerLine(page, id));
    }
  }

  #answerLine(page, id) {
    const line = this.#find(".selfcheck-answer-template").content.cloneNode(true);
    const text = this.form.question(id).querySelector("legend").textContent;
    line.querySelector("dt").textContent = text;
    line.querySelector(".selfcheck-answer-text").textContent = this.form.labels(id).join("; ");
    line.querySelector("button").dataset.page = page;
    line.querySelector("button .selfcheck-hidden").textContent = ` ${text}`;
    return line;
  }

  #act(button) {
    const action = button?.dataset.action;
    if (action === "back") afterPaint(() => history.back());
    if (action === "change") this.#go(button.dataset.page);
    if (action === "review") this.#go(CHECK);
    if (action === "restart") this.#restart();
    if (action === "retry") this.#retry();
  }

  /** Back and forward of the browser: answers stay as they are. */
  #travel(state) {
    if (state && state.name !== this.name) return;
    const screen = state?.screen ?? this.firstPage;
    if (screen === this.#screen) return;
    this.#show(this.#screens().includes(screen) ? screen : this.firstPage);
  }

  /** Where the answers, as they are now, can lead. */
  #screens() {
    const { steps = {}, verdict } = this.#response ?? {};
    const last = verdict?.state === "complete" ? [CHECK, OUTCOME] : [];
    return [...Object.keys(steps), ...last];
  }

  #restart() {
    this.form.reset();
    this.#response = null;
    this.form.show(this.firstQuestions);
    this.#find(".selfcheck-sofar").hidden = true;
    this.#go(this.firstPage);
  }

  #fail() {
    this.#leaving = null;
    this.element.hidden = true;
    this.#find(".selfcheck-failure").hidden = false;
  }

  #retry() {
    this.#find(".selfcheck-failure").hidden = true;
    this.element.hidden = false;
    this.engine.restart();
  }

  #summary({ steps, verdict }) {
    const title = this.#find(".selfcheck-title").textContent;
    const lines = Object.values(steps)
      .flat()
      .map((id) => `${this.form.question(id).querySelector("legend").textContent} ${this.form.labels(id).join("; ")}`);
    return [title, this.result.title(verdict.outcome), ...lines].join("\n");
  }

  #find(selector) {
    return this.section.querySelector(selector);
  }
}

/** One after the other, each a frame after what it waits for: writing history delays painting. */
function afterPaint(task) {
  requestAnimationFrame(() => requestAnimationFrame(task));
}

const sections = [...document.querySelectorAll(".selfcheck")];
const engine = new PythonWorker(filesOf(sections));
for (const section of sections) new Widget(section, engine);
for (const section of sections) keepOffline(section, engine);
