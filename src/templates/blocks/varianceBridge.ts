import { type CellRef, type Formula, f, ListRef, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, UNIT } from "../looks";
import type { WaterfallColumns } from "./waterfall";

/** Lines with budget and actual side by side. */
export interface VarianceLines {
  readonly budgetVolume: RangeRef;
  readonly budgetPrice: RangeRef;
  readonly actualVolume: RangeRef;
  readonly actualPrice: RangeRef;
}

export interface VarianceBridge {
  /** VARIANCE as it spills: header, budget, effects, actual, total. */
  readonly table: RangeRef;
  readonly usd: (effect: VarianceRow) => CellRef;
  /** Header and rows from budget to actual, with the columns of a waterfall. */
  readonly walk: RangeRef;
  readonly columns: Omit<WaterfallColumns, "title">;
}

const ROWS = ["budget", "volume", "mix", "price", "new", "discontinued", "actual", "total"] as const;
export type VarianceRow = (typeof ROWS)[number];
/** What stands at the foot of the columns of a bridge. */
const NAMES = ["Budget", "Volume", "Mix", "Price", "New lines", "Ended lines", "Actual"];
const [EFFECT, USD] = [0, 1];
const [NAME, BASE, TOTAL, RISE, FALL, END] = [4, 5, 6, 7, 8, 9];

/** VARIANCE and beside it the columns from which a stacked chart makes a bridge from budget to actual. */
export function varianceBridge(sheet: SheetDraft, row: number, lines: VarianceLines): VarianceBridge {
  const { budgetVolume, budgetPrice, actualVolume, actualPrice } = lines;
  sheet.put(row, EFFECT, f`=INFER.VARIANCE(${budgetVolume},${budgetPrice},${actualVolume},${actualPrice})`);
  sheet.dress(row, EFFECT, 1, 3, HEADING);
  sheet.dress(row + 1, USD, ROWS.length, 1, { numberFormat: FORMAT.usd2, align: "right" });
  sheet.dress(row + 1, 2, ROWS.length, 1, UNIT);
  const amounts = new ListRef(sheet.name, row + 1, USD, NAMES.length);
  sheet.putRow(row, NAME, ["Bridge", null, null, null, null, null], HEADING);
  ["Base", "Level", "Adds", "Takes off", "Reached"].forEach((title, index) => {
    sheet.put(row, BASE + index, title, HEADING_RIGHT);
  });
  const ends = new ListRef(sheet.name, row + 1, END, NAMES.length);
  NAMES.forEach((name, item) => {
    const at = row + 1 + item;
    sheet.put(at, NAME, name);
    const isEnd = item === 0 || item === NAMES.length - 1;
    const amount = amounts.at(item);
    const before = ends.at(item - 1);
    const reached = isEnd ? f`=${amount}` : f`=${before}+${amount}`;
    const cells: readonly Formula[] = isEnd
      ? [f`=0*${amount}`, f`=${amount}`, f`=0*${amount}`, f`=0*${amount}`]
      : [f`=MIN(${before},${ends.at(item)})`, f`=0*${amount}`, f`=MAX(${amount},0)`, f`=MAX(-${amount},0)`];
    sheet.putRow(at, BASE, [...cells, reached], { numberFormat: FORMAT.usd2, align: "right" });
  });
  return {
    table: sheet.area(row, EFFECT, ROWS.length + 1, 3),
    usd: (effect) => sheet.area(row + 1, USD, ROWS.length, 1).cell(ROWS.indexOf(effect)),
    walk: sheet.area(row, NAME, NAMES.length + 1, 6),
    columns: { rows: NAMES.length, base: BASE - NAME, total: TOTAL - NAME, rise: RISE - NAME, fall: FALL - NAME },
  };
}
