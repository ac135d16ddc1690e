/** MDN's compatibility data: what the data call a thing, and which browsers have had it since when. */

import bcd from "@mdn/browser-compat-data" with { type: "json" };

export const DATA_VERSION = bcd.__meta.version;

const ROOMS = ["javascript.builtins", "api", "webassembly.api"];
const SCOPES = ["Window", "WorkerGlobalScope", "DedicatedWorkerGlobalScope", "ServiceWorkerGlobalScope"];
const MEMBERS = keysByMember();

/** Later than any version: the browser has it not, or not without a flag or a prefix. */
export const NEVER = "never";

/** @param {string} key */
function part(key) {
  return key.split(".").reduce((whole, name) => whole?.[name], bcd);
}

/** @returns {boolean} whether the data know of this */
export function isKnown(key) {
  return Boolean(part(key)?.__compat);
}

/** @returns {string[]} of a name in the global scope */
export function keysOfGlobal(name) {
  const keys = [...ROOMS.map((room) => `${room}.${name}`), ...SCOPES.map((scope) => `api.${scope}.${name}`)];
  return (name === "WebAssembly" ? ["webassembly.api"] : keys).filter(isKnown);
}

/** @returns {string[]} of a member of an interface, or of the class itself */
export function keysOfMember(owner, name) {
  const own = owner === "WebAssembly" ? ["webassembly.api"] : ROOMS.map((room) => `${room}.${owner}`);
  return own.flatMap((it) => [`${it}.${name}`, `${it}.${name}_static`]).filter(isKnown);
}

/** @returns {string[]} of a member of nobody knows what: of every interface that has one of this name */
export function keysOfAnyMember(name) {
  return MEMBERS.get(name) ?? [];
}

function keysByMember() {
  const keys = new Map();
  for (const room of ROOMS) {
    for (const [owner, members] of Object.entries(part(room))) {
      for (const name of Object.keys(members)) {
        const key = `${room}.${owner}.${name}`;
        if (isKnown(key)) keys.set(name, [...(keys.get(name) ?? []), key]);
      }
    }
  }
  return keys;
}

/**
 * @param {string[]} keys of which one is meant
 * @param {string} browser
 * @returns {string} the version that first had one of them
 */
export function since(keys, browser) {
  return keys.flatMap((key) => versions(key, browser)).toSorted(compare)[0] ?? NEVER;
}

function versions(key, browser) {
  const statements = [part(key).__compat.support[browser] ?? []].flat();
  return statements.filter(isWhole).map((statement) => statement.version_added.replace("≤", ""));
}

const FAULTS = ["version_removed", "flags", "prefix", "alternative_name", "partial_implementation"];

function isWhole(statement) {
  const added = statement.version_added;
  return typeof added === "string" && added !== "preview" && !FAULTS.some((fault) => statement[fault]);
}

/** @returns {number} below 0 where version `a` came before `b` */
export function compare(a, b) {
  if (a === NEVER || b === NEVER) return Number(a === NEVER) - Number(b === NEVER);
  return a.localeCompare(b, "en", { numeric: true });
}
