import { type Book, newBook } from "../host/excelModel";
import { standInForExcel } from "../host/excelStandIn";

/**
 * A workbook behind the add-in's real page: office.js is Microsoft's own, the host that it waits for a stand-in. Runs
 * right after office.js and before the page's own scripts.
 */
const page = globalThis as unknown as { book: Book };
page.book = newBook("Sheet1");

const real = Office as unknown as object;
standInForExcel(page.book);
const { requirements } = Office.context;
const asInExcel = {
  context: { requirements, officeTheme: { bodyBackgroundColor: "#FFFFFF" } },
  onReady: () => Promise.resolve({ host: "Excel", platform: "PC" }),
};
// office.js goes on loading parts of itself, which must not take the host's place again.
for (const [name, value] of Object.entries(asInExcel)) {
  Object.defineProperty(real, name, { get: () => value, set: () => undefined });
}
Object.assign(globalThis, { Office: real });
