export { chartShape, type Drawing } from "./draw";
export { type ChartCell, type ReadCells, specOf } from "./from-model";
export { formatted } from "./number-format";
export { type Shape, svgElement, svgText } from "./shape";
export type { ChartSpec, DrawnSeries, Marker, Size } from "./spec";
export { summaryOf } from "./summary";
