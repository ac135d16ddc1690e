/** A date for the reader's own calendar: to do the check again. It holds no answer and no outcome. */

/** @param {HTMLElement} card the outcome's care card */
export function offerReminder(card) {
  /** @type {HTMLButtonElement | null} */
  const button = card.querySelector("[data-action=remind]");
  button?.addEventListener("click", () => save(calendar(button.dataset.text, Number(button.dataset.days))));
}

function calendar(text, days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//selfcheck//EN",
    "BEGIN:VEVENT",
    `UID:${Math.random().toString(36).slice(2)}@selfcheck`,
    `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${date(day)}`,
    `SUMMARY:${text.replace(/[\\;,]/g, "\\$&")}`,
    `URL:${location.origin}${location.pathname}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.flatMap(folded).join("\r\n") + "\r\n";
}

/** The day where the reader is. */
function date(day) {
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("");
}

/** A line has at most 75 bytes (RFC 5545, 3.1); a letter has at most 4. */
function folded(line) {
  return [...line].reduce((lines, letter) => {
    if (new Blob([lines.at(-1) + letter]).size > 75) lines.push(" ");
    lines.push(lines.pop() + letter);
    return lines;
  }, [""]);
}

function save(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = "check-again.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
