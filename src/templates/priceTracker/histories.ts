import { listColumn } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f, type ListRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, LINK, NOTE, SUBTITLE, TAB, TITLE } from "../looks";
import type { Givens } from "./givens";

/** Rows left for the prices of one model, its header included. */
const ROOM = 14;
const COLUMNS = 8;

/** Every price of the models followed, day by day, as the price table knows them. */
export function histories(model: ModelDraft, { watched, meter }: Givens): void {
  const sheet = model.sheet("Histories", {
    columnWidths: [100, 100, 150, 90, 150, 100, 330, 110],
    frozenRows: 2,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Histories", TITLE);
  sheet.put(
    1,
    0,
    "USD per million tokens. A period holds from its first day up to the day before the next; a blank end is still open.",
    SUBTITLE,
  );
  watched.forEach((name, index) => {
    const row = 3 + index * (ROOM + 2);
    sheet.putRow(row, 0, [f`=IF(${name}="","",${name})`, ...Array<null>(COLUMNS - 1).fill(null)], {
      ...HEADING,
      ...LINK,
    });
    sheet.put(row + 1, 0, f`=IF(${name}="","",INFER.PRICEHISTORY(${name},${meter}))`);
    sheet.dress(row + 1, 0, 1, COLUMNS, { bold: true });
    sheet.dress(row + 1, 2, 1, 3, { align: "right" });
    sheet.dress(row + 1, 5, ROOM, 1, { indent: 1, align: "left" });
    sheet.dress(row + 2, 0, ROOM - 1, 2, { numberFormat: FORMAT.date, align: "left" });
    sheet.dress(row + 2, 2, ROOM - 1, 1, { numberFormat: FORMAT.price });
    sheet.dress(row + 2, 3, ROOM - 1, 2, { numberFormat: FORMAT.share1 });
    sheet.dress(row + 2, 6, ROOM - 1, 1, NOTE);
  });
}

/** The models followed, one a row: first and last price, and the change between. */
export function summary(sheet: SheetDraft, row: number, { watched, meter }: Givens) {
  const count = watched.length;
  const place = { row, count };
  const names = listColumn(
    sheet,
    { ...place, col: 0 },
    {
      title: "Models followed",
      unit: "name",
      isLink: true,
      make: (item) => f`=IF(${watched[item] as CellRef}="","",${watched[item] as CellRef})`,
    },
  );
  const all = (item: number, field: string) => f`INFER.PRICEHISTORY(${names.at(item)},${meter},,,"${field}")`;
  const column = (col: number, title: string, unit: string, field: string, isLast: boolean, format: string): ListRef =>
    listColumn(
      sheet,
      { ...place, col },
      {
        title,
        unit,
        format,
        make: (item) =>
          f`=IF(${names.at(item)}="","",INDEX(${all(item, field)},${isLast ? f`ROWS(${all(item, field)})` : "1"}))`,
      },
    );
  const first = column(1, "First price", "USD/Mtok", "price_usd_per_mtok", false, FORMAT.price);
  const last = column(2, "Last price", "USD/Mtok", "price_usd_per_mtok", true, FORMAT.price);
  const change = column(3, "Change", "of the first", "cumulative_change", true, FORMAT.share1);
  return { names, first, last, change };
}
