import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, ListRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, SERIES_COLORS, TAB, TITLE, TOTAL } from "../looks";
import type { Calc } from "./calc";
import type { Givens } from "./givens";
import type { Focus } from "./usage";

const CHART_ROWS = 16;
const [NAME, ACTUAL, SHARE] = [0, 1, 2];

export type Outputs = ReturnType<typeof outputs>;

export function outputs(model: ModelDraft, given: Givens, focus: Focus, { total, byModel, bridge, unpriced }: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 150, 150], tabColor: TAB.calc });
  sheet.put(0, NAME, "Outputs", TITLE);
  const list = FigureList.titled(sheet, 2);
  const actual = list.line("Actual cost", f`=${total}`, "USD", FORMAT.usd2);
  const budget = list.line("Budget", f`=${bridge.usd("budget")}`, "USD", FORMAT.usd2);
  const difference = list.line("Actual less budget", f`=${bridge.usd("total")}`, "USD", FORMAT.usd2);
  const share = f`=IF(${budget}>0,${actual}/${budget},"")`;
  list.line("Actual as a share of the budget", share, "share", FORMAT.share1);
  const over = f`=IF(${given.invoice}="","",${given.invoice}-${actual})`;
  list.line("Invoice less usage at list prices", over, "USD", FORMAT.usd2);
  list.line("Lines without a price", f`=${unpriced}`, "lines", FORMAT.count);
  sheet.row++;
  const teams = teamTable(sheet, given, focus, total);
  model.chart({
    kind: "column",
    title: "Budget and actual by model, USD",
    series: [
      { name: "Budget", values: byModel.budgetUsd, categories: byModel.names, color: SERIES_COLORS[5] },
      { name: "Actual", values: byModel.actualUsd, categories: byModel.names, color: SERIES_COLORS[0] },
    ],
    legend: "bottom",
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(sheet.row + 1, 0, CHART_ROWS, 4),
  });
  return { actual, difference, ...teams };
}

/** What each team of Inputs used, then all other teams, what names no team, and the total. */
function teamTable(sheet: SheetDraft, { teams }: Givens, focus: Focus, total: CellRef) {
  const head = sheet.row;
  const count = teams.rows;
  sheet.put(head, NAME, "Teams", HEADING);
  sheet.putRow(head, ACTUAL, ["Actual, USD", "Share"], HEADING_RIGHT);
  const line = (item: number, name: string | Formula, value: Formula, look = {}) => {
    const row = head + 1 + item;
    sheet.put(row, NAME, name, look);
    const cell = sheet.put(row, ACTUAL, value, { numberFormat: FORMAT.usd2, align: "right", ...look });
    const share = { numberFormat: FORMAT.shareOrDash, align: "right", ...look } as const;
    sheet.put(row, SHARE, f`=IF(${total}>0,${cell}/${total},0)`, share);
    return cell;
  };
  const paid = (team: CellRef | string) => f`SUMIFS(${focus.cost},${focus.team},${team},${focus.cost},">0")`;
  const labels = new ListRef(sheet.name, head + 1, NAME, count);
  for (let item = 0; item < count; item++) {
    const [team, label] = [teams.at(item), labels.at(item)];
    // A name that stands twice on Inputs counts once.
    const once = f`IF(MATCH(${team},${teams},0)=ROWS(${teams.upTo(item)}),${team},"")`;
    line(item, f`=IF(${team}="","",${once})`, f`=IF(${label}="",0,${paid(label)})`);
  }
  const named = paid('"?*"');
  line(count, "Other teams", f`=MAX(0,${named}-SUM(${new ListRef(sheet.name, head + 1, ACTUAL, count)}))`);
  const untagged = line(count + 1, "Untagged", f`=MAX(0,${total}-${named})`);
  const teamSum = new ListRef(sheet.name, head + 1, ACTUAL, count + 2);
  line(count + 2, "Total", f`=SUM(${teamSum})`, TOTAL);
  sheet.row = head + count + 4;
  return { untagged, teamSum };
}
