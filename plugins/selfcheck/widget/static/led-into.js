/** What is folded opens for whoever is led into it: by a link, or by the browser's search for words. */

/**
 * @param {HTMLElement} part with hidden="until-found"
 * @param {() => void} open
 * @param {HTMLElement} [place] a link to it leads into the part as well
 */
export function whenLedInto(part, open, place = part) {
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target !== place && !part.contains(target)) return;
    open();
    if (target !== place) target.scrollIntoView();
  };
  part.addEventListener("beforematch", open);
  addEventListener("hashchange", follow);
  follow();
}
