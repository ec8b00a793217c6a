import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type ListRef, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, SUBTITLE, TAB, TITLE, UNIT } from "../looks";
import { FACTORS, type Givens } from "./givens";

export type Calc = ReturnType<typeof calc>;

export function calc(model: ModelDraft, given: Givens) {
  const sheet = model.sheet("Calc", {
    columnWidths: [250, 140, 130, 130, 130, 130, 130, 130],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "USD per month", SUBTITLE);
  sheet.row = 2;
  const { pilot, scale } = pilotCost(sheet, given);
  const { names, values, overhead } = factorTable(sheet, [scale, ...given.factors]);
  const bridge = bridgeTable(
    sheet,
    "Bridge, each factor on top of those before",
    values,
    f`${pilot},${values},${names}`,
  );
  const shares = bridgeTable(
    sheet,
    "Shares that do not depend on the order",
    values,
    f`${pilot},${values},${names},"logshare"`,
  );
  return { pilot, overhead, bridge, shares, count: values.rows };
}

/** Label, figure, unit: one row, from the sheet's current row on. */
export function figure(sheet: SheetDraft, label: string, value: Formula, unit: string, numberFormat: string): CellRef {
  const row = sheet.row++;
  sheet.put(row, 0, label);
  sheet.put(row, 2, unit, UNIT);
  return sheet.put(row, 1, value, { numberFormat });
}

function pilotCost(sheet: SheetDraft, given: Givens) {
  sheet.putRow(sheet.row++, 0, ["The pilot", null, null], HEADING);
  const call = f`=INFER.COST(${given.name},${given.inputTokens},${given.outputTokens})`;
  const request = figure(sheet, "One request", call, "USD", FORMAT.usdSmall);
  const perMonth = f`=${request}*${given.requests}*${given.pilotUsers}`;
  const computed = figure(sheet, "Computed from tokens", perMonth, "USD per month", FORMAT.usd2);
  const used = f`=IF(${given.bill}>0,${given.bill},${computed})`;
  const pilot = figure(sheet, "Pilot's cost used", used, "USD per month", FORMAT.usd2);
  const scale = figure(sheet, "Users", f`=${given.users}/${given.pilotUsers}`, "times", FORMAT.count2);
  return { pilot, scale };
}

function factorTable(sheet: SheetDraft, factors: readonly CellRef[]) {
  sheet.putRow(++sheet.row, 0, ["Factor", "Value"], HEADING);
  const first = ++sheet.row;
  const labels = ["Users", ...FACTORS.map(({ label }) => label)];
  const names = sheet.down(first, 0, labels.length, (item) => labels[item] ?? "");
  const look = { numberFormat: FORMAT.count2 };
  const values = sheet.down(first, 1, factors.length, (item) => f`=${factors[item] as CellRef}`, look);
  sheet.row = first + factors.length;
  const besideUsers = f`=PRODUCT(${values.part(1, factors.length - 1)})`;
  const overhead = figure(sheet, "Overhead beside users", besideUsers, "times; market band 2 to 5", FORMAT.count2);
  return { names, values, overhead };
}

const BRIDGE_COLUMNS = 8;

/** BRIDGE as it spills: header, start, a step for each factor, end. */
function bridgeTable(sheet: SheetDraft, title: string, factors: ListRef, terms: Formula): RangeRef {
  const head = sheet.row + 1;
  const rows = factors.rows + 3;
  sheet.put(head, 0, title);
  sheet.dress(head, 0, 1, BRIDGE_COLUMNS, HEADING);
  sheet.put(head + 1, 0, f`=INFER.BRIDGE(${terms})`);
  sheet.dress(head + 1, 0, 1, BRIDGE_COLUMNS, HEADING_RIGHT);
  sheet.dress(head + 2, 1, rows - 1, BRIDGE_COLUMNS - 1, { numberFormat: FORMAT.count2 });
  sheet.row = head + 1 + rows;
  return sheet.area(head + 1, 0, rows, BRIDGE_COLUMNS);
}
