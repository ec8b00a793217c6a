import { type ChartSpec, chartShape, formatted, svgElement } from "../../charts";
import type { CellValue, ChartModel, FileLook, RangeModel, SheetModel, WorkbookModel } from "../../files";
import { element } from "../../taskpane/dom";
import { fittedHeights } from "../document/row-heights";
import { COLUMN_WIDTH, ROW_HEIGHT } from "../document/sheet-shape";
import { type Paper, paperFor, printedRange, printScale } from "./paper";

const FONT_PX_PER_POINT = 4 / 3;
const DEFAULT_POINTS = 11;

/** A sheet as it goes to paper, and the paper it asks for. */
export interface PrintView {
  readonly paper: Paper;
  readonly element: HTMLElement;
}

/** The sheet as a page: one page wide, its charts over their cells, rows with a chart kept together. */
export function printView(
  model: WorkbookModel,
  sheet: SheetModel,
  specOf: (chart: ChartModel) => ChartSpec,
  footer: string,
): PrintView {
  const range = printedRange(sheet);
  const [xs, ys] = [columnEdges(sheet, range), rowEdges(model, sheet, range)];
  const [width, height] = [xs.at(-1) ?? 1, ys.at(-1) ?? 1];
  const paper = paperFor(sheet.print, width);
  const scale = printScale(sheet.print, paper, width, height);
  const sheetParts = new SheetOnPaper(model, sheet, range, xs, ys, scale);
  const blocks = blocksOf(sheet.charts, range).map(([first, end]) => sheetParts.block(first, end, specOf));
  return {
    paper,
    element: element("div", { class: "paper", style: `width:${Math.ceil(width * scale)}px` }, [
      ...blocks,
      element("p", { class: "paper-footer" }, footer),
    ]),
  };
}

/** Rows that must not be torn apart, from the first to before the end: those below one chart or several; else one row. */
function blocksOf(charts: readonly ChartModel[], range: RangeModel): readonly (readonly [number, number])[] {
  const blocks: (readonly [number, number])[] = [];
  const spans = charts.map(({ place }) => [place.row - range.row, place.row - range.row + place.rows] as const);
  for (let row = 0; row < range.rows; ) {
    let end = row + 1;
    for (let grown = true; grown; ) {
      const touching = spans.filter(([from, to]) => from < end && to > row);
      const furthest = Math.min(range.rows, Math.max(end, ...touching.map(([, to]) => to)));
      grown = furthest > end;
      end = furthest;
    }
    blocks.push([row, end]);
    row = end;
  }
  return blocks;
}

function columnEdges({ columns }: SheetModel, { col, cols }: RangeModel): readonly number[] {
  const widths = new Map(columns.map((column) => [column.col, column.isHidden ? 0 : (column.widthPx ?? COLUMN_WIDTH)]));
  return edges(cols, (index) => widths.get(col + index) ?? COLUMN_WIDTH);
}

function rowEdges({ looks }: WorkbookModel, sheet: SheetModel, { row, rows }: RangeModel): readonly number[] {
  const fitted = fittedHeights(sheet, looks);
  const stated = new Map(sheet.rows.map((line) => [line.row, line.isHidden ? 0 : line.heightPx]));
  return edges(rows, (index) => stated.get(row + index) ?? fitted.get(row + index) ?? ROW_HEIGHT);
}

function edges(count: number, sizeOf: (index: number) => number): readonly number[] {
  const found = [0];
  for (let index = 0; index < count; index++) found.push((found[index] ?? 0) + sizeOf(index));
  return found;
}

interface PaperCell {
  readonly row: number;
  readonly col: number;
  readonly value?: CellValue | undefined;
  readonly look: FileLook;
}

class SheetOnPaper {
  private readonly cells = new Map<number, PaperCell[]>();

  constructor(
    private readonly model: WorkbookModel,
    private readonly sheet: SheetModel,
    private readonly range: RangeModel,
    private readonly xs: readonly number[],
    private readonly ys: readonly number[],
    private readonly scale: number,
  ) {
    for (const cell of sheet.cells) this.take(cell);
  }

  /** Spilled values stand in cells of their own, which may have looks. */
  private take({ row, col, value, look, spill }: SheetModel["cells"][number]): void {
    this.put({ row, col, value, look: this.lookOf(look) });
    for (const [r, line] of (spill?.values ?? []).entries()) {
      for (const [c, spilled] of line.entries()) {
        if (r + c > 0) this.put({ row: row + r, col: col + c, value: spilled, look: {} });
      }
    }
  }

  private put(cell: PaperCell): void {
    const line = this.cells.get(cell.row) ?? [];
    const there = line.findIndex(({ col }) => col === cell.col);
    if (there < 0) line.push(cell);
    else line[there] = merged(line[there] as PaperCell, cell);
    this.cells.set(cell.row, line);
  }

  private lookOf(index: number | undefined): FileLook {
    return (index === undefined ? undefined : this.model.looks[index]) ?? {};
  }

