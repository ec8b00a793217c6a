import { isCellError } from "../../functions/call/registry";
import { element, fill } from "../dom";
import { type Preview, type ResultCell, shownValue } from "../preview";

const ROWS_SHOWN = 8;

function valueCell(cell: ResultCell): HTMLTableCellElement {
  const kind = typeof cell === "number" ? "number" : isCellError(cell) ? "fault" : "text";
  const title = isCellError(cell) ? cell.message : undefined;
  return element("td", { class: kind, title }, shownValue(cell));
}

/** A header row and one row of values reads better from top to bottom. */
function record(names: readonly ResultCell[], values: readonly ResultCell[]): HTMLElement {
  const rows = names.map((name, index) =>
    element("tr", {}, [element("th", { scope: "row" }, shownValue(name)), valueCell(values[index] ?? "")]),
  );
  return element("table", { class: "record" }, [element("tbody", {}, rows)]);
}

function table(cells: readonly (readonly ResultCell[])[]): HTMLElement {
  const [header = [], ...body] = cells;
  const heads = header.map((cell) => element("th", { scope: "col" }, shownValue(cell)));
  const rows = body.slice(0, ROWS_SHOWN).map((row) => element("tr", {}, row.map(valueCell)));
  const made = element("table", { class: "grid" }, [
    element("thead", {}, [element("tr", {}, heads)]),
    element("tbody", {}, rows),
  ]);
  return element("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": "Result" }, [made]);
}

function sizeNote(cells: readonly (readonly ResultCell[])[]): HTMLElement | undefined {
  const rows = cells.length - 1;
  if (rows <= ROWS_SHOWN) return undefined;
  return element("p", { class: "note" }, `The first ${ROWS_SHOWN} of ${rows.toLocaleString("en-US")} rows.`);
}

function single(cell: ResultCell, returns: string): HTMLElement[] {
  if (isCellError(cell)) {
    return [element("p", { class: "fault-code" }, cell.code), element("p", { class: "fault-text" }, cell.message)];
  }
  return [element("p", { class: "value" }, shownValue(cell)), element("p", { class: "note" }, returns)];
}

/** Shows what a function answers; `returns` says what the value is. */
export function showResult(into: HTMLElement, preview: Preview, returns: string): void {
  if (preview.kind === "waiting") {
    fill(into, [element("p", { class: "note" }, preview.message)]);
    return;
  }
  const { cells } = preview;
  const [first = [], second = []] = cells;
  if (cells.length === 1 && first.length === 1) fill(into, single(first[0] ?? "", returns));
  else if (cells.length === 2 && first.length > 1 && first.every((cell) => typeof cell === "string")) {
    fill(into, [record(first, second)]);
  } else fill(into, [table(cells), sizeNote(cells)]);
}
