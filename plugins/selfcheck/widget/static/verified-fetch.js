/** Pyodide's files: each is checked against the hash that the build gave it, before it is used. */

const load = self.fetch.bind(self);

/**
 * From now on whatever this worker fetches, Pyodide's own requests included, is checked; what the
 * build does not know is refused.
 * @param {Record<string, string>} hashes by address
 * @returns {Promise<never>} rejects at the first refusal: Pyodide itself would wait for ever
 */
export function checkAgainst(hashes) {
  return new Promise((_, reject) => {
    self.fetch = async (address, options) => {
      try {
        return await checked(address, hashes[String(address)], options);
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

async function checked(address, integrity, options) {
  if (!integrity) throw new TypeError(`${address}: not a file of this build`);
  return load(address, { ...options, integrity }).catch(() => {
    throw new Error(`${address}: not there, or not as the build made it`); // browsers say neither
  });
}

/** A script is not imported before its bytes have been checked; then it comes from the cache. */
export async function script(address) {
  await self.fetch(address);
  return import(address);
}
