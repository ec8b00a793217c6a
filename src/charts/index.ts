export { chartShape } from "./draw";
export type * from "./from-model";
export { specOf } from "./from-model";
export { formatted } from "./number-format";
export { type Shape, svgElement, svgText } from "./shape";
export type * from "./spec";
export { summaryOf } from "./summary";
