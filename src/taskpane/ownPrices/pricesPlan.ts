import { type CellLook, EMPTY_PLAN, type Plan } from "../../host/port";
import { DAY, formatOfUnit, TEXT } from "../numberFormats";
import type { Target } from "./columns";
import type { ReadList } from "./priceList";

const HEADER: CellLook = { bold: true, color: "#ffffff", fill: "#0f6cbd" };
const FORMATS: Readonly<Record<Target["kind"], string>> = { text: TEXT, price: formatOfUnit("USD/Mtok"), date: DAY };
const WIDTHS: Readonly<Record<Target["kind"], number>> = { text: 160, price: 150, date: 90 };

interface Names {
  readonly sheet: string;
  readonly tableName: string;
}

/** The header of a column: with "usd" in it only where that is true. */
function headerOf({ id, neutral }: Target, isUsd: boolean): string {
  return isUsd ? id : (neutral ?? id);
}

/** The rows that were read as a table on a sheet of its own, ready for the `prices` argument. */
export function pricesPlan({ columns, good }: ReadList, currency: string, { sheet, tableName }: Names): Plan {
  const isUsd = currency === "USD";
  const area = { sheet, row: 0, col: 0, rows: good.length + 1, cols: columns.length };
  const header = columns.map((column) => headerOf(column, isUsd));
  return {
    ...EMPTY_PLAN,
    sheets: [{ name: sheet, columnWidths: columns.map(({ kind }) => WIDTHS[kind]), frozenRows: 1 }],
    blocks: [{ sheet, row: 0, col: 0, cells: [header, ...good.map(({ cells }) => cells)] }],
    looks: [
      ...columns.map(({ kind }, col) => {
        return { area: { ...area, row: 1, col, rows: good.length, cols: 1 }, look: { numberFormat: FORMATS[kind] } };
      }),
      { area: { ...area, rows: 1 }, look: HEADER },
    ],
    tables: [{ name: tableName, area }],
    show: { sheet, row: 0, col: 0, rows: 1, cols: 1 },
  };
}

/** A formula that uses the table: the cost of a request to its first model. */
export function formulaOver(tableName: string, { columns, good }: ReadList): string {
  const model = columns.findIndex(({ id }) => id === "model");
  const name = String(good[0]?.cells[model] ?? "").replaceAll('"', '""');
  return `=INFER.COST("${name}",1500,500,,,,,,${tableName}[#All])`;
}
