import { type CellLook, EMPTY_PLAN, type LookArea, type Plan } from "../../host/port";
import { DAY, TEXT } from "../numberFormats";
import type { Totals } from "./totals";

const HEADER: CellLook = { bold: true, color: "#ffffff", fill: "#0f6cbd" };
const COUNT = "#,##0";
const AMOUNT = "#,##0.00####";
const TEXT_WIDTH = 170;
const NUMBER_WIDTH = 130;
const DAY_WIDTH = 90;
const COST = /cost|amount|spend/i;
const QUANTITY = /quantity/i;

function formatOf(header: string, index: number, { groups, rows }: Totals): string {
  if (index < groups) return typeof rows[0]?.[index] === "number" ? DAY : TEXT;
  if (COST.test(header)) return AMOUNT;
  return QUANTITY.test(header) ? "General" : COUNT;
}

interface Names {
  readonly sheet: string;
  readonly tableName: string;
}

/** The totals of a file as a table on a sheet of its own. */
export function usagePlan(totals: Totals, { sheet, tableName }: Names): Plan {
  const { headers, rows } = totals;
  const area = { sheet, row: 0, col: 0, rows: rows.length + 1, cols: headers.length };
  const formats = headers.map((header, index) => formatOf(header, index, totals));
  const width = (format: string) => (format === DAY ? DAY_WIDTH : format === TEXT ? TEXT_WIDTH : NUMBER_WIDTH);
  const looks = formats.map((numberFormat, col): LookArea => {
    return { area: { ...area, row: 1, col, rows: rows.length, cols: 1 }, look: { numberFormat } };
  });
  return {
    ...EMPTY_PLAN,
    sheets: [{ name: sheet, columnWidths: formats.map(width), frozenRows: 1 }],
    blocks: [{ sheet, row: 0, col: 0, cells: [headers, ...rows] }],
    looks: [...looks, { area: { ...area, rows: 1 }, look: HEADER }],
    tables: [{ name: tableName, area }],
    show: { sheet, row: 0, col: 0, rows: 1, cols: 1 },
  };
}

/** A formula that prices the table, where it has models and tokens. */
export function formulaOver(tableName: string, { headers }: Totals): string | undefined {
  const hasTokens = headers.some((header) => /^(uncached_)?input_tokens$/.test(header));
  return hasTokens && headers.includes("model") ? `=INFER.FOCUS(${tableName}[#All])` : undefined;
}
