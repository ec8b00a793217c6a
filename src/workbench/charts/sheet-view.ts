import {
  ICommandService,
  type Injector,
  IUniverInstanceService,
  UniverInstanceType,
  type Workbook,
} from "@univerjs/core";
import {
  IRenderManagerService,
  SHEET_VIEWPORT_KEY,
  SheetSkeletonManagerService,
  type Viewport,
} from "@univerjs/preset-sheets-core";
import type { RangeModel } from "../../files";

/** A rectangle of the window, in pixels. */
export interface Spot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What the window shows of the sheet in sight at this moment. */
export interface View {
  readonly zoom: number;
  /** Where cells are shown: without the headers of rows and columns. */
  readonly cells: Spot;
  /** Where a range lies, from the top left corner of `cells`, and what may show of it beside frozen rows and columns. */
  placeOf(range: RangeModel): { readonly spot: Spot; readonly shown: Spot };
}

/** Knows where the window's cells lie, and tells when they have moved. */
export class SheetView {
  private watched: Viewport | undefined;
  private stop: () => void = () => undefined;

  constructor(private readonly injector: Injector) {}

  now(): View | undefined {
    const inside = this.inside();
    if (inside === undefined) return undefined;
    const { skeleton, viewport, canvas, zoom } = inside;
    const { rowHeaderWidthAndMarginLeft: left, columnHeaderHeightAndMarginTop: top } = skeleton;
    const box = canvas.getBoundingClientRect();
    const cells = {
      left: box.left + left * zoom,
      top: box.top + top * zoom,
      width: Math.max(0, box.width - left * zoom),
      height: Math.max(0, box.height - top * zoom),
    };
    const { xSplit, ySplit } = skeleton.getWorksheetConfig().freeze;
    const across = axis(skeleton.columnWidthAccumulation, xSplit, viewport.viewportScrollX, zoom, cells.width);
    const down = axis(skeleton.rowHeightAccumulation, ySplit, viewport.viewportScrollY, zoom, cells.height);
    return {
      zoom,
      cells,
      placeOf({ row, col, rows, cols }) {
        const [x, y] = [across(col, cols), down(row, rows)];
        return {
          spot: { left: x.start, top: y.start, width: x.length, height: y.length },
          shown: { left: x.from, top: y.from, width: x.room, height: y.room },
        };
      },
    };
  }

  /** What the cells are painted on. */
  canvas(): HTMLCanvasElement | undefined {
    return this.inside()?.canvas;
  }

  /** After anything that may move cells in the window: scrolling, zooming, another sheet, another width. */
  onMove(listener: () => void): void {
    this.injector.get(ICommandService).onCommandExecuted(() => {
      this.watchScrolling(listener);
      listener();
    });
    new ResizeObserver(listener).observe(document.body);
  }

  private watchScrolling(listener: () => void): void {
    const viewport = this.inside()?.viewport;
    if (viewport === this.watched || viewport === undefined) return;
    this.stop();
    this.watched = viewport;
    const watch = viewport.onScrollAfter$.subscribeEvent(listener);
    this.stop = () => watch.unsubscribe();
  }

  private inside() {
    const instances = this.injector.get(IUniverInstanceService);
    const workbook = instances.getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET);
    const render = workbook ? this.injector.get(IRenderManagerService).getRenderById(workbook.getUnitId()) : undefined;
    const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
    const viewport = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
    if (!render || !skeleton || !viewport) return undefined;
    return { skeleton, viewport, canvas: render.engine.getCanvasElement(), zoom: render.scene.scaleX };
  }
}

/** How places along rows or columns lie in the window: those that are frozen do not scroll. */
function axis(ends: readonly number[], frozen: number, scroll: number, zoom: number, room: number) {
  const startOf = (index: number) => (index <= 0 ? 0 : (ends[Math.min(index, ends.length) - 1] ?? 0));
  const frozenEnd = startOf(frozen) * zoom;
  return (first: number, count: number) => {
    const isFrozen = first < frozen;
    const start = (startOf(first) - (isFrozen ? 0 : scroll)) * zoom;
    const from = isFrozen ? 0 : frozenEnd;
    return { start, length: (startOf(first + count) - startOf(first)) * zoom, from, room: Math.max(0, room - from) };
  };
}
