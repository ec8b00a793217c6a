import type { ChartKind } from "./model";

/** How a chart of ours names its frame in a file, so that it is known again when the file is opened. */
export const CHART_MARK = "INFER chart";

export const chartTitle = (kind: ChartKind) => `${CHART_MARK} ${kind}`;
