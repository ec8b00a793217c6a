import { type CellRef, type Formula, f, SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, UNIT } from "../looks";
import type { Givens } from "./givens";

const QUARTERS = 13;
const [LABEL, UNIT_COL, FIRST] = [0, 1, 2];

/** Price, use and spend by quarter over three years, at a steady decline and a constant elasticity. */
export function whatIf(sheet: SheetDraft, row: number, given: Givens, used: CellRef) {
  sheet.row = row;
  sheet.putRow(row, LABEL, ["Price and volume", null, ...Array<null>(QUARTERS).fill(null)], HEADING);
  sheet.put(row + 1, LABEL, "Elasticity");
  sheet.put(row + 1, UNIT_COL, "ratio", UNIT);
  const elasticity = sheet.put(
    row + 1,
    FIRST,
    f`=INFER.ELASTICITY(${given.priceBefore},${given.priceAfter},${given.useBefore},${given.useAfter})`,
    { numberFormat: FORMAT.factor, align: "right" },
  );
  sheet.row = row + 3;
  const line = (
    name: string,
    unit: string,
    make: (quarter: number) => Formula | number,
    numberFormat: string,
  ): SeriesRef => {
    const at = sheet.row++;
    sheet.put(at, LABEL, name, at === row + 3 ? HEADING : {});
    sheet.put(at, UNIT_COL, unit, at === row + 3 ? HEADING_INSET : UNIT);
    const look = at === row + 3 ? HEADING_RIGHT : { align: "right" as const };
    return sheet.across(at, FIRST, QUARTERS, make, { ...look, numberFormat });
  };
  const month = line(
    "Months from today",
    "months",
    (quarter) => f`=3*(COLUMNS(${places(sheet, row).upTo(quarter)})-1)`,
    FORMAT.count,
  );
  const price = line(
    "Price",
    "share of today's",
    (quarter) => f`=INFER.DECLINE(1,${used},${month.at(quarter)},${given.floor})`,
    FORMAT.share1,
  );
  const multiple = line(
    "Spend",
    "times today's",
    (quarter) => f`=INFER.JEVONS(${price.at(quarter)}-1,${elasticity})`,
    FORMAT.count2,
  );
  const use = line(
    "Use",
    "times today's",
    (quarter) => f`=${multiple.at(quarter)}/${price.at(quarter)}`,
    FORMAT.count2,
  );
  const spend = line("Spend", "USD per month", (quarter) => f`=${given.spend}*${multiple.at(quarter)}`, FORMAT.count);
  const last = QUARTERS - 1;
  return {
    elasticity,
    month,
    price,
    use,
    spend,
    multiple,
    atEnd: {
      price: price.cell(0, last),
      use: use.cell(0, last),
      spend: spend.cell(0, last),
      months: month.cell(0, last),
    },
  };
}

/** The blank cells of the heading, by which a period knows its place. */
const places = (sheet: SheetDraft, row: number): SeriesRef => new SeriesRef(sheet.name, row, FIRST, QUARTERS);

export type WhatIf = ReturnType<typeof whatIf>;
