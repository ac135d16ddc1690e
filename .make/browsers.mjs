/**
 * Print docs/browsers.md: since which version browsers can do what the site needs of them, from the
 * scripts as they are and from MDN's compatibility data.
 *
 * node .make/browsers.mjs [FOLDER of the project]
 */

import { readFileSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { DATA_VERSION, NEVER, compare, isKnown, since } from "./compat.mjs";
import { featuresOf, ownMethods } from "./features.mjs";

const ROOT = resolve(process.argv[2] ?? join(import.meta.dirname, ".."));
const WIDGET = ["plugins/selfcheck/widget/static", "plugins/selfcheck/snapshot/restore.js"];
const SERVICE_WORKER = "plugins/selfcheck/offline/service_worker_scripts";
const FROM_FILE = "plugins/selfcheck/offline/file_url_scripts"; // a script here stands in for its namesake

/** What no script names, by its key in the data. `not`: browsers that do without, and why. */
const CUSTOM_PROPERTIES = { name: "custom properties", keys: ["css.properties.custom-property"] };
const LAYERS = { name: "cascade layers", keys: ["css.at-rules.layer"] };
const LIGHT_DARK = { name: "`light-dark()`", keys: ["css.types.color.light-dark"] };
const SNAPSHOT = [
  // the instructions in snapshot/instructions.py that are younger than WebAssembly
  { name: "bulk memory", keys: ["webassembly.bulk-memory-operations"] },
  { name: "float to integer", keys: ["webassembly.non-trapping-float-to-int-conversions"] },
  { name: "sign extension", keys: ["webassembly.sign-extension-operations"] },
];
const CLIENT = { name: "`resultingClientId`", keys: ["api.FetchEvent.resultingClientId"] };
const PYODIDE = [
  ...SNAPSHOT,
  { name: "static blocks", keys: ["javascript.classes.static.initialization_blocks"] }, // in its scripts
  { name: "exceptions in WebAssembly", keys: ["webassembly.exception-handling"] },
  { name: "references in WebAssembly", keys: ["webassembly.reference-types"] },
];
const POLICY = {
  name: "`'wasm-unsafe-eval'`",
  keys: ["http.headers.Content-Security-Policy.script-src.wasm-unsafe-eval"],
  not: ["chrome", "chrome_android"], // until this word came, Chromium let any policy pass (tried: 86 to 92)
};

/** @type {{title: string, scripts?: string[], besides?: (import("./features.mjs").Feature & {not?: string[]})[]}[]} */
const THINGS = [
  { title: "**Reading** the post in the site's colours", besides: [CUSTOM_PROPERTIES] },
  { title: "What the theme adds: search, sharing, the same place in the other language", scripts: ["theme/static/js"] },
  { title: "**The check**, from the snapshot", scripts: WIDGET, besides: SNAPSHOT },
  { title: "… in its own look", scripts: WIDGET, besides: [...SNAPSHOT, LAYERS] },
  { title: "… and dark where the page is", scripts: WIDGET, besides: [...SNAPSHOT, LAYERS, LIGHT_DARK] },
  { title: "… where the host sends [the policy](hosting/README.md)", scripts: WIDGET, besides: [...SNAPSHOT, POLICY] },
  { title: "… and **without a network**", scripts: [...WIDGET, SERVICE_WORKER], besides: [...SNAPSHOT, CLIENT] },
  {
    title: "**The forms for files**: the site from a folder, and the file to take along",
    scripts: [...WIDGET, FROM_FILE],
    besides: [...SNAPSHOT, POLICY],
  },
  { title: "**Pyodide in full**, when the snapshots fail", scripts: WIDGET, besides: PYODIDE },
];

const BROWSERS = {
  "Chrome, Edge": ["chrome", "chrome_android", "Android"],
  Firefox: ["firefox", "firefox_android", "Android"],
  Safari: ["safari", "safari_ios", "iOS"],
};

const sources = new Map(THINGS.flatMap(({ scripts = [] }) => scripts.flatMap(filesIn)).map((file) => [file, read(file)]));
const own = new Set([...sources].flatMap(([file, text]) => ownMethods(file, text)));
const features = new Map([...sources].map(([file, text]) => [file, featuresOf(file, text, own)]));

/** @returns {string[]} the scripts of a folder, or the one of this name */
function filesIn(place) {
  if (place.endsWith(".js")) return [place];
  const names = readdirSync(join(ROOT, place)).toSorted();
  return names.filter((name) => name.endsWith(".js")).map((name) => `${place}/${name}`);
}

function read(file) {
  return readFileSync(join(ROOT, file), "utf8");
}

/** @returns {import("./features.mjs").Feature[]} all that a thing needs of a browser */
function needs({ scripts = [], besides = [] }) {
  const files = new Map(scripts.flatMap(filesIn).map((file) => [basename(file), file])); // of namesakes the last
  besides.forEach(refuseUnknown);
  return [...[...files.values()].flatMap((file) => features.get(file)), ...besides];
}

function refuseUnknown({ name, keys: [key] }) {
  if (isKnown(key)) return;
  throw new Error(`.make/browsers.mjs: MDN's data have no ${key} (${name}). Look there what it is called now.`);
}

/** @returns {{version: string, reasons: string}} the least version, and what is as new as that */
function least(needed, browser) {
  const versions = needed
    .filter(({ not }) => !not?.includes(browser))
    .map(({ name, keys }) => ({ name, version: since(keys, browser) }))
    .toSorted((a, b) => compare(a.version, b.version));
  const { version } = versions.at(-1) ?? { version: "0" };
  const newest = versions.filter((it) => it.version === version).map(({ name }) => name);
  return { version, reasons: [...new Set(newest)].toSorted().join(", ") };
}

function row(thing) {
  const needed = needs(thing);
  const cells = Object.values(BROWSERS).map(([desktop, mobile, system]) =>
    cell(least(needed, desktop), least(needed, mobile), system),
  );
  return `| ${thing.title} | ${cells.join(" | ")} |`;
}

function cell(desktop, mobile, system) {
  const also = mobile.version === desktop.version ? "" : `, ${system} ${shown(mobile.version)}`;
  return `${shown(desktop.version)}${also}: ${desktop.reasons}`;
}

function shown(version) {
  return `**${version === NEVER ? "none" : version}**`;
}

const page = `\
# Browsers

The least version of a browser for each thing that the site does, and what of it is as new as that. On
phones it is the same where no other stands beside it; on an iPhone every browser is Safari.

| | ${Object.keys(BROWSERS).join(" | ")} |
|---|${"---|".repeat(Object.keys(BROWSERS).length)}
${THINGS.map(row).join("\n")}

\`make docs\` makes this page from the scripts as they are and from MDN's compatibility data
(\`@mdn/browser-compat-data\` ${DATA_VERSION}); a test fails when a script comes to need something newer. What
a script uses only where it is there does not count, nor do styles that a browser may leave out.

## Below these versions

- **Reading**: the post, and the plain list of signs in it, are HTML. They stand in every browser, in
  the browser's own colours where it does not know the site's.
- **The check**: the plain list stands, and the reader is told within seconds that the check does not
  run here: by the widget where its scripts run, else by the style sheet alone. No answer comes from
  anything but the checker.
- **In its own look**: the check runs, in dark letters on white and in the order of the page.
- **Dark where the page is**: it is light on any page.
- **Where the host sends a policy** that an older Safari does not know, no Python may start there: the
  reader is told, at the latest after 45 seconds.
- **Without a network**: the check works online.
- **The forms for files**: the post and the list can be read; the check does not start, and says so. Where
  they were made without a snapshot they need what Pyodide in full does.
- **Pyodide in full**: there is nothing to fall back on. A snapshot answers, or the reader is told that
  the check could not start. Pyodide's own
  [documentation](https://pyodide.org/en/stable/usage/index.html#supported-browsers) names higher
  versions, those that it is tested with: Chrome 112, Firefox 112 and Safari 16.4.
`;

process.stdout.write(page);
