/** Tells when nothing has moved for too long. Seconds in which the page slept do not count. */

export class Standstill {
  #timer = 0;
  #left = 0;
  #tell;

  /** @param {() => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** @param {number} seconds that nothing more may move for */
  moved(seconds) {
    this.#left = seconds;
    this.#timer ||= setInterval(() => this.#tick(), 1000);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #tick() {
    this.#left -= 1;
    if (this.#left > 0) return;
    this.stop();
    this.#tell();
  }
}
