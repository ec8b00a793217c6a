import type { ModelDraft } from "../draft/model";
import type { TableRef } from "../draft/reference";
import { INPUT, NOTE, SUBTITLE, TAB, TABLE_HEAD, TITLE } from "../looks";

export interface ValueColumn<Row> {
  readonly id: string;
  readonly width: number;
  readonly format: string;
  readonly value: (row: Row) => number | string | undefined;
  /** The user's to change. */
  readonly isInput?: boolean;
}

export interface ValueTableText {
  readonly sheet: string;
  readonly table: string;
  readonly title: string;
  readonly subtitle: string;
}

const HEAD = 3;
/** The workbench writes a table's name above its head. */
const ROOM_FOR_NAME_PX = 32;

/** A sheet of reference rows as values, each with its source, and a table over it that functions take as an argument. */
export function valueTable<Row>(
  model: ModelDraft,
  { sheet: name, table, title, subtitle }: ValueTableText,
  columns: readonly ValueColumn<Row>[],
  rows: readonly Row[],
): TableRef {
  const sheet = model.sheet(name, {
    columnWidths: columns.map(({ width }) => width),
    frozenRows: HEAD + 1,
    tabColor: TAB.inputs,
    print: { orientation: "landscape", titleRows: `$${HEAD + 1}:$${HEAD + 1}` },
  });
  sheet.put(0, 0, title, TITLE);
  sheet.put(1, 0, subtitle, SUBTITLE);
  sheet.setHeight(HEAD - 1, ROOM_FOR_NAME_PX);
  const ids = columns.map(({ id }) => id);
  sheet.putRow(HEAD, 0, ids, TABLE_HEAD);
  rows.forEach((row, index) => {
    columns.forEach(({ id, format, value, isInput = false }, col) => {
      const look = isInput ? { ...INPUT, numberFormat: format } : { numberFormat: format };
      sheet.put(HEAD + 1 + index, col, value(row) ?? null, id === "source" ? { ...NOTE, ...look } : look);
    });
  });
  return model.table(table, sheet.area(HEAD, 0, rows.length + 1, columns.length), ids);
}
