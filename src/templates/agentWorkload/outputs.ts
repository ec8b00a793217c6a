import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { f } from "../draft/reference";
import { FORMAT, SERIES_COLORS, TAB, TITLE } from "../looks";
import type { Calc } from "./calc";
import type { Givens } from "./givens";

const CHART_ROWS = 15;

export type Outputs = ReturnType<typeof outputs>;

export function outputs(model: ModelDraft, given: Givens, work: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 190], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const list = FigureList.titled(sheet, 2);
  const task = list.line("cost_of_a_task_usd", f`=${work.usd.cell(1)}`, "USD per task");
  const resolved = list.line("cost_of_a_resolved_task_usd", f`=${work.perResolved.cell(1)}`, "USD, checks included");
  list.line("cost_of_a_person_doing_it_usd", f`=${work.human}`, "USD per task");
  const month = list.line(
    "cost_of_the_agent_usd_per_month",
    f`=${given.tasks}*(${task}+${given.review})`,
    "USD per month, checks included",
    FORMAT.usd,
  );
  const story = list.area();
  sheet.row++;
  const again = f`=${work.tokens.cell(0, 1)}/${work.tokens.cell(0, 0)}`;
  const sent = list.line("Input sent before", again, "share of input tokens", FORMAT.share1);
  const saved = f`=1-${work.allCached}/${work.uncached}`;
  list.line("Saved if all of it is read from the cache", saved, "share of the cost", FORMAT.share1);
  list.line(
    "Agent pays off from a success rate of",
    f`=INFER.COSTPEROUTCOME(${task},${work.resolves.cell(1)},${work.human},${given.review},,"break_even_success")`,
    "share; above 100% never",
    FORMAT.share1,
  );
  model.chart({
    kind: "column",
    title: "Cost of a resolved task by design, USD",
    series: [
      { name: "USD per resolved task", values: work.perResolved, categories: work.names, color: SERIES_COLORS[0] },
    ],
    vertical: { numberFormat: "#,##0.00" },
    place: sheet.area(sheet.row + 1, 0, CHART_ROWS, 3),
  });
  return { task, resolved, month, sent, story };
}
