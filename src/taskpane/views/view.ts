import type { PaneState } from "../model";

/** A part of the pane: made once, brought up to date when the state or the workbook changes. */
export interface View {
  readonly element: HTMLElement;
  update(state: PaneState, before: PaneState): void;
  /** Cells of the workbook have changed. */
  refresh?(): void;
}
