export type * from "./model";
export { type OpenedFile, openXlsx } from "./read/open";
export { FileRefusal } from "./refusal";
export { type SaveOptions, saveXlsx } from "./write/save";
