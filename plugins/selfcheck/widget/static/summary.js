/** The reader's answers as text: to copy, share, print or text. Sent by nobody but the reader. */

/**
 * @param {HTMLElement} card the outcome's care card
 * @param {() => string} text the summary
 */
export function offerSummary(card, text) {
  const share = card.querySelector("[data-action=share]");
  share.hidden = !navigator.share;
  share.addEventListener("click", () => pass(card, text(), () => navigator.share({ text: text() })));
  card
    .querySelector("[data-action=copy]")
    .addEventListener("click", () => pass(card, text(), () => navigator.clipboard.writeText(text()), "copied"));
  card.querySelector("[data-action=print]").addEventListener("click", print);
  /** @type {HTMLAnchorElement} */
  const sms = card.querySelector("a[data-sms]");
  if (sms && card.querySelector(".selfcheck-card--non-urgent")) {
    sms.href += `?body=${encodeURIComponent(text())}`;
  }
}

/** Where the browser has no way, or refuses it, the reader gets the text itself. */
async function pass(card, text, way, done = "") {
  const status = card.querySelector("[data-copied]");
  const field = card.querySelector(".selfcheck-summary");
  try {
    await way();
    status.textContent = status.dataset[done] ?? "";
    field.hidden = true;
  } catch (error) {
    if (error.name === "AbortError") return; // the reader thought better of it
    field.value = text;
    field.hidden = false;
    field.select();
    status.textContent = status.dataset.refused;
  }
}

/** One clean page: only the care card. */
function print() {
  const root = document.documentElement;
  root.classList.add("selfcheck-printing");
  window.addEventListener("afterprint", () => root.classList.remove("selfcheck-printing"), {
    once: true,
  });
  window.print();
}
