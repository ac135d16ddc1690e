/** Shorten a long list of options by typing. What is ticked stays in sight. */

/** @param {HTMLFieldSetElement} fieldset */
export function makeSearchable(fieldset) {
  const box = fieldset.querySelector(".selfcheck-search");
  const input = box.querySelector("input");
  const count = box.querySelector(".selfcheck-search-count");
  const options = [...fieldset.querySelectorAll(".selfcheck-others .selfcheck-option")];
  box.hidden = false;
  const shorten = () => {
    for (const option of options) option.hidden = !fits(option, input.value);
    const shown = options.filter(({ hidden }) => !hidden).length;
    count.textContent = input.value
      ? count.dataset.text.replace("{shown}", String(shown)).replace("{all}", String(options.length))
      : "";
  };
  input.addEventListener("input", shorten);
  input.form.addEventListener("reset", () => setTimeout(shorten)); // the event comes before the box is empty
  addEventListener("pageshow", shorten); // a browser may give the page back with the box emptied
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // Enter looks for a match, it does not go on
  });
}

function fits(option, typed) {
  const ticked = option.querySelector("input").checked;
  return ticked || plain(option.textContent).includes(plain(typed));
}

/** Lower case, without accents, hyphens and spaces: "pull up" finds "Pull-up". */
function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f\s-]/g, "").toLowerCase();
}
