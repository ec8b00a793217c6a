import { tokenTypes } from "@borgar/fx";
import { type FormulaToken, REFERENCES, textOf, tokensOf } from "../../workbench/calc/formula-tokens";
import { addressOfCell } from "../addresses";
import type { CellModel, DefinedName, SheetModel, WorkbookModel } from "../model";
import { SharedFormulas } from "./shared";
import { isBoundAt, namesBoundIn } from "./stored";

/** A workbook in which every name means the same wherever a formula stands. */
export interface PlainNames {
  readonly model: WorkbookModel;
  /** Names that meant something else from place to place; formulas with them state what they mean instead. */
  readonly replaced: readonly string[];
}

/** Where a formula stands. */
interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
}

/** A name whose meaning is a name's whose meaning is … */
const MOST_STEPS = 5;
const QUALIFIED = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/s;
const FIXED = /^(?:\$[A-Z]{1,3}\$\d+|\$[A-Z]{1,3}|\$\d+)(?::(?:\$[A-Z]{1,3}\$\d+|\$[A-Z]{1,3}|\$\d+))?$/i;

/**
 * The engine knows one meaning of a name for the whole workbook. Formulas with a name that means something else on
 * another sheet, or cells beside the formula's own, get that meaning in its place.
 */
export function withPlainNames(model: WorkbookModel): PlainNames {
  if (model.names.length === 0) return { model, replaced: [] };
  const names = new PlacedNames(model.names);
  const sheets = model.sheets.map((sheet) => ({ ...sheet, cells: cellsWith(names, sheet) }));
  return { model: names.replaced.size === 0 ? model : { ...model, sheets }, replaced: [...names.replaced] };
}

function cellsWith(names: PlacedNames, { name: sheet, cells }: SheetModel): readonly CellModel[] {
  return cells.map((cell) => {
    const formula = cell.formula && names.resolved(cell.formula, { sheet, row: cell.row, col: cell.col });
    return formula === undefined || formula === cell.formula ? cell : { ...cell, formula };
  });
}

class PlacedNames {
  readonly replaced = new Set<string>();
  private readonly byName = new Map<string, DefinedName[]>();

  constructor(names: readonly DefinedName[]) {
    for (const defined of names) {
      const key = defined.name.toLowerCase();
      this.byName.set(key, [...(this.byName.get(key) ?? []), defined]);
    }
  }

  resolved(formula: string, place: Place, steps = 0): string {
    const tokens = tokensOf(formula);
    if (steps > MOST_STEPS || !tokens.some(isName)) return formula;
    const bound = namesBoundIn(tokens);
    return textOf(
      tokens.map((token, index) =>
        isName(token) && !isBoundAt(bound, token.value.toLowerCase(), index)
          ? this.meaning(token, place, steps)
          : token,
      ),
    );
  }

  private meaning(token: FormulaToken, place: Place, steps: number): FormulaToken {
    const [, quoted, plain, bare = token.value] = QUALIFIED.exec(token.value) ?? [];
    const sheet = quoted?.replaceAll("''", "'") ?? plain;
    const alike = this.byName.get(bare.trim().toLowerCase()) ?? [];
    const on = (wanted: string) => alike.find((name) => name.sheet?.toLowerCase() === wanted.toLowerCase());
    const defined = on(sheet ?? place.sheet) ?? alike.find((name) => name.sheet === undefined);
    if (defined === undefined) return token;
    if (sheet === undefined && alike.length === 1 && !isRelative(defined.refersTo)) return token;
    this.replaced.add(defined.name);
    const refersTo = relativeTo(defined.refersTo, place);
    const value = this.resolved(refersTo, { ...place, sheet: defined.sheet ?? place.sheet }, steps + 1).slice(1);
    return { type: tokenTypes.REF_RANGE, value: isSimple(refersTo) ? value : `(${value})` };
  }
}

const isName = ({ type }: FormulaToken) => type === tokenTypes.REF_NAMED;

function isRelative(refersTo: string): boolean {
  return tokensOf(refersTo).some(
    ({ type, value }) => type === tokenTypes.REF_RANGE && !FIXED.test(value.slice(value.lastIndexOf("!") + 1)),
  );
}

/** Files write a name's relative references as they read in A1. */
function relativeTo(refersTo: string, { row, col }: Place): string {
  if (!isRelative(refersTo)) return refersTo;
  const formulas = new SharedFormulas();
  formulas.define(0, refersTo, "A1");
  return formulas.at(0, addressOfCell(row, col)) ?? refersTo;
}

function isSimple(refersTo: string): boolean {
  const [, token, ...more] = tokensOf(refersTo);
  return token !== undefined && more.length === 0 && (REFERENCES.has(token.type) || token.type === tokenTypes.NUMBER);
}
