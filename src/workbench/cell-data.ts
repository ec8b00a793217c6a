import { CellValueType, type ICellData } from "@univerjs/core";
import type { CellLook } from "../host/plan";
import { styleOf } from "./document/styles";

/** One cell to write: a formula wins over a value, `null` empties the cell, nothing leaves its content alone. */
export interface CellContent {
  readonly value?: number | string | boolean | null;
  readonly formula?: string;
  readonly look?: CellLook;
}

function contentOf({ value, formula }: CellContent): ICellData {
  if (formula !== undefined)
    return { v: null, si: null, p: null, f: formula.startsWith("=") ? formula : `=${formula}` };
  if (typeof value === "number") return { v: value, t: CellValueType.NUMBER };
  if (typeof value === "boolean") return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  if (value === undefined) return {};
  if (value === null || value === "") return { ...EMPTY };
  return { v: value, t: LOOKS_TYPED.test(value) ? CellValueType.FORCE_STRING : CellValueType.STRING };
}

/** Univer leaves what is not named as it was, so an empty cell says so. */
const EMPTY: ICellData = { v: null, f: null, si: null, p: null, custom: null };

/** Texts that Univer would turn into a number or a boolean as soon as the cell's look changes. */
const LOOKS_TYPED = /^\s*(?:[-+]?[\d.].*|true|false)\s*$/i;

/** A cell as Univer stores it. The type is always stated, so that Univer does not guess it from the text. */
export function cellDataOf(content: CellContent): ICellData {
  const data = contentOf(content);
  return content.look === undefined ? data : { ...data, s: styleOf(content.look) };
}
