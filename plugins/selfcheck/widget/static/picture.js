/** A picture as another way to tick the same inputs; keyboards and screen readers use the inputs. */

/** @param {HTMLFieldSetElement} fieldset */
export function makePicture(fieldset) {
  const picture = fieldset.querySelector(".selfcheck-picture");
  picture.addEventListener("click", ({ target }) => {
    const part = /** @type {Element} */ (target).closest("[data-option]");
    if (part) fieldset.querySelector(`[value="${part.dataset.option}"]`).click();
  });
  fieldset.addEventListener("change", () => mark(fieldset, picture));
  fieldset.form.addEventListener("reset", () => queueMicrotask(() => mark(fieldset, picture)));
}

function mark(fieldset, picture) {
  for (const part of picture.querySelectorAll("[data-option]")) {
    const { checked } = fieldset.querySelector(`[value="${part.dataset.option}"]`);
    part.classList.toggle("selfcheck-picture-part--chosen", checked);
  }
}
