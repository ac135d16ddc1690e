/** In place of static/trusted-types.js: the one script started here is a blob that this page made. */

const policy = globalThis.trustedTypes?.createPolicy("selfcheck", {
  createScriptURL(address) {
    if (!address.startsWith("blob:")) throw new TypeError(`not our own script: ${address}`);
    return address;
  },
});

/** @param {string} address @returns {TrustedScriptURL | string} */
export function trustedScript(address) {
  return policy ? policy.createScriptURL(address) : address;
}
