// A workbook of 100,000 values and 5,000 INFER formulas: opened, calculated, saved.
import { bundled } from "./measure/bundled.mjs";

const ROWS = 20_000;
const FORMULAS = 5000;

function largeModel() {
  const cells = [];
  for (let row = 0; row < ROWS; row++) {
    const values = ["gpt-4o", 1000 + (row % 900), 200 + (row % 300), row / 7, `note ${row}`];
    values.forEach((value, col) => {
      cells.push({ row, col, value });
    });
    if (row < FORMULAS) cells.push({ row, col: 6, formula: `=INFER.COST(A${row + 1},B${row + 1},C${row + 1})` });
  }
  const sheet = { name: "Usage", visibility: "visible", cells, columns: [], rows: [], frozenRows: 1, frozenColumns: 0 };
  const rest = { hasGridLines: true, merges: [], tables: [], validations: [], charts: [], print: {} };
  return { sheets: [{ ...sheet, ...rest }], names: [], looks: [], activeSheet: 0 };
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1000, result];
}

export async function bench() {
  const { openXlsx, saveXlsx, recalculated } = await bundled("files");
  const file = await saveXlsx(largeModel());
  const [opening, { model }] = await timed(() => openXlsx(file));
  const [calculating, result] = await timed(() => recalculated(model));
  const [saving, saved] = await timed(() => saveXlsx(result.model));
  const value = openXlsx(saved)
    .model.sheets[0].cells.filter(({ formula }) => formula !== undefined)
    .at(-1).value;
  if (!(value > 0)) throw new Error("the saved workbook holds no results.");
  const total = opening + calculating;
  return [
    { name: "open 100,000 values with 5,000 formulas", value: opening, unit: "s" },
    { name: "calculate them", value: calculating, unit: "s" },
    { name: "open and calculate", value: total, unit: "s", limit: 6, ok: total <= 6 },
    { name: "save", value: saving, unit: "s", limit: 3, ok: saving <= 3 },
  ];
}