  block(first: number, end: number, specOf: (chart: ChartModel) => ChartSpec): HTMLElement {
    const { range, ys, scale } = this;
    const top = ys[first] ?? 0;
    const rows = Array.from({ length: end - first }, (_row, index) => this.row(first + index, top));
    const charts = this.sheet.charts.filter(({ place }) => {
      const row = place.row - range.row;
      return row >= first && row < end;
    });
    return element("div", { class: "paper-rows", style: `height:${((ys[end] ?? top) - top) * scale}px` }, [
      ...rows.flat(),
      ...charts.map((chart, index) => this.chart(chart, specOf(chart), top, `print-${first}-${index}`)),
    ]);
  }

  private row(index: number, top: number): HTMLElement[] {
    const line = this.cells.get(this.range.row + index) ?? [];
    return line.flatMap((cell) => this.cell(cell, index, top) ?? []);
  }

  private cell({ row, col, value, look }: PaperCell, index: number, top: number): HTMLElement | undefined {
    const { xs, ys, scale, range } = this;
    const c = col - range.col;
    if (c < 0 || c >= range.cols) return undefined;
    const merge = this.sheet.merges.find((area) => area.row === row && area.col === col);
    const [left, right] = [xs[c] ?? 0, xs[Math.min(range.cols, c + (merge?.cols ?? 1))] ?? 0];
    const [y, bottom] = [ys[index] ?? 0, ys[Math.min(range.rows, index + (merge?.rows ?? 1))] ?? 0];
    if (right === left || bottom === y) return undefined;
    const place = [left * scale, (y - top) * scale, (right - left) * scale, (bottom - y) * scale].map(rounded);
    const style = `left:${place[0]}px;top:${place[1]}px;width:${place[2]}px;height:${place[3]}px;${styleOf(look, value, scale)}`;
    return element("div", { class: "paper-cell", style }, [element("span", {}, textOf(value, look))]);
  }

  private chart({ place }: ChartModel, spec: ChartSpec, top: number, id: string): HTMLElement {
    const { xs, ys, scale, range } = this;
    const x = (col: number) => xs[Math.min(range.cols, Math.max(0, col - range.col))] ?? 0;
    const y = (row: number) => ys[Math.min(range.rows, Math.max(0, row - range.row))] ?? 0;
    const [width, height] = [x(place.col + place.cols) - x(place.col), y(place.row + place.rows) - y(place.row)];
    const svg = svgElement(chartShape(spec, { id, width, height }));
    svg.setAttribute("width", String(rounded(width * scale)));
    svg.setAttribute("height", String(rounded(height * scale)));
    const style = `left:${rounded(x(place.col) * scale)}px;top:${rounded((y(place.row) - top) * scale)}px`;
    return element("div", { class: "paper-chart", style }, [svg]);
  }
}

/** A spilled value fills a cell that has only a look, and the other way round. */
function merged(before: PaperCell, after: PaperCell): PaperCell {
  return { ...before, value: before.value ?? after.value, look: { ...after.look, ...before.look } };
}

const rounded = (length: number) => Math.round(length * 100) / 100;

/** A text that begins in a cell runs on over blank ones, as on the screen; numbers stay in theirs. */
function styleOf(look: FileLook, value: CellValue | undefined, scale: number): string {
  const align = look.align ?? (typeof value === "number" ? "right" : typeof value === "boolean" ? "center" : "left");
  const lines = Object.entries(look.borders ?? {}).map(
    ([side, { style, color = "#000" }]) =>
      `border-${side}:${style === "thin" || style === "hair" ? 1 : 2}px ${lineOf(style)} ${color}`,
  );
  return [
    `font-size:${rounded((look.fontSize ?? DEFAULT_POINTS) * FONT_PX_PER_POINT * scale)}px`,
    `justify-content:${{ left: "flex-start", center: "center", right: "flex-end" }[align]}`,
    `text-align:${align}`,
    ...(look.bold ? ["font-weight:600"] : []),
    ...(look.italic ? ["font-style:italic"] : []),
    ...(look.color === undefined ? [] : [`color:${look.color}`]),
    ...(look.fill === undefined ? [] : [`background:${look.fill}`]),
    ...(look.wrap ? ["white-space:normal", "overflow:hidden"] : []),
    ...(look.indent === undefined ? [] : [`padding-left:${rounded(look.indent * 9 * scale)}px`]),
    ...lines,
  ].join(";");
}

function lineOf(style: string): string {
  if (style === "double") return "double";
  if (/dot|hair/i.test(style)) return "dotted";
  return /dash/i.test(style) ? "dashed" : "solid";
}

function textOf(value: CellValue | undefined, { numberFormat }: FileLook): string {
  if (value === undefined) return "";
  if (typeof value === "object") return value.error;
  if (typeof value === "boolean") return String(value).toUpperCase();
  if (typeof value === "string") return value;
  const isPlain = numberFormat === undefined || /^general$/i.test(numberFormat);
  return isPlain ? String(Number(value.toPrecision(10))) : formatted(value, numberFormat);
}
