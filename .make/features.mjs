/**
 * What of the web platform a script cannot do without, by the names of MDN's compatibility data.
 *
 * To read what is not there gives `undefined`; to call it, to construct it or to read on from it fails.
 * So only that counts, and not where the same script asks whether it is there: `x?.y`, `x ?? y`,
 * `if (x)`, `!x`, `typeof x`. A method of an unknown object may be of any interface that has one of
 * this name: the one that came first counts. What shares its name with something old goes unnoticed,
 * as do other properties of unknown objects, values of CSS, and kinds of events.
 */

import { Linter } from "eslint";

import { isKnown, keysOfAnyMember, keysOfGlobal, keysOfMember } from "./compat.mjs";

/** Syntax: a selector of ESLint, its key in the data, and the edition of the language that brought it. */
const SYNTAX = [
  ["ClassBody", "javascript.classes", 2015],
  ["ArrowFunctionExpression", "javascript.functions.arrow_functions", 2015],
  ["TemplateLiteral", "javascript.grammar.template_literals", 2015],
  ["ForOfStatement", "javascript.statements.for_of", 2015],
  ["SpreadElement", "javascript.operators.spread", 2015],
  ["RestElement", "javascript.functions.rest_parameters", 2015],
  ["AssignmentPattern", "javascript.functions.default_parameters", 2015],
  [":matches(ArrayPattern, ObjectPattern)", "javascript.operators.destructuring", 2015],
  ["ImportDeclaration", "javascript.statements.import", 2015],
  [":matches(ExportNamedDeclaration, ExportDefaultDeclaration)", "javascript.statements.export", 2015],
  ["[operator=/^\\*\\*/]", "javascript.operators.exponentiation", 2016],
  [":function[async=true]", "javascript.operators.async_function", 2017],
  [":function[async=true][generator=true]", "javascript.operators.async_generator_function", 2018],
  ["ForOfStatement[await=true]", "javascript.statements.for_await_of", 2018],
  ["ObjectExpression > SpreadElement", "javascript.operators.spread.spread_in_object_literals", 2018],
  ["ObjectPattern > RestElement", "javascript.operators.destructuring.rest_in_objects", 2018],
  ["Literal[regex.flags=/s/]", "javascript.builtins.RegExp.dotAll", 2018],
  ["Literal[regex.pattern=/\\(\\?<[=!]/]", "javascript.regular_expressions.lookbehind_assertion", 2018],
  ["Literal[regex.pattern=/\\(\\?<[^=!]/]", "javascript.regular_expressions.named_capturing_group", 2018],
  ["Literal[regex.pattern=/\\\\p\\{/i]", "javascript.regular_expressions.unicode_character_class_escape", 2018],
  ["CatchClause[param=null]", "javascript.statements.try_catch.optional_catch_binding", 2019],
  ["ImportExpression", "javascript.operators.import", 2020],
  ["MetaProperty[meta.name='import']", "javascript.operators.import_meta", 2020],
  ["ChainExpression", "javascript.operators.optional_chaining", 2020],
  ["LogicalExpression[operator='??']", "javascript.operators.nullish_coalescing", 2020],
  ["ExportAllDeclaration[exported]", "javascript.statements.export.namespace", 2020],
  ["Literal[bigint]", "javascript.builtins.BigInt", 2020],
  ["AssignmentExpression[operator='??=']", "javascript.operators.nullish_coalescing_assignment", 2021],
  ["AssignmentExpression[operator='||=']", "javascript.operators.logical_or_assignment", 2021],
  ["AssignmentExpression[operator='&&=']", "javascript.operators.logical_and_assignment", 2021],
  ["Literal[raw=/^\\d[^'\"]*_/]", "javascript.grammar.numeric_separators", 2021],
  ["PropertyDefinition[key.type!='PrivateIdentifier']", "javascript.classes.public_class_fields", 2022],
  ["PropertyDefinition > PrivateIdentifier.key", "javascript.classes.private_class_fields", 2022],
  ["MethodDefinition > PrivateIdentifier.key", "javascript.classes.private_class_methods", 2022],
  ["BinaryExpression > PrivateIdentifier.left", "javascript.classes.private_class_fields_in", 2022],
  ["StaticBlock", "javascript.classes.static.initialization_blocks", 2022],
  ["Literal[regex.flags=/d/]", "javascript.builtins.RegExp.hasIndices", 2022],
  ["AwaitExpression:not(:function AwaitExpression)", "javascript.operators.await.top_level", 2022],
  ["Literal[regex.flags=/v/]", "javascript.builtins.RegExp.unicodeSets", 2024],
  ["ImportAttribute", "javascript.statements.import.import_attributes", 2025],
];

const GLOBAL_OBJECTS = ["globalThis", "self", "window"];

/** @typedef {{name: string, keys: string[]}} Feature of which one key is meant */

/**
 * @param {string} file for messages
 * @param {string} text of the script
 * @param {Set<string>} [own] the names of methods that scripts define themselves
 * @returns {Feature[]}
 */
export function featuresOf(file, text, own = new Set()) {
  const syntax = listedSyntax(file, text);
  const edition = Math.max(2015, ...syntax.map(([, , year]) => year));
  walk(file, text, edition, {}, ". Is this newer syntax than .make/features.mjs knows? Add a row to SYNTAX.");
  return [...syntax.map(([, key]) => ({ name: plainName(key), keys: [key] })), ...usedNames(file, text, own)];
}

/** @returns {string[]} the methods of the classes in a script, but for private ones */
export function ownMethods(file, text) {
  const names = [];
  walk(file, text, "latest", { "MethodDefinition > Identifier.key": ({ name }) => names.push(name) });
  return names;
}

