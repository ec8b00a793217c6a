export type * from "./model";
export { type BlockedCell, type OpenedFile, openXlsx } from "./read/open";
export { FileRefusal } from "./refusal";
export { withResults } from "./write/patch";
export { type SaveOptions, saveXlsx } from "./write/save";
