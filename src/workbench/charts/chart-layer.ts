import { chartShape, svgElement } from "../../charts";
import type { ChartModel } from "../../files";
import { element } from "../../taskpane/dom";
import type { Grid } from "../grid";
import { drawableChart } from "./cells";
import type { SheetView, Spot, View } from "./sheet-view";

/** Smaller than this, as over hidden rows, a chart is not shown. */
const LEAST_PIXELS = 24;

interface Figure {
  readonly frame: HTMLElement;
  /** Cuts the frame where frozen rows and columns begin. */
  readonly window: HTMLElement;
  /** What is drawn, to tell whether it has changed. */
  drawn: string;
}

/**
 * The charts of the sheet in sight, drawn over their cells. They are drawn anew when all formulas have their results,
 * never between, and follow the cells when these move.
 */
export class ChartLayer {
  private figures: Figure[] = [];
  private sheet = "";
  private hasResults = false;
  private frameRequest = 0;

  constructor(
    private readonly layer: HTMLElement,
    private readonly grid: Grid,
    private readonly view: SheetView,
  ) {
    layer.addEventListener("wheel", (event) => this.passOn(event), { passive: false });
    grid.onOpen(() => {
      this.hasResults = false;
      this.clear();
    });
    grid.onSettled(() => {
      this.hasResults = true;
      this.soon();
    });
    grid.onEdit(() => void grid.calculated().then(() => this.soon(), reportError));
    view.onMove(() => this.soon());
  }

  /** Many things may move in one turn; one drawing for all of them. */
  private soon(): void {
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = requestAnimationFrame(() => this.show());
  }

  private show(): void {
    const view = this.view.now();
    const sheet = this.grid.activeSheet();
    const charts = this.hasResults && view !== undefined ? this.grid.charts(sheet) : [];
    if (sheet !== this.sheet || charts.length !== this.figures.length) this.clear();
    this.sheet = sheet;
    if (view === undefined || charts.length === 0) return;
    const origin = this.layer.parentElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const { left, top, width, height } = view.cells;
    put(this.layer, { left: left - origin.left, top: top - origin.top, width, height });
    for (const [index, chart] of charts.entries()) {
      const figure = this.figures[index] ?? this.add(index);
      this.place(figure, chart, view);
      if (this.grid.isSettled()) this.draw(figure, index, chart, view);
    }
  }

  private add(index: number): Figure {
    const frame = element("div", { class: "chart-frame", role: "group", tabindex: 0 }, [], {
      keydown: (event) => {
        if (event.key !== "Delete" && event.key !== "Backspace") return;
        event.preventDefault();
        event.stopPropagation();
        this.grid.removeChart(this.sheet, index);
      },
      pointerdown: () => frame.focus(),
    });
    const window = element("div", { class: "chart-window" }, [frame]);
    this.layer.append(window);
    const figure = { frame, window, drawn: "" };
    this.figures[index] = figure;
    return figure;
  }

  private place({ frame, window }: Figure, chart: ChartModel, view: View): void {
    const { spot, shown } = view.placeOf(chart.place);
    put(window, shown);
    window.hidden = spot.width < LEAST_PIXELS || spot.height < LEAST_PIXELS;
    const { width, height } = unzoomed(spot, view.zoom);
    put(frame, { left: spot.left - shown.left, top: spot.top - shown.top, width, height });
    frame.style.transform = view.zoom === 1 ? "" : `scale(${view.zoom})`;
  }

  private draw(figure: Figure, index: number, chart: ChartModel, view: View): void {
    const spec = drawableChart(this.grid, this.sheet, chart);
    const size = unzoomed(view.placeOf(chart.place).spot, view.zoom);
    const drawn = JSON.stringify([spec, size]);
    if (drawn === figure.drawn) return;
    figure.drawn = drawn;
    const { width, height } = size;
    figure.frame.setAttribute("aria-label", `Chart ${chart.title ?? index + 1}. Delete removes it.`);
    figure.frame.replaceChildren(svgElement(chartShape(spec, { id: `chart-${index}`, width, height })));
  }

  private clear(): void {
    this.figures = [];
    this.layer.replaceChildren();
  }

  /** Turning the wheel over a chart scrolls the cells below it. */
  private passOn(event: WheelEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.view.canvas()?.dispatchEvent(new WheelEvent(event.type, event));
  }
}

function put(target: HTMLElement, { left, top, width, height }: Spot): void {
  Object.assign(target.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

function unzoomed({ width, height }: Spot, zoom: number): { readonly width: number; readonly height: number } {
  return { width: Math.round(width / zoom), height: Math.round(height / zoom) };
}