function listedSyntax(file, text) {
  const found = new Set();
  walk(file, text, "latest", Object.fromEntries(SYNTAX.map((row) => [row[0], () => found.add(row)])));
  return [...found];
}

function plainName(key) {
  return key.split(".").at(-1).replaceAll("_", " ");
}

/** Walk a script with ESLint's selectors. */
function walk(file, text, ecmaVersion, handlers, hint = "") {
  const create = ({ sourceCode }) => {
    const listeners = Object.entries(handlers).map(([at, handle]) => [at, (node) => handle(node, sourceCode)]);
    return Object.fromEntries(listeners);
  };
  const sourceType = /^(import|export)\b/m.test(text) ? "module" : "script";
  const [failed] = new Linter().verify(text, {
    languageOptions: { ecmaVersion, sourceType },
    linterOptions: { noInlineConfig: true },
    plugins: { walk: { rules: { all: { create } } } },
    rules: { "walk/all": "error" },
  });
  if (failed) throw new Error(`${file}:${failed.line}:${failed.column}: ${failed.message}${hint}`);
}

/** @returns {Feature[]} globals, members and options that the script cannot do without */
function usedNames(file, text, own) {
  const nodes = [];
  let script;
  const collect = (node) => nodes.push(node);
  walk(file, text, "latest", {
    ":matches(Identifier, MemberExpression, NewExpression, VariableDeclarator)": collect,
    "Program:exit": (_, code) => (script = new Script(code, own)),
  });
  for (const node of nodes) script.seeWhatIsAsked(node);
  for (const node of nodes) script.seeWhatComesOfIt(node);
  return nodes.flatMap((node) => script.features(node)).filter(({ keys }) => keys.length > 0);
}

/** One script: what its names may mean, and which of them it asks for before it uses them. */
class Script {
  #asked = new Set();
  #globals;

  constructor(code, own) {
    this.code = code;
    this.own = own;
    const references = code.scopeManager.scopes.flatMap((scope) => scope.references);
    this.#globals = new Set(references.filter((it) => !it.resolved?.defs.length).map((it) => it.identifier));
  }

  seeWhatIsAsked(node) {
    if (isTested(node) && this.#keys(node).length > 0) this.#asked.add(this.#text(node));
  }

  /** `const policy = trustedTypes?.createPolicy(…)` */
  seeWhatComesOfIt({ type, id, init }) {
    if (type !== "VariableDeclarator" || init?.type !== "ChainExpression") return;
    if (this.#isAskedFor(init.expression)) this.#asked.add(id.name);
  }

  /** @returns {Feature[]} */
  features(node) {
    if (this.#isAskedFor(node)) return [];
    if (node.type === "NewExpression") return this.#options(node);
    if (!isNeeded(node) && !this.#globals.has(node)) return [];
    const { name } = node.property ?? node;
    return [{ name: `\`${name}${isCalled(node) ? "()" : ""}\``, keys: this.#keys(node) }];
  }

  /** What browsers do with an option that they do not know is nothing: `new Worker(…, { type: "module" })`. */
  #options({ callee, arguments: given }) {
    const options = (given.at(-1)?.properties ?? []).map(({ key }) => key?.name);
    const keyOf = (option) => `api.${callee.name}.${callee.name}.options_${option}_parameter`;
    const known = options.filter((option) => isKnown(keyOf(option)));
    return known.map((option) => ({ name: `\`${option}\` of \`new ${callee.name}\``, keys: [keyOf(option)] }));
  }

  /** @returns {string[]} what the name may mean in the data */
  #keys(node) {
    if (this.#globals.has(node)) return keysOfGlobal(node.name);
    if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return [];
    const { name } = node.property;
    const owner = this.#owner(node.object);
    if (GLOBAL_OBJECTS.includes(owner)) return keysOfGlobal(name);
    const known = owner ? [owner, capitalised(owner)].flatMap((it) => keysOfMember(it, name)) : [];
    if (known.length > 0 || this.own.has(name) || !isCalled(node)) return known;
    return keysOfAnyMember(name);
  }

  /** @returns {string | undefined} "Response" for `new Response()`, "navigator" for itself */
  #owner(node) {
    if (node.type === "NewExpression") return this.#owner(node.callee);
    if (node.type === "ArrayExpression") return "Array";
    if (node.type === "TemplateLiteral") return "String";
    return this.#globals.has(node) ? node.name : undefined;
  }

  /** Whether the script asks for this, or for what this is read from. */
  #isAskedFor(node) {
    if (!node) return false;
    return this.#asked.has(this.#text(node)) || this.#isAskedFor(node.object ?? node.callee);
  }

  #text(node) {
    return this.code.getText(node).replaceAll("?.", ".").replace(/^(globalThis|self|window)\./, "");
  }
}

function capitalised(name) {
  return name[0].toUpperCase() + name.slice(1);
}

/** Whether it is asked here if this is there at all. */
function isTested(node) {
  const { parent } = node;
  if (parent.optional) return parent.object === node || parent.callee === node;
  if (parent.type === "UnaryExpression") return ["!", "typeof"].includes(parent.operator);
  return parent.type === "LogicalExpression" ? parent.left === node || isTested(parent) : parent.test === node;
}

function isCalled(node) {
  return node.parent.type === "CallExpression" && node.parent.callee === node;
}

/** Whether it must be there: it is called, constructed, or read on from. */
function isNeeded(node) {
  const { parent } = node;
  return node.type === "MemberExpression" && !parent.optional && (parent.callee === node || parent.object === node);
}
