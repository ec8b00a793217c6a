import type { Area } from "../../host/port";
import type { Scan, ScanProgress } from "./scan";
import type { CellTrace } from "./trace";

export type CheckPage =
  | { readonly kind: "start" }
  | { readonly kind: "scanning"; readonly progress: ScanProgress }
  | { readonly kind: "scan"; readonly scan: Scan }
  | { readonly kind: "trace"; readonly trace: CellTrace };

export interface CheckState {
  readonly page: CheckPage;
  /** Cells that were traced before the one in sight, the first one first. */
  readonly trail: readonly Area[];
}

export const CHECK_START: CheckState = { page: { kind: "start" }, trail: [] };

export type CheckChange = (state: CheckState) => CheckState;

export const showPage =
  (page: CheckPage): CheckChange =>
  (state) => ({ ...state, page });

/** One step down, or back to a cell of the trail. */
export const showTrace =
  (trace: CellTrace, trail: readonly Area[]): CheckChange =>
  (state) => ({ ...state, page: { kind: "trace", trace }, trail });

export const leave: CheckChange = () => CHECK_START;
