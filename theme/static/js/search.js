// A classic script, as in site.js: the search also works from a folder, where
// neither modules nor fetch do. The pages to search are a JSON block in this page.
"use strict";

/** @typedef {{id: number, url: string, title: string, summary: string, tags: string, text: string}} Page */

/**
 * Give a word the form in which it is compared: small letters, no accents.
 * @param {string} word
 */
function plain(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {Page[]} pages */
function buildIndex(pages) {
  const index = new MiniSearch({
    fields: ["title", "summary", "tags", "text"],
    storeFields: ["url", "title", "summary", "text"],
    processTerm: plain,
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { title: 3, summary: 2 } },
  });
  index.addAll(pages);
  return index;
}

const BETWEEN_WORDS = /([\n\r\p{Z}\p{P}]+)/u; // as MiniSearch parts them

/** @param {import("minisearch").SearchResult} page */
function resultItem(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const found = document.createElement("p");
  const terms = new Set(page.terms);
  link.href = page.url;
  link.append(...marked(page.title, terms));
  found.append(...marked(passage(page, terms), terms));
  item.append(link, found);
  return item;
}

/**
 * The summary, or the sentence in which more of the words stand.
 * @param {import("minisearch").SearchResult} page
 * @param {Set<string>} terms
 * @returns {string}
 */
function passage({ summary, text }, terms) {
  const words = (sentence) => new Set(sentence.split(BETWEEN_WORDS).map(plain).filter((word) => terms.has(word)));
  const sentences = [summary, ...(text.match(/(?:[^.?!\n]|[.?!](?=\S))+[.?!]*/g) ?? [])];
  return sentences.reduce((best, sentence) => (words(sentence).size > words(best).size ? sentence : best));
}

/**
 * @param {string} text
 * @param {Set<string>} terms
 * @returns {(string | Node)[]} the text, with these words marked
 */
function marked(text, terms) {
  return text.split(BETWEEN_WORDS).map((part) => {
    if (!terms.has(plain(part))) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

/**
 * Say how many pages were found, in the page's language.
 * @param {DOMStringMap} words
 * @param {number} count
 */
function countInWords(words, count) {
  if (count === 0) return words.none;
  return count === 1 ? words.one : words.many.replace("{count}", String(count));
}

function startSearch() {
  /** @type {HTMLFormElement & {elements: {words: HTMLInputElement}}} */
  const form = document.querySelector("[data-search]");
  const index = buildIndex(JSON.parse(document.getElementById("search-pages").textContent));
  const show = () => {
    const words = form.elements.words.value.trim();
    const found = words ? index.search(words) : [];
    document.querySelector("[data-search-results]").replaceChildren(...found.map(resultItem));
    document.querySelector("[data-search-count]").textContent = words ? countInWords(form.dataset, found.length) : "";
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
}

startSearch();
