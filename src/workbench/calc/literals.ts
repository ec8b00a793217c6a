import {
  type BaseValueObject,
  NumberValueObject,
  StringValueObject,
  ValueObjectFactory,
} from "@univerjs/engine-formula";
import { arrayOf, blankValue } from "./values";

const QUOTED = /^\s*"([\s\S]*)"\s*$/;
const BRACED = /^\s*\{([\s\S]*)\}\s*$/;
const NUMERAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** Cuts the inside of `{…}` into rows and items; separators inside quotes are text. */
function constantItems(inside: string): string[][] {
  const rows: string[][] = [[]];
  let item = "";
  let quoted = false;
  const endItem = () => {
    rows[rows.length - 1]?.push(item);
    item = "";
  };
  for (const character of inside) {
    if (character === '"') quoted = !quoted;
    if (quoted || (character !== "," && character !== ";")) {
      item += character;
      continue;
    }
    endItem();
    if (character === ";") rows.push([]);
  }
  endItem();
  return rows;
}

/**
 * A token of a formula as Excel means it, or `undefined` where Univer's own reading is right. Univer reads "3-5" as
 * a date, "50%" as 0.5 and "1E5" as 100000 although they are quoted, and cuts {"a,b"} inside the quotes.
 */
function literalValue(token: string): BaseValueObject | undefined {
  const quoted = QUOTED.exec(token);
  if (quoted) return StringValueObject.create((quoted[1] ?? "").replaceAll('""', '"'));
  if (NUMERAL.test(token)) return NumberValueObject.create(Number(token));
  const braced = BRACED.exec(token);
  if (!braced) return undefined;
  const rows = constantItems(braced[1] ?? "").map((row) =>
    row.map((item) => (item.trim() === "" ? blankValue() : ValueObjectFactory.create(item.trim()))),
  );
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return arrayOf(rows.map((row) => [...row, ...Array.from({ length: width - row.length }, blankValue)]));
}

const original = ValueObjectFactory.create;
let installed = false;

/** Makes quoted text stay text in every formula. The class is shared by all workbooks, so once is enough. */
export function keepLiteralsLiteral(): void {
  if (installed) return;
  installed = true;
  ValueObjectFactory.create = (raw, isIgnoreNumberPattern) => {
    const literal = typeof raw === "string" ? literalValue(raw) : undefined;
    return literal ?? original(raw, isIgnoreNumberPattern);
  };
}
