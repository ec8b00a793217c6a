import { addressOfCell, cellAt, rangeAt } from "../addresses";
import { damaged } from "../directory";
import { type NameKinds, shrunkFormula } from "../formulas/arrays";
import { whyBlocked } from "../formulas/blocked";
import { SharedFormulas } from "../formulas/shared";
import { typedFormula } from "../formulas/stored";
import type { CellModel, CellValue } from "../model";
import { type Attributes, unescapedText } from "../xml";
import { serialOfIso } from "./iso-time";
import { SERIALS_FROM_1904 } from "./number-formats";
import { type ArrayFormula, type CellDraft, takeSpills } from "./spills";
import type { SharedText } from "./strings-part";

/** What all sheets of a file share. */
export interface SheetContext {
  readonly strings: readonly SharedText[];
  /** Index into the model's looks, by the index that cells state. */
  readonly lookOf: (style: number) => number | undefined;
  readonly hasLook: (style: number) => boolean;
  /** The look shows dates, so that a date counted from 1904 has to be moved. */
  readonly isDate: (style: number) => boolean;
  readonly isFrom1904: boolean;
  /** Cell metadata that says: the formula's result spills. */
  readonly isDynamic: (metadata: number) => boolean;
  readonly names: NameKinds;
  /** Names that are not carried, with the reason. */
  readonly blockedNames: ReadonlyMap<string, string>;
  countCells(count: number): void;
}

export interface BlockedFormula {
  readonly cell: string;
  readonly formula: string;
  readonly reason: string;
}

/** One cell while it is read. */
interface OpenCell {
  readonly row: number;
  readonly col: number;
  readonly type: string;
  readonly style: number;
  readonly metadata: number;
  value: string;
  text: string;
  formula: Attributes | undefined;
  formulaText: string;
}

/** Gathers the cells of one sheet. */
export class CellReader {
  readonly blocked: BlockedFormula[] = [];
  richTexts = 0;
  dataTables = 0;
  movedDates = 0;
  private readonly cells: CellDraft[] = [];
  private readonly arrays: ArrayFormula[] = [];
  private readonly shared = new SharedFormulas();
  private row = -1;
  private col = -1;
  private open: OpenCell | undefined;
  private part = "";
  private phonetic = 0;

  constructor(private readonly context: SheetContext) {}

  startRow(attributes: Attributes): number {
    const row = attributes.get("r") === undefined ? this.row + 1 : (attributes.index("r") ?? 0) - 1;
    if (row < 0 || row > 1_048_575) throw damaged("a row has no place on the sheet");
    this.row = row;
    this.col = -1;
    return row;
  }

  startCell(attributes: Attributes): void {
    const address = attributes.get("r");
    const place = address === undefined ? { row: this.row, col: this.col + 1 } : cellAt(address);
    if (place === undefined || place.col > 16_383 || place.row < 0) throw damaged(`a cell has no place on the sheet`);
    this.row = place.row;
    this.col = place.col;
    this.open = {
      row: place.row,
      col: place.col,
      type: attributes.get("t") ?? "n",
      style: attributes.index("s") ?? 0,
      metadata: attributes.index("cm") ?? 0,
      value: "",
      text: "",
      formula: undefined,
      formulaText: "",
    };
  }

  startPart(name: string, attributes: Attributes): void {
    if (this.open === undefined) return;
    if (name === "f") this.open.formula = attributes;
    else if (name === "rPh") this.phonetic++;
    else if (name === "rPr") this.richTexts++;
    this.part = name;
  }

  text(text: string): void {
    const { open } = this;
    if (open === undefined) return;
    if (this.part === "v") open.value += text;
    else if (this.part === "f") open.formulaText += text;
    else if (this.part === "t" && this.phonetic === 0) open.text += text;
  }

  endPart(name: string): void {
    if (name === "rPh") this.phonetic--;
    this.part = "";
  }

