/**
 * The way of the browser's Back and Forward through the checks of a page.
 *
 * An entry of the browser's history holds a random mark and nothing else: which screens it stands
 * for only this page knows. An entry without a mark of ours, as a link to a fragment makes one, is no
 * screen: there the checks stay as they are.
 */

/** @typedef {{screens: Map<string, string>, former: Entry | null}} Entry each check's screen, and the way here */

class Trail {
  /** @type {Map<string, Entry>} by mark */
  #entries = new Map();
  /** @type {Entry | null} */
  #latest = null;
  #screens = new Map();
  #checks = new Map();

  constructor() {
    addEventListener("popstate", ({ state }) => this.#travel(this.#entries.get(state?.selfcheck)));
  }

  /**
   * @param {string} check
   * @param {string} screen that it begins with
   * @param {(screen: string) => string} show told where Back and Forward lead; says what it then shows
   */
  join(check, screen, show) {
    this.#screens.set(check, screen);
    this.#checks.set(check, show);
  }

  /** A check has turned to a screen: a further entry. */
  turn(check, screen) {
    afterPaint(() => this.#push(check, screen));
  }

  /**
   * One screen back in this check, whatever else has happened on the page.
   * @param {string} check
   * @param {(screen: string) => void} go told where, if the browser's own Back does not lead there
   */
  back(check, go) {
    afterPaint(() => this.#back(check, go));
  }

  #push(check, screen) {
    const here = this.#here();
    this.#screens.set(check, screen);
    history.pushState(this.#marked(here), "");
  }

  #back(check, go) {
    const { screens, former } = this.#here();
    const screen = screens.get(check);
    if (former && former.screens.get(check) !== screen) return history.back();
    let entry = former;
    while (entry && entry.screens.get(check) === screen) entry = entry.former;
    if (entry) go(entry.screens.get(check));
  }

  /** The entry that the browser is at: one that is not ours yet becomes so. */
  #here() {
    const entry = this.#entries.get(history.state?.selfcheck);
    if (entry) return entry;
    history.replaceState(this.#marked(this.#latest), "");
    return this.#latest;
  }

  #marked(former) {
    const mark = Math.random().toString(36).slice(2);
    this.#latest = { screens: new Map(this.#screens), former };
    this.#entries.set(mark, this.#latest);
    return { ...history.state, selfcheck: mark };
  }

  #travel(entry) {
    if (!entry) return;
    this.#latest = entry;
    for (const [check, show] of this.#checks) {
      const screen = entry.screens.get(check);
      if (screen !== this.#screens.get(check)) this.#screens.set(check, show(screen));
    }
  }
}

/** One after the other, each a frame after what it waits for: writing history delays painting. */
function afterPaint(task) {
  requestAnimationFrame(() => requestAnimationFrame(task));
}

export const trail = new Trail();
