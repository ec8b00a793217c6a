// Damaged versions of a .xlsx file, the same for the same number: bytes of the archive, and, packed soundly again, bytes,
// numbers and elements of the XML inside it, where damage gets past the checksums.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const NUMBERS = [
  "0",
  "-1",
  "1e308",
  "NaN",
  "4294967295",
  "99999999999999999999",
  "0x10",
  "",
  "1048577",
  "16385",
  "1.5",
];
const PIECES = [
  "<",
  ">",
  "&",
  "]]>",
  "<!--",
  "<![CDATA[",
  '"',
  "'",
  "<v>",
  "</c>",
  "<row>",
  "\u0000",
  "&#0;",
  "&#x110000;",
  "A1:XFD1048576",
  "_x0000_",
  "<f>",
  "((((((((",
  "{{{{",
  "LET(",
  "=",
  "#REF!",
];

const pick = (random, list) => list[Math.floor(random() * list.length)];

function mutateText(text, random) {
  const at = Math.floor(random() * text.length);
  const length = Math.floor(random() * random() * 200);
  switch (Math.floor(random() * 6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return (
        text.slice(0, at) + text.slice(at, at + length).repeat(1 + Math.floor(random() * 50)) + text.slice(at + length)
      );
    case 2:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(at);
    case 3: {
      const digits = [...text.matchAll(/\d+/g)];
      if (digits.length === 0) return text;
      const match = pick(random, digits);
      return text.slice(0, match.index) + pick(random, NUMBERS) + text.slice(match.index + match[0].length);
    }
    case 4: {
      const tags = [...text.matchAll(/<[^>]*>/g)];
      if (tags.length === 0) return text;
      const [from, to] = [pick(random, tags), pick(random, tags)];
      return text.slice(0, to.index) + from[0] + text.slice(to.index);
    }
    default:
      return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1);
  }
}

function mutateBytes(file, random) {
  const copy = file.slice();
  const count = 1 + Math.floor(random() * 8);
  for (let n = 0; n < count; n++) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return random() < 0.2 ? copy.subarray(0, Math.floor(random() * copy.length)) : copy;
}

/**
 * @param {Uint8Array} file a sound file
 * @param {number} seed
 * @returns {Uint8Array}
 */
export function damagedFile(file, seed) {
  const random = randomNumbers(seed);
  if (random() < 0.3) return mutateBytes(file, random);
  const parts = unzipSync(file);
  const names = Object.keys(parts).filter((name) => /\.(xml|rels)$/.test(name));
  const count = 1 + Math.floor(random() * 3);
  for (let n = 0; n < count; n++) {
    const name = pick(random, names);
    if (random() < 0.03) delete parts[name];
    else if (parts[name] !== undefined) parts[name] = strToU8(mutateText(strFromU8(parts[name]), random));
  }
  return zipSync(parts, { level: 1, mtime: new Date(2000, 0, 1) });
}
