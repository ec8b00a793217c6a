import { isCellError } from "../../functions/call/registry";
import { element, fill } from "../dom";
import { type Preview, type ResultCell, shownValue } from "../preview";
import { counted } from "../wording";

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

/** The answer in one line: a value with what it is, an error with its sentence, or how large a table is. */
function inBrief({ cells }: Extract<Preview, { kind: "result" }>, returns: string): HTMLElement[] {
  const [first = []] = cells;
  const [cell = ""] = first;
  if (cells.length > 1 || first.length > 1) {
    const size = `${counted(cells.length, "row")}, ${counted(first.length, "column")}`;
    return [element("span", { class: "note" }, `A table of ${size}, shown above.`)];
  }
  if (isCellError(cell)) {
    return [
      element("span", { class: "fault-code" }, cell.code),
      element("span", { class: "fault-text" }, cell.message),
    ];
  }
  return [element("strong", { class: "value" }, shownValue(cell)), element("span", { class: "note" }, returns)];
}

function inFull(cells: readonly (readonly ResultCell[])[]): (HTMLElement | undefined)[] {
  const [first = [], second = []] = cells;
  if (cells.length === 1 && first.length === 1) return [];
  const isRecord = cells.length === 2 && first.length > 1 && first.every((cell) => typeof cell === "string");
  return isRecord ? [record(first, second)] : [table(cells), sizeNote(cells)];
}

/** Shows what a function answers, in one line and, if it is a table, in full; `returns` says what the value is. */
export function showResult(brief: HTMLElement, full: HTMLElement, preview: Preview, returns: string): void {
  if (preview.kind === "waiting") {
    fill(brief, [element("span", { class: "note" }, preview.message)]);
    fill(full, []);
    return;
  }
  fill(brief, inBrief(preview, returns));
  fill(full, inFull(preview.cells));
}
