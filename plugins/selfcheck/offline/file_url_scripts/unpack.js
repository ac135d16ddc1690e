/** Files that came along in a script: gzip in base64. */

/**
 * @param {string} text
 * @returns {ReadableStream<Uint8Array>}
 */
export function unpack(text) {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
}
