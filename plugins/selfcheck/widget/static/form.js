/** The questionnaire's form: what is ticked, what is shown, what is wrong. It decides nothing. */

export class Form {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    form.addEventListener("change", ({ target }) => keepExclusive(form, target));
    form.querySelector(".selfcheck-errors").addEventListener("click", leadToField);
  }

  /** @returns {Record<string, string | string[]>} the answers of every question that is asked */
  answers() {
    const answers = {};
    for (const fieldset of this.#fieldsets()) {
      /** @type {NodeListOf<HTMLInputElement>} */
      const ticked = fieldset.querySelectorAll("input:checked");
      const given = [...ticked].map(({ value }) => value);
      if (fieldset.disabled || given.length === 0) continue;
      const multiple = fieldset.querySelector("[type=checkbox]");
      answers[fieldset.dataset.question] = multiple ? given : given[0];
    }
    return answers;
  }

  /**
   * Tick what these answers say, and nothing else.
   * @param {Record<string, string | string[]>} answers
   */
  fill(answers) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = this.form.querySelectorAll("input[name]");
    for (const input of inputs) input.checked = [answers[input.name]].flat().includes(input.value);
  }

  /** @returns {string[]} the questions that are asked */
  asked() {
    return [...this.#fieldsets()].filter((it) => !it.disabled).map((it) => it.dataset.question);
  }

  /** @param {string[]} questions the ids of the questions to show; all others are not asked */
  show(questions) {
    for (const fieldset of this.#fieldsets()) {
      const asked = questions.includes(fieldset.dataset.question);
      fieldset.disabled = !asked;
      fieldset.hidden = !asked;
    }
  }

  /** @param {string} id a page's id */
  turnTo(id) {
    for (const page of this.form.querySelectorAll(".selfcheck-page")) {
      page.hidden = page.dataset.page !== id;
    }
  }

  /** @returns {HTMLFieldSetElement} */
  question(id) {
    return this.form.querySelector(`[data-question="${id}"]`);
  }

  /** @returns {string[]} the labels of the options that are ticked */
  labels(id) {
    return [...this.question(id).querySelectorAll("input:checked")].map(labelOf);
  }

  /** @returns {string} what a question asks */
  legend(id) {
    return this.question(id).querySelector("legend").textContent;
  }

  isUnsure(id, option) {
    return "unsure" in /** @type {HTMLElement} */ (this.question(id).querySelector(`[value="${option}"]`)).dataset;
  }

  /** @returns {string} the label of an option */
  label(id, option) {
    return labelOf(this.question(id).querySelector(`[value="${option}"]`));
  }

  /**
   * Show the errors beside their questions, and their summary before the first; none for no question.
   * @param {string[]} questions
   * @param {HTMLTemplateElement} template of one line of the summary
   */
  complain(questions, template) {
    const summary = this.form.querySelector(".selfcheck-errors");
    const list = summary.querySelector("ul");
    list.replaceChildren();
    for (const fieldset of this.#fieldsets()) {
      const wrong = questions.includes(fieldset.dataset.question);
      fieldset.classList.toggle("selfcheck-question--error", wrong);
      const error = fieldset.querySelector(".selfcheck-error");
      error.hidden = !wrong;
      fieldset.setAttribute("aria-invalid", String(wrong));
      describe(fieldset, error.id, wrong);
      if (!wrong) continue;
      if (list.childElementCount === 0) fieldset.before(summary);
      const line = template.content.cloneNode(true);
      const link = line.querySelector("a");
      const toDo = error.querySelector(".selfcheck-error-text").textContent;
      link.textContent = `${this.legend(fieldset.dataset.question)} ${toDo}`;
      link.href = `#${fieldset.querySelector("input:not([type=search])").id}`;
      list.append(line);
    }
    summary.hidden = questions.length === 0;
    if (!summary.hidden) summary.focus();
  }

  reset() {
    this.form.reset();
  }

  #fieldsets() {
    return this.form.querySelectorAll("fieldset");
  }
}

/** The link of an error is no place to come back to: it only moves the focus. */
function leadToField(event) {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const field = document.getElementById(link.hash.slice(1));
  field.closest("fieldset").scrollIntoView({ block: "start", behavior: "instant" });
  field.focus({ preventScroll: true });
}

/** An error belongs to what a screen reader says of its question while it stands there. */
function describe(fieldset, error, wrong) {
  const others = (fieldset.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error);
  const ids = wrong ? [...others, error] : others;
  if (ids.length > 0) fieldset.setAttribute("aria-describedby", ids.join(" "));
  else fieldset.removeAttribute("aria-describedby");
}

function labelOf(input) {
  return input.labels[0].textContent;
}

/** "None of these" and "I'm not sure" stand alone. */
function keepExclusive(form, target) {
  if (!target.checked || target.type !== "checkbox") return;
  const alone = "exclusive" in target.dataset;
  for (const other of form.querySelectorAll(`[name="${target.name}"]:checked`)) {
    if (other !== target && (alone || "exclusive" in other.dataset)) other.checked = false;
  }
}
