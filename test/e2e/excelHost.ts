import { type Book, newBook } from "../host/excelModel";
import { standInForExcel } from "../host/excelStandIn";

/** A workbook behind the add-in's real page: office.js is Microsoft's own, the host behind it a stand-in. */
interface HostedPage {
  book: Book;
  /** How many functions were associated when the page's own scripts had run. */
  associated: number;
}

const page = globalThis as unknown as HostedPage;

/** As office.js reports it inside Excel. */
function answerAsExcel(): void {
  const office = Office as unknown as { onReady: () => Promise<unknown>; context: { requirements: unknown } };
  const { requirements } = office.context;
  Object.assign(Office, {
    onReady: () => Promise.resolve({ host: "Excel", platform: "PC" }),
    context: { requirements, officeTheme: { bodyBackgroundColor: "#FFFFFF" } },
    HostType: { Excel: "Excel" },
  });
}

page.book = newBook("Sheet1");
const real = { ...Office };
standInForExcel(page.book);
Object.assign(real, { context: Office.context });
Object.assign(globalThis, { Office: real });
answerAsExcel();
