export { withPlainNames } from "./formulas/placed-names";
export type * from "./model";
export { modelOfPlan } from "./plan";
export { openXlsx } from "./read/open";
export { FileRefusal } from "./refusal";
export { withResults } from "./write/patch";
export { saveXlsx } from "./write/save";
