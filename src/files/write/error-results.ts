import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/**
 * The writer stores every text result of a formula as a text. Results that are errors are handed to it behind a
 * character that no text holds (of Unicode's private use), and become errors in the finished file.
 */
const MARK = "\ue5f7";
const RESULT = new RegExp(`(<c [^>]*) t="str"(>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)<v>)${MARK}([^<]*)`, "g");
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;

export const markedError = (code: string) => MARK + code;

/** Parts are dated alike, so that the same model gives the same file. */
const SAVED = new Date(2000, 0, 1);

export function withErrorResults(file: Uint8Array): Uint8Array {
  const parts = unzipSync(file);
  for (const [name, part] of Object.entries(parts)) {
    if (SHEET.test(name)) parts[name] = strToU8(strFromU8(part).replace(RESULT, '$1 t="e"$2$3'));
  }
  return zipSync(parts, { mtime: SAVED });
}
