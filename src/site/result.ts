import { html, type Markup } from "./markup";
import { type Cell, type Cells, isFailed, shownValue } from "./values";

const ROWS_SHOWN = 12;

/** The name of the table that a shown formula gives. */
export const labelOf = (formula: string): string => `Result of ${formula}`;
/** The name of the table that the visitor's own formula gives. */
export const OWN_RESULT = "Result of your formula";

function valueCell(cell: Cell): Markup {
  if (isFailed(cell)) return html`<td class="fault" title="${cell.message}">${cell.error}</td>`;
  return html`<td class="${typeof cell === "number" ? "number" : "text"}">${shownValue(cell)}</td>`;
}

/** A header row and one row of values reads better from top to bottom. */
function record(label: string, names: readonly Cell[], values: readonly Cell[]): Markup {
  const rows = names.map(
    (name, at) => html`<tr><th scope="row">${shownValue(name)}</th>${valueCell(values[at] ?? "")}</tr>`,
  );
  return html`<div class="scroller" tabindex="0" role="region" aria-label="${label}"><table class="record"><tbody>${rows}</tbody></table></div>`;
}

function table(label: string, cells: Cells): Markup {
  const [header = [], ...body] = cells;
  const hasHeader = header.length > 1 && header.every((cell) => typeof cell === "string");
  const rows = (hasHeader ? body : cells).slice(0, ROWS_SHOWN);
  const more = (hasHeader ? body : cells).length - rows.length;
  const heads = header.map((cell) => html`<th scope="col">${shownValue(cell)}</th>`);
  const rest = html`<p class="note">The first ${ROWS_SHOWN} of ${(more + rows.length).toLocaleString("en-US")} rows.</p>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label="${label}"><table class="spill">${
    hasHeader ? html`<thead><tr>${heads}</tr></thead>` : undefined
  }<tbody>${rows.map((row) => html`<tr>${row.map(valueCell)}</tr>`)}</tbody></table></div>${more > 0 ? rest : undefined}`;
}

/** What a formula gives: a value, an error with its sentence, or a table as it would spill; `label` names the table. */
export function resultMarkup(cells: Cells, label: string): Markup {
  const [first = [], second = []] = cells;
  const [cell = ""] = first;
  if (cells.length === 1 && first.length === 1) {
    return isFailed(cell)
      ? html`<p class="single"><strong class="fault">${cell.error}</strong> <span>${cell.message}</span></p>`
      : html`<p class="single"><strong class="value">${shownValue(cell)}</strong></p>`;
  }
  const isRecord = cells.length === 2 && first.length > 1 && first.every((name) => typeof name === "string");
  return isRecord ? record(label, first, second) : table(label, cells);
}
