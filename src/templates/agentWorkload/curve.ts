import { priced } from "../blocks/prices";
import { type Formula, f, type RangeRef, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT } from "../looks";
import { type Givens, loopTerms } from "./givens";

const CURVE_AT = 18;
const CURVE_ROWS = 30;
const TRACE_AT = CURVE_AT + CURVE_ROWS + 2;
const TRACE_COLUMNS = 8;
const LONGEST_LOOP = 500;
const [STEP, NEW, SENT_BEFORE, PROMPT] = [0, 1, 2, 3];
const COUNT = { numberFormat: FORMAT.count, align: "right" } as const;

/** Every step of the agent, and up to thirty of them for the chart. */
export function contextCurve(sheet: SheetDraft, given: Givens, prices: TableRef) {
  sheet.put(CURVE_AT - 1, STEP, "Context by step, for the chart", HEADING);
  sheet.put(CURVE_AT, STEP, "Step", HEADING);
  sheet.putRow(CURVE_AT, NEW, ["New", "Sent before", "Prompt"], HEADING_RIGHT);
  const trace = stepByStep(sheet, given, prices);
  const first = CURVE_AT + 1;
  const steps = sheet.down(first, STEP, CURVE_ROWS, stepShown(sheet, given), { align: "left" });
  const ifStep = (item: number, value: Formula) => f`=IF(${steps.at(item)}="","",${value})`;
  const traced = (column: number) => (item: number) =>
    ifStep(item, f`INDEX(${trace.column(column)},${steps.at(item)})`);
  const fresh = sheet.down(first, NEW, CURVE_ROWS, traced(2), COUNT);
  const prompt = sheet.down(first, PROMPT, CURVE_ROWS, traced(1), COUNT);
  const earlier = (item: number) => ifStep(item, f`${prompt.at(item)}-${fresh.at(item)}`);
  const before = sheet.down(first, SENT_BEFORE, CURVE_ROWS, earlier, COUNT);
  return { steps, fresh, before, trace };
}

/** The number of the step in each row of the curve: all of a short loop, evenly spread ones of a long loop. */
function stepShown(sheet: SheetDraft, { agent }: Givens): () => Formula {
  // Counted from the heading to the blank row below: the rows themselves are what is calculated here.
  const above = sheet.area(CURVE_AT, STEP, 1, 1).cell(0);
  const below = above.offset(CURVE_ROWS + 1);
  const shown = f`MIN(${agent.steps},ROW(${below})-ROW(${above})-1)`;
  const place = f`(ROW()-ROW(${above}))`;
  return () => f`=IF(${place}>${shown},"",ROUND(1+(${place}-1)*(${agent.steps}-1)/MAX(${shown}-1,1),0))`;
}

function stepByStep(sheet: SheetDraft, given: Givens, prices: TableRef): RangeRef {
  const title = "The agent step by step, all cacheable tokens cached";
  sheet.put(TRACE_AT, STEP, title, HEADING);
  sheet.dress(TRACE_AT, STEP, 1, TRACE_COLUMNS, HEADING);
  const call = priced(given.name, prices, (table) => {
    return f`INFER.AGENTTRACE(${given.name},${loopTerms(given.agent)},,1,${given.retries},${given.window},,,${table})`;
  });
  sheet.put(TRACE_AT + 1, STEP, call);
  sheet.dress(TRACE_AT + 1, STEP, 1, TRACE_COLUMNS, HEADING_RIGHT);
  sheet.dress(TRACE_AT + 2, STEP, LONGEST_LOOP, 6, COUNT);
  sheet.dress(TRACE_AT + 2, 6, LONGEST_LOOP, 2, { numberFormat: FORMAT.usdSmall, align: "right" });
  return sheet.area(TRACE_AT + 2, STEP, LONGEST_LOOP, TRACE_COLUMNS);
}
