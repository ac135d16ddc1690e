/** Where Pyodide's scripts come from: the site. */

/** @param {string} address of a script that was verified: it comes from the browser's cache */
export const importScript = (address) => import(address);
