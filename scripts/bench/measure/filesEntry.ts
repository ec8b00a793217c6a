import "../../../src/functions";

export { openXlsx, saveXlsx } from "../../../src/files";
export { recalculated } from "../../../src/workbench/recalculate";
