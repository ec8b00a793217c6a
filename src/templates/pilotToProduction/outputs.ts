import type { ModelDraft } from "../draft/model";
import { type Formula, f, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, TAB, TITLE } from "../looks";
import { type Calc, figure } from "./calc";
import type { Givens } from "./givens";

const MONTHLY = "USD per month";

export type Outputs = ReturnType<typeof outputs>;

export function outputs(model: ModelDraft, given: Givens, { pilot, overhead, bridge, shares, count }: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 170], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  sheet.putRow(2, 0, ["Figure", "Value", "Unit"], HEADING);
  const first = 3;
  sheet.row = first;
  const pilotUsd = figure(sheet, "pilot_usd_per_month", f`=${pilot}`, MONTHLY, FORMAT.usd2);
  const end = f`=${bridge.cell(count + 2, 3)}`;
  const production = figure(sheet, "production_usd_per_month", end, MONTHLY, FORMAT.usd2);
  const each = f`=${production}/${given.users}`;
  const perUser = figure(sheet, "cost_per_user_usd_per_month", each, "USD per user and month", FORMAT.usd2);
  const year = figure(sheet, "first_year_usd", f`=12*${production}`, "USD", FORMAT.usd);
  const story = sheet.area(first, 0, sheet.row - first, 2);
  const byRule = f`=INFER.PILOTTOPROD(${pilot},${given.pilotUsers},${given.users},${overhead})`;
  const rule = figure(sheet, "Rule of thumb: PILOTTOPROD", byRule, MONTHLY, FORMAT.usd2);
  const used = figure(sheet, "Share of the budget used", f`=${year}/${given.budget}`, "share", FORMAT.share1);
  topDrivers(sheet, shares, f`(${production}-${pilotUsd})`);
  return { production, perUser, rule, used, story };
}

const TOP_DRIVERS = 3;

function topDrivers(sheet: SheetDraft, shares: RangeRef, rise: Formula): void {
  sheet.putRow(++sheet.row, 0, ["Top three drivers, order-free", "USD per month", "Share of the rise"], HEADING);
  const [names, steps] = [shares.column(0), shares.column(2)];
  for (let place = 1; place <= TOP_DRIVERS; place++) {
    const row = ++sheet.row;
    const step = sheet.put(row, 1, f`=LARGE(${steps},${place})`, { numberFormat: FORMAT.usd2 });
    sheet.put(row, 0, f`=INDEX(${names},MATCH(${step},${steps},0))`);
    sheet.put(row, 2, f`=${step}/${rise}`, { numberFormat: FORMAT.share1 });
  }
}
