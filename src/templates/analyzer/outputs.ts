import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f } from "../draft/reference";
import { FORMAT, HEADING, PARAGRAPH, STRONG, SUBTITLE, TAB, TITLE } from "../looks";
import type { Answer } from "./answer";
import type { Deployments } from "./deployments";

const FIGURES = [
  ["Cost per month", "usd_per_month", "USD/month", FORMAT.usd],
  ["Cost per million tokens", "usd_per_mtok", "USD/Mtok, input and output", FORMAT.factor],
  ["Cost per request", "usd_per_request", "USD/request", FORMAT.usdSmall],
  ["Accelerators", "gpus", "GPUs", FORMAT.count],
  ["Utilization", "utilization", "of capacity, on average", FORMAT.share1],
  ["Throughput of the fleet", "output_tok_per_s", "output tok/s", FORMAT.count],
  ["Energy", "mwh_per_year", "MWh/year at the meter", FORMAT.count1],
  ["Carbon", "tco2e_per_year", "t CO2e/year", FORMAT.count1],
  ["Water", "water_m3_per_year", "m3/year", FORMAT.count],
  ["Time of a request", "latency_ms", "ms", FORMAT.count],
] as const;
export type FigureId = (typeof FIGURES)[number][1];

const AUDIENCES = ["CFO", "engineering", "operations"] as const;
const NARRATIVE_PX = 116;

export interface Outputs {
  readonly figure: (id: FigureId) => CellRef;
  /** Why there is no answer, or what the answer is. */
  readonly headline: CellRef;
}

/** The eight key figures, water and latency; then the answer in words for three readers. */
export function outputs(model: ModelDraft, work: Answer, ways: Deployments): Outputs {
  const sheet = model.sheet("Outputs", { columnWidths: [230, 150, 480], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  sheet.put(1, 0, "Where a figure has no answer, its cell says why", SUBTITLE);
  const figures = FigureList.titled(sheet, 3);
  const cells = new Map<string, CellRef>();
  for (const [label, id, unit, format] of FIGURES) {
    cells.set(id, figures.line(label, f`=${work.record.get(id)}`, unit, format));
  }
  sheet.row++;
  sheet.putRow(sheet.row++, 0, ["In words", null, null], HEADING);
  const whyNot = f`IFERROR(${ways.own("why_not")},"the message is in the first cell of the answer on the sheet Calc.")`;
  const texts = AUDIENCES.map((audience) => {
    const row = sheet.row++;
    sheet.put(row, 0, audience === "CFO" ? "For the CFO" : `For ${audience}`, { ...STRONG, verticalAlign: "top" });
    sheet.setHeight(row, NARRATIVE_PX);
    const text = f`INFER.NARRATIVE(${work.record.area},"${audience}")`;
    return sheet.put(
      row,
      2,
      f`=IF(${work.hasAnswer},${text},"There is no answer for these inputs: "&${whyNot})`,
      PARAGRAPH,
    );
  });
  return {
    figure: (id) => {
      const cell = cells.get(id);
      if (cell === undefined) throw new Error(`There is no figure ${id}.`);
      return cell;
    },
    headline: texts[0] as CellRef,
  };
}
