/** The one place where an address becomes a script: what Trusted Types ask for. */

const policy = globalThis.trustedTypes?.createPolicy("selfcheck", {
  createScriptURL(address) {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new TypeError(`not our own script: ${url}`);
    return url.href;
  },
});

/** @param {string} address @returns {TrustedScriptURL | string} */
export function trustedScript(address) {
  return policy ? policy.createScriptURL(address) : address;
}
