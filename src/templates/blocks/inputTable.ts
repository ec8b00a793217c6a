import type { ModelDraft, RuleDraft } from "../draft/model";
import { type Formula, f, ListRef, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, INPUT, UNIT } from "../looks";
import { formatOf, type InputKind, ruleOf } from "./inputs";

export interface InputColumn {
  readonly title: string;
  readonly unit: string;
  readonly kind: InputKind | { readonly cells: RangeRef };
  readonly format?: string;
}

export type InputCell = number | string | null;

export interface InputTable {
  /** The rows of inputs, without the heading. */
  readonly area: RangeRef;
  /** The cells of the column with that title; a formula beside them refers to the cell of its own row. */
  readonly list: (title: string) => ListRef;
  /** How many cells differ from what was written. */
  readonly changed: Formula;
}

export interface InputTablePlace {
  readonly row: number;
  readonly col: number;
}

/** Rows of yellow cells below a heading and a line of units; blank rows are left for the user's own. */
export function inputTable(
  model: ModelDraft,
  sheet: SheetDraft,
  { row, col }: InputTablePlace,
  columns: readonly InputColumn[],
  defaults: readonly (readonly InputCell[])[],
): InputTable {
  const first = row + 2;
  const count = defaults.length;
  columns.forEach((column, index) => {
    const isText = isName(column);
    // Texts to the right of figures stand a little off them.
    const place = isText ? ({ align: "left", indent: index === 0 ? 0 : 1 } as const) : ({ align: "right" } as const);
    const look = { ...INPUT, ...place, numberFormat: tableFormat(column) };
    sheet.put(row, col + index, column.title, isText ? { ...HEADING, ...place } : HEADING_RIGHT);
    sheet.put(row + 1, col + index, column.unit, { ...UNIT, indent: 0, ...place });
    sheet.down(first, col + index, count, (item) => defaults[item]?.[index] ?? null, look);
    const rule = tableRule(column);
    if (rule !== undefined) model.rule(sheet.area(first, col + index, count, 1), { ...rule, allowsBlank: true });
  });
  const area = sheet.area(first, col, count, columns.length);
  return {
    area,
    list: (title) => {
      const index = columns.findIndex((column) => column.title === title);
      if (index < 0) throw new Error(`There is no column "${title}".`);
      return new ListRef(area.sheet, area.row, area.col + index, area.rows);
    },
    changed: changedCells(area, defaults, columns.length),
  };
}

const isName = ({ kind }: InputColumn): boolean =>
  kind === "text" || (typeof kind === "object" && ("cells" in kind || "suggested" in kind));

function tableFormat({ kind, format }: InputColumn): string {
  if (format !== undefined) return format;
  return typeof kind === "object" && "cells" in kind ? FORMAT.text : formatOf(kind);
}

function tableRule({ kind, title }: InputColumn): RuleDraft | undefined {
  if (typeof kind !== "object" || !("cells" in kind)) return ruleOf(kind, title);
  const text = `Choose one of the names on the sheet ${kind.cells.sheet}, or add yours there.`;
  return { type: "list", first: kind.cells, allowsBlank: true, alert: { style: "warning", title, text } };
}

/** Compared with the defaults as an array constant; a blank cell equals an empty text. */
export function changedCells(area: RangeRef, defaults: readonly (readonly InputCell[])[], width: number): Formula {
  const rows = defaults.map((cells) =>
    Array.from({ length: width }, (_cell, index) => constant(cells[index] ?? null)).join(","),
  );
  return f`=SUMPRODUCT(--(${area}<>${`{${rows.join(";")}}`}))`;
}

const constant = (cell: InputCell): string =>
  typeof cell === "number" ? String(cell) : `"${(cell ?? "").replaceAll('"', '""')}"`;
