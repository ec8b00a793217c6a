import { dataDay } from "../../data";
import { isoText } from "../../engine/dates";
import type { Plan } from "../../host/port";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f } from "../draft/reference";
import { BODY, HEADING, INPUT, LINK, NOTE, PARAGRAPH, STRONG, SUBTITLE, TAB, TITLE } from "../looks";

export interface CoverText {
  readonly title: string;
  readonly promise: string;
  /** What the model answers and how, in a few sentences. */
  readonly purpose: string;
  /** What to do first, second, third. */
  readonly steps: readonly string[];
  /** Name of each sheet as drawn, and what it holds. */
  readonly sheets: readonly (readonly [name: string, holds: string])[];
  /** What the model leaves out. */
  readonly limits: readonly string[];
}

export interface CoverFigures {
  readonly master: Formula;
  readonly changed: Formula;
}

/** Room for the lower parts of letters too, in fonts that stand in for Excel's. */
const LINE_PX = 22;
const LETTERS_PER_LINE = 84;

/** How high a wrapped text of that length is. */
export const wrappedHeight = (text: string, lettersPerLine = LETTERS_PER_LINE): number =>
  Math.max(1, Math.ceil(text.length / lettersPerLine)) * LINE_PX;

const stepLabel = (index: number) => `Step ${index + 1}`;

/** What a model's cover says to do first. */
export function firstStepOf({ blocks }: Plan): string {
  const rows = blocks.flatMap(({ cells }) => cells);
  const step = rows.find(([label]) => label === stepLabel(0))?.[1];
  if (typeof step !== "string") throw new Error("The cover of a model says what to do first.");
  return step;
}

/** Purpose, first steps, legend, sheets, version and the verdict over all checks. */
export function coverSheet(model: ModelDraft, text: CoverText, figures: CoverFigures): CellRef {
  const sheet = model.sheet("Cover", { columnWidths: [190, 620], tabColor: TAB.cover });
  sheet.put(0, 0, text.title, TITLE);
  sheet.put(1, 0, text.promise, SUBTITLE);
  let row = 3;
  const heading = (title: string) => {
    sheet.putRow(row, 0, [title, null], HEADING);
    row++;
  };
  const line = (label: string, content: string | Formula, look = BODY, heightPx = LINE_PX) => {
    sheet.put(row, 0, label, { ...STRONG, verticalAlign: "top" });
    sheet.put(row, 1, content, { ...PARAGRAPH, ...look });
    sheet.setHeight(row, typeof content === "string" ? wrappedHeight(content) : heightPx);
    row++;
  };
  heading("State");
  const master = sheet.put(row, 1, figures.master, STRONG);
  sheet.put(row++, 0, "Checks", STRONG);
  line("Inputs changed", f`=${figures.changed.inner()}&" of the yellow cells differ from their default"`);
  line(
    "Data as of",
    f`="Values written from INFER's tables of ${isoText(dataDay())}; formulas look up INFER's tables of "&INFER.VERSION("data_as_of")`,
    BODY,
    2 * LINE_PX,
  );
  line("Add-in", f`="INFER "&INFER.VERSION("version")`);
  row++;
  heading("Purpose");
  line("What it answers", text.purpose);
  for (const [index, step] of text.steps.entries()) line(stepLabel(index), step);
  row++;
  heading("Sheets");
  for (const [name, holds] of text.sheets) line(name, holds);
  row++;
  heading("Legend");
  sheet.put(row, 0, "Input", INPUT);
  sheet.put(row++, 1, "Yours to change: blue on pale yellow");
  sheet.put(row, 0, "Formula");
  sheet.put(row++, 1, "Calculated: black");
  sheet.put(row, 0, "Link", LINK);
  sheet.put(row++, 1, "Taken from another sheet: green");
  row++;
  heading("Limits");
  for (const limit of text.limits) line("", limit, NOTE);
  return master;
}
