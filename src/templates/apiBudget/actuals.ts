import { type InputTable, inputTable } from "../blocks/inputTable";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, INPUT, LINK, NOTE, SUBTITLE, TAB, TITLE, UNIT } from "../looks";
import type { Bill } from "./bill";
import { firstYear, YEAR_MONTHS } from "./grid";
import type { Uses } from "./lines";

const [NAME, PLAN, ACTUAL] = [0, 1, 2];
const HEAD = 3;

/** What the user enters while the year runs. */
export interface Actuals {
  readonly byMonth: InputTable;
  /** Which month is reviewed, 1 to 12. */
  readonly month: CellRef;
  readonly byUse: InputTable;
}

/** The sheet of what was really spent: by month, and for one month by use. */
export function actuals(model: ModelDraft, uses: Uses, bill: Bill): Actuals {
  const sheet = model.sheet("Actuals", { columnWidths: [250, 190, 150, 150], frozenRows: 2, tabColor: TAB.inputs });
  sheet.put(0, NAME, "Actuals", TITLE);
  sheet.put(1, NAME, "Fill the yellow cells as months close. A blank month is not known yet.", SUBTITLE);
  const byMonth = monthTable(model, sheet, bill);
  const review = HEAD + 2 + YEAR_MONTHS + 1;
  sheet.putRow(review, NAME, ["Review of one month", null, null, null], HEADING);
  sheet.put(review + 1, NAME, "Month reviewed");
  const month = sheet.put(review + 1, PLAN, 1, { ...INPUT, numberFormat: FORMAT.count });
  sheet.put(review + 1, ACTUAL, "number, 1 to 12", UNIT);
  model.rule(sheet.area(review + 1, PLAN, 1, 1), {
    type: "whole",
    operator: "between",
    first: "1",
    second: String(YEAR_MONTHS),
    allowsBlank: false,
    alert: { style: "stop", title: "Month reviewed", text: "A whole number from 1 to 12; 1 is the first month." },
  });
  const byUse = useTable(model, sheet, review + 3, uses);
  sheet.put(
    review + 6 + uses.model.rows,
    NAME,
    "Blank cells count as planned. 0 requests: the use did not take place. The invoice gives the USD, its requests the volume.",
    NOTE,
  );
  return { byMonth, month, byUse };
}

function monthTable(model: ModelDraft, sheet: SheetDraft, { time, reported }: Bill): InputTable {
  const table = inputTable(
    model,
    sheet,
    { row: HEAD, col: ACTUAL },
    [{ title: "Actual", unit: "reporting currency", kind: "amount" }],
    Array<readonly null[]>(YEAR_MONTHS).fill([null]),
  );
  sheet.put(HEAD, NAME, "Month", HEADING);
  sheet.put(HEAD, PLAN, "Plan", HEADING_RIGHT);
  sheet.put(HEAD + 1, PLAN, "reporting currency", { ...UNIT, align: "right" });
  const place = (item: number) => f`ROWS(${table.list("Actual").upTo(item)})`;
  const look = { ...LINK, align: "left" } as const;
  sheet.down(HEAD + 2, NAME, YEAR_MONTHS, (item) => f`=INDEX(${firstYear(time.month)},${place(item)})`, {
    ...look,
    numberFormat: FORMAT.month,
  });
  sheet.down(HEAD + 2, PLAN, YEAR_MONTHS, (item) => f`=INDEX(${firstYear(reported.months)},${place(item)})`, {
    ...LINK,
    numberFormat: FORMAT.count,
  });
  return table;
}

function useTable(model: ModelDraft, sheet: SheetDraft, row: number, uses: Uses): InputTable {
  const count = uses.model.rows;
  sheet.putRow(row, NAME, ["Use", "Model"], HEADING);
  sheet.down(row + 2, NAME, count, (item) => f`=IF(${uses.use.at(item)}="","",${uses.use.at(item)})`, LINK);
  sheet.down(row + 2, PLAN, count, (item) => f`=IF(${uses.model.at(item)}="","",${uses.model.at(item)})`, LINK);
  return inputTable(
    model,
    sheet,
    { row, col: ACTUAL },
    [
      { title: "Actual requests", unit: "in the month", kind: "amount" },
      { title: "Actual cost", unit: "USD", kind: "amount", format: FORMAT.usd2 },
    ],
    Array<readonly null[]>(count).fill([null, null]),
  );
}
