// Prints a file as gzip in base64, by Node's own zlib: that of the host's Python may pack otherwise.
//
// node pack.mjs FILE >BASE64

import { readFileSync, writeSync } from "node:fs";
import { gzipSync } from "node:zlib";

const packed = gzipSync(readFileSync(process.argv[2]), { level: 9 });
packed[9] = 255; // the header's system, which is this machine's: unknown
const text = packed.toString("base64");
for (let done = 0; done < text.length; done += 4096) writeSync(1, text.slice(done, done + 4096));
