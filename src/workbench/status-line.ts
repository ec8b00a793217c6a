import { isCellError } from "../functions/call/registry";
import type { SheetValue } from "./calc/values";
import type { Grid, GridRange } from "./grid";
import { ruleAt } from "./rules/rule-at";

/** "B12" for row 11, column 1. */
function addressOf(row: number, col: number): string {
  let letters = "";
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

function shown(value: SheetValue): string {
  if (value === null) return "blank";
  if (isCellError(value)) return value.code;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}

function element(className: string): HTMLElement {
  const span = document.createElement("span");
  span.className = className;
  return span;
}

const CIRCLE = "Circular reference: some formulas refer to their own cell, directly or through others.";

const LIST_HINT = "Alt+Down lists the values";

/**
 * One line under the grid: the selected cell, its formula, its value in full precision, and of an error the sentence
 * that the grid itself has no room for.
 */
export function mountStatusLine(line: HTMLElement, grid: Grid): void {
  const address = element("status-address");
  const formula = element("status-formula");
  const result = element("status-result");
  const hint = element("status-hint");
  const circle = element("status-circle");
  line.replaceChildren(address, formula, result, hint, circle);

  function show({ sheet, row, col }: GridRange): void {
    const [[value = null] = []] = grid.read({ sheet, row, col, rows: 1, cols: 1 });
    const source = grid.spillSource(sheet, row, col);
    const origin = source ?? { row, col };
    const isSpilled = origin.row !== row || origin.col !== col;
    address.textContent = addressOf(row, col);
    const text = grid.formula(sheet, origin.row, origin.col) ?? "";
    formula.textContent = isSpilled && text !== "" ? `from ${addressOf(origin.row, origin.col)}: ${text}` : text;
    result.textContent = isCellError(value) ? `${value.code}  ${value.message}` : shown(value);
    line.classList.toggle("is-error", isCellError(value));
    const rule = ruleAt(grid.rules(sheet), { sheet, row, col });
    hint.textContent = rule?.type === "list" && rule.hidesList !== true ? LIST_HINT : "";
  }

  function refresh(): void {
    const selected = grid.selection();
    if (selected) show(selected);
  }

  grid.onSelection(refresh);
  grid.onCalculated(({ circular }) => {
    circle.textContent = circular ? CIRCLE : "";
    refresh();
  });
  grid.onChange(refresh);
  refresh();
}
