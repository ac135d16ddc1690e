// A classic script, not a module: browsers refuse modules from file://, and the
// site also opens from a folder.
"use strict";

/** Show the share button where the system has a share sheet. */
function offerSharing() {
  const button = document.querySelector("[data-share]");
  if (!button || !navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", sharePage);
}

/** Open the system's share sheet; a reader who closes it has changed their mind. */
async function sharePage() {
  try {
    await navigator.share({ title: document.title, url: location.href });
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

/** Let the other language open at the place that is being read, where both have one. */
function keepThePlace() {
  /** @type {HTMLAnchorElement} */
  const link = document.querySelector(".language-switch");
  link?.addEventListener("click", () => {
    const shared = [...document.querySelectorAll(".selfcheck-claim, section[id^=selfcheck]")];
    const passed = shared.filter((place) => place.getBoundingClientRect().top < innerHeight / 2);
    link.hash = passed.at(-1)?.id ?? "";
  });
}

offerSharing();
keepThePlace();
