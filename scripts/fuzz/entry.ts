export { FileRefusal, openXlsx, saveXlsx } from "../../src/files";
