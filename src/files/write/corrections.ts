import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** What the writer cannot say is handed to it behind a character that no text holds (of Unicode's private use). */
const MARK = "\ue5f7";
const RESULT = new RegExp(`(<c [^>]*) t="str"(>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)<v>)${MARK}([^<]*)`, "g");

/** The writer stores every text result of a formula as a text; one marked so becomes an error. */
export const markedError = (code: string) => MARK + code;

/** The writer gives every table a style; one marked so gets none. */
export const NO_STYLE = MARK;

/** The writer gives every list an arrow; one whose addresses are marked so gets none. */
export const withoutArrow = (addresses: string) => MARK + addresses;

const SHEETS = /^xl\/worksheets\/sheet\d+\.xml$/;

/** What is replaced in which parts. */
const CORRECTIONS: readonly (readonly [parts: RegExp, pattern: RegExp, replacement: string])[] = [
  [SHEETS, RESULT, '$1 t="e"$2$3'],
  [SHEETS, new RegExp(`(<dataValidation )([^>]*sqref=")${MARK}`, "g"), '$1showDropDown="1" $2'],
  [/^xl\/tables\/table\d+\.xml$/, new RegExp(`(<tableStyleInfo) name="${MARK}"`, "g"), "$1"],
];

/** Parts are dated alike, so that the same model gives the same file. */
const SAVED = new Date(2000, 0, 1);

export function corrected(file: Uint8Array): Uint8Array {
  const parts = unzipSync(file);
  for (const [name, part] of Object.entries(parts)) {
    const due = CORRECTIONS.filter(([names]) => names.test(name));
    const text = (before: string) => due.reduce((xml, [, pattern, now]) => xml.replace(pattern, now), before);
    if (due.length > 0) parts[name] = strToU8(text(strFromU8(part)));
  }
  return zipSync(parts, { mtime: SAVED });
}
