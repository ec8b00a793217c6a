import type { ModelDraft, RuleDraft } from "../draft/model";
import { type CellRef, type Formula, f, ListRef, RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, INPUT, NOTE, SUBTITLE, TAB, TITLE, UNIT } from "../looks";

/** What an input may hold; anything else is refused as it is typed, with the sentence. */
export type InputKind =
  | "text"
  | "share"
  | "amount"
  | "whole"
  | "number"
  | "date"
  | { readonly oneOf: readonly string[] }
  /** Words to choose from; any other may be typed. */
  | { readonly suggested: readonly string[] }
  | { readonly wholeFrom: number; readonly to: number };

export interface InputLine {
  readonly value: number | string | boolean;
  readonly unit: string;
  readonly kind: InputKind;
  readonly format?: string;
  /** Where the default comes from, or what to mind. */
  readonly note?: string;
  /** A calculated default, such as a price from INFER's tables: the input is a formula until somebody types over it. */
  readonly formula?: Formula;
}

const [LABEL, VALUE, UNIT_COLUMN, DEFAULT, NOTE_COLUMN] = [0, 1, 2, 3, 4];

/** The sheet of inputs: label, yellow cell, unit, default, note; one line each. */
export class InputSheet {
  readonly sheet: SheetDraft;
  private readonly first: number;

  constructor(
    private readonly model: ModelDraft,
    title: string,
  ) {
    this.sheet = model.sheet("Inputs", {
      columnWidths: [290, 160, 180, 130, 420],
      frozenRows: 3,
      tabColor: TAB.inputs,
      print: { orientation: "landscape", titleRows: "$1:$3" },
    });
    this.sheet.put(0, LABEL, title, TITLE);
    this.sheet.put(1, LABEL, "Change the yellow cells; everything else follows.", SUBTITLE);
    this.heading(2, ["Input", "Value", "Unit", "Default", "Source or note"]);
    this.sheet.row = 3;
    this.first = 3;
  }

  section(title: string): void {
    this.sheet.row += this.sheet.row > 3 ? 1 : 0;
    this.sheet.putRow(this.sheet.row, LABEL, [title, null, null, null, null], HEADING);
    this.sheet.row++;
  }

  /** One input; gives its cell. */
  line(label: string, { value, unit, kind, format = formatOf(kind), note = "", formula }: InputLine): CellRef {
    const { sheet } = this;
    const { row } = sheet;
    sheet.row++;
    // A formula in a cell formatted as text would stay a text.
    const numberFormat = formula !== undefined && format === FORMAT.text ? FORMAT.general : format;
    sheet.put(row, LABEL, label);
    const content = formula ?? (value === "" ? null : value);
    const cell = sheet.put(row, VALUE, content, { ...INPUT, numberFormat });
    sheet.put(row, UNIT_COLUMN, unit, UNIT);
    // A text that may look like a number or a date is written as text in the column of defaults as well.
    sheet.put(row, DEFAULT, content, { ...UNIT, indent: 0, align: "right", numberFormat });
    if (note !== "") sheet.put(row, NOTE_COLUMN, note, NOTE);
    const rule = ruleOf(kind, label);
    // What is blank at first may be blank again.
    const allowsBlank = content === null;
    if (rule !== undefined) this.model.rule(new RangeRef(sheet.name, row, VALUE, 1, 1), { ...rule, allowsBlank });
    return cell;
  }

  /** Inputs of lines that follow one another, as one list. */
  block(cells: readonly CellRef[]): ListRef {
    const [first] = cells;
    if (first === undefined) throw new Error("A block has at least one input.");
    return new ListRef(first.sheet, first.row, first.col, cells.length);
  }

  /** How many inputs differ from their defaults. */
  changed(): Formula {
    const rows = this.sheet.row - this.first;
    const [values, defaults] = [VALUE, DEFAULT].map((col) => this.sheet.area(this.first, col, rows, 1));
    return f`=SUMPRODUCT(--(${values as RangeRef}<>${defaults as RangeRef}))`;
  }

  private heading(row: number, titles: readonly string[]): void {
    titles.forEach((title, col) => {
      this.sheet.put(
        row,
        col,
        title,
        col === VALUE || col === DEFAULT ? HEADING_RIGHT : col === LABEL ? HEADING : HEADING_INSET,
      );
    });
  }
}

export function formatOf(kind: InputKind): string {
  if (typeof kind === "object") return "wholeFrom" in kind ? FORMAT.count : FORMAT.text;
  if (kind === "text") return FORMAT.text;
  if (kind === "share") return FORMAT.share;
  if (kind === "date") return FORMAT.date;
  return FORMAT.count;
}

/** Rules come as Excel knows them: a condition and the sentence for what does not meet it. */
export function ruleOf(kind: InputKind, label: string): RuleDraft | undefined {
  const alert = (text: string) => ({ style: "stop", title: label, text }) as const;
  if (typeof kind === "object" && "wholeFrom" in kind) {
    const { wholeFrom, to } = kind;
    return {
      type: "whole",
      operator: "between",
      first: String(wholeFrom),
      second: String(to),
      allowsBlank: false,
      alert: alert(`A whole number from ${wholeFrom} to ${to}.`),
    };
  }
  if (typeof kind === "object" && "suggested" in kind) {
    return { type: "list", first: listOf(kind.suggested), allowsBlank: true };
  }
  if (typeof kind === "object") {
    return {
      type: "list",
      first: listOf(kind.oneOf),
      allowsBlank: false,
      alert: alert(`Choose one of: ${kind.oneOf.join(", ")}.`),
    };
  }
  switch (kind) {
    case "share":
      return {
        type: "decimal",
        operator: "between",
        first: "0",
        second: "1",
        allowsBlank: false,
        alert: alert("A share from 0 % to 100 %: write 60% or 0.6."),
      };
    case "amount":
      return {
        type: "decimal",
        operator: "greaterThanOrEqual",
        first: "0",
        allowsBlank: false,
        alert: alert("A number of 0 or more."),
      };
    case "whole":
      return {
        type: "whole",
        operator: "greaterThanOrEqual",
        first: "0",
        allowsBlank: false,
        alert: alert("A whole number of 0 or more."),
      };
    case "date":
      return { type: "date", operator: "greaterThan", first: "36526", allowsBlank: false, alert: alert("A date.") };
    default:
      return undefined;
  }
}

/** Excel takes no longer list than this in a rule itself. */
const LONGEST_LIST = 255;

function listOf(words: readonly string[]): string {
  const list = words.join(",");
  if (list.length > LONGEST_LIST)
    throw new Error(`A rule takes ${LONGEST_LIST} characters; these words are ${list.length}.`);
  return `"${list}"`;
}