  endCell(): void {
    const { open } = this;
    this.open = undefined;
    if (open === undefined) return;
    const cell = this.cellOf(open);
    if (cell === undefined) return;
    this.cells.push(cell);
    this.context.countCells(1);
  }

  /** The cells in order, each once, without those that a result spills into. */
  finished(): CellModel[] {
    const spilled = takeSpills(this.cells, this.arrays, (count) => this.context.countCells(count));
    const kept = this.cells.filter((cell) => !spilled.has(cell) || cell.look !== undefined);
    for (const cell of kept) if (spilled.has(cell)) delete cell.value;
    kept.sort((a, b) => a.row - b.row || a.col - b.col);
    return kept.filter((cell, index) => cell.row !== kept[index + 1]?.row || cell.col !== kept[index + 1]?.col);
  }

  private cellOf(open: OpenCell): CellDraft | undefined {
    const cell: CellDraft = { row: open.row, col: open.col };
    const value = this.valueOf(open);
    if (value !== undefined) cell.value = value;
    const look = this.context.lookOf(open.style);
    if (look !== undefined) cell.look = look;
    if (open.formula !== undefined) this.addFormula(cell, open, open.formula);
    return value === undefined && look === undefined && cell.formula === undefined ? undefined : cell;
  }

  private valueOf({ type, value, text, style }: OpenCell): CellValue | undefined {
    switch (type) {
      case "s":
        return this.sharedText(value);
      case "inlineStr":
        return unescapedText(text);
      case "str":
        return unescapedText(value);
      case "b":
        return value.trim() === "1" || value.trim() === "true";
      case "e":
        return { error: value.trim() };
      case "d":
        return serialOfIso(value.trim());
      default:
        return this.numberOf(value.trim(), style);
    }
  }

  private sharedText(value: string): string {
    const shared = this.context.strings[Number(value)];
    if (shared === undefined) throw damaged("a cell refers to a text that is missing");
    if (shared.isRich) this.richTexts++;
    return shared.text;
  }

  private numberOf(value: string, style: number): number | undefined {
    if (value === "") return undefined;
    const number = Number(value);
    if (!Number.isFinite(number)) throw damaged(`a cell holds "${value.slice(0, 20)}" as a number`);
    if (!this.context.isFrom1904 || !this.context.isDate(style)) return number;
    this.movedDates++;
    return number + SERIALS_FROM_1904;
  }

  private addFormula(cell: CellDraft, { formulaText, metadata }: OpenCell, attributes: Attributes): void {
    const kind = attributes.get("t") ?? "normal";
    if (kind === "dataTable") {
      this.dataTables++;
      return;
    }
    const address = addressOfCell(cell.row, cell.col);
    const stored = this.storedText(kind, formulaText, attributes, address);
    if (stored === undefined) return;
    const formula = typedFormula(stored);
    const reason = whyBlocked(formula, this.context.blockedNames);
    if (reason !== undefined) {
      this.blocked.push({ cell: address, formula, reason });
      return;
    }
    cell.formula = formula;
    this.addArray(cell, kind, attributes.get("ref"), this.context.isDynamic(metadata));
  }

  private storedText(kind: string, text: string, attributes: Attributes, address: string): string | undefined {
    if (kind !== "shared") return text.trim() === "" ? undefined : text;
    const index = attributes.index("si");
    if (index === undefined) return text.trim() === "" ? undefined : text;
    if (text.trim() !== "") {
      this.shared.define(index, `=${text}`, address);
      return text;
    }
    return this.shared.at(index, address)?.replace(/^=/, "");
  }

  private addArray(cell: CellDraft, kind: string, ref: string | undefined, isDynamic: boolean): void {
    if (kind === "array") {
      if (!isDynamic) cell.isFixedArray = true;
      const range = ref === undefined ? undefined : rangeAt(ref);
      if (range !== undefined && range.rows * range.cols > 1) this.arrays.push({ cell, range });
    } else if (!isDynamic && cell.formula !== undefined) cell.formula = shrunkFormula(cell.formula, this.context.names);
  }
}
