/** The reader's answers as text: to copy, share, print or text. Sent by nobody but the reader. */

/**
 * @param {HTMLElement} card the outcome's care card
 * @param {() => string} text the summary
 */
export function offerSummary(card, text) {
  const share = card.querySelector("[data-action=share]");
  share.hidden = !navigator.share;
  share.addEventListener("click", () => navigator.share({ text: text() }).catch(() => {}));
  card.querySelector("[data-action=copy]").addEventListener("click", () => copy(card, text()));
  card.querySelector("[data-action=print]").addEventListener("click", print);
  /** @type {HTMLAnchorElement} */
  const sms = card.querySelector("a[data-sms]");
  if (sms && card.querySelector(".selfcheck-card--non-urgent")) {
    sms.href += `?body=${encodeURIComponent(text())}`;
  }
}

async function copy(card, text) {
  await navigator.clipboard.writeText(text);
  const status = card.querySelector("[data-copied]");
  status.textContent = status.dataset.copied;
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
