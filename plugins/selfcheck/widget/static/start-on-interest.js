/** When the reader shows interest in a check: then, and not before, Pyodide is fetched. */

const SIGNS = ["pointerover", "pointerdown", "focusin", "input"];

/**
 * Call `start` once: at the first pointer, focus or answer in the section, or when the reader has
 * scrolled it into view and the page is idle. A reader who saves data has to give an answer.
 * @param {HTMLElement} section
 * @param {() => void} start
 */
export function onInterest(section, start) {
  const once = { once: true, passive: true };
  const saveData = navigator.connection?.saveData;
  for (const sign of saveData ? ["input"] : SIGNS) section.addEventListener(sign, start, once);
  if (saveData) return;
  addEventListener("scroll", () => whenSeen(section.querySelector(".selfcheck-app"), start), once);
}

function whenSeen(element, start) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      (window.requestIdleCallback ?? setTimeout)(start);
    },
    { rootMargin: "-40% 0px -40% 0px" }, // in the middle of the window: read, not scrolled past
  );
  observer.observe(element);
}
