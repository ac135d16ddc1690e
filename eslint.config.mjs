/** The linter of the browser's JavaScript, and of the scripts that run under Node: `make lint`. */

import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".venv/", ".cache/", "output*/", "usb*/", "bench/node_modules/", "screenshots/"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["**/{sw,fetch,worker,plain-worker}.js"], languageOptions: { globals: globals.worker } },
  { files: ["**/sw.js"], languageOptions: { globals: globals.serviceworker } },
  {
    files: ["**/service_worker_scripts/*.js"],
    languageOptions: { globals: { ...globals.serviceworker, BUILD: "readonly" } },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  { files: ["theme/**"], languageOptions: { globals: { MiniSearch: "readonly" } } },
  { files: ["bench/**"], languageOptions: { globals: { Survey: "readonly", SurveyUI: "readonly" } } },
  {
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-implicit-coercion": "error",
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
];
