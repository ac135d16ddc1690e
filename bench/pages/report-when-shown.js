/** For the peers that draw their own page: tell the verdict as soon as it can be read there. */
import { tell } from "/pages/report-verdict.js";

// What is drawn next to the verdict may follow it without a space: so its words are named.
const SHOWN = /Outcome: (normal|change_routine|book_pt|see_doctor|urgent|emergency)/;

/** @param {string} selector the element in which the peer draws */
export function tellWhenShown(selector) {
  const drawn = document.querySelector(selector);
  const observer = new MutationObserver(() => {
    const [, outcome] = drawn.textContent.match(SHOWN) ?? [];
    if (!outcome) return;
    observer.disconnect();
    tell(outcome);
  });
  observer.observe(drawn, { childList: true, subtree: true, characterData: true });
}
