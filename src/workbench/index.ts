import "../functions";
import "./workbench.css";
import "./bar/bar.css";
import "./charts/layer.css";
import "./start/start.css";
import "./print/print.css";
import "./rules/rules.css";
import "../charts/charts.css";
import { gridWorkbook } from "../host/sheet";
import { mountPane } from "../taskpane/mount";
import { mountWorkbookBar } from "./bar/workbook-bar";
import { ChartLayer } from "./charts/chart-layer";
import { SheetView } from "./charts/sheet-view";
import { finishEntriesByKey } from "./entry-keys";
import { explainErrorsOnHover } from "./error-alerts";
import { BrowserRemarks } from "./keeping/remarks";
import { mountPaneColumn } from "./pane-column";
import { mountPrinting } from "./print/printing";
import { RuleLayer } from "./rules/rule-layer";
import { MODEL_OFFERS } from "./start/offers";
import { mountStartPage, TOUR_SEEN } from "./start/start-page";
import { startTour } from "./start/tour";
import { mountStatusLine } from "./status-line";
import { listenForUndo } from "./undo-keys";
import { createUniver } from "./univer";
import { startWorkbooks } from "./workbooks";

function byId<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element "${id}".`);
  return element as T;
}

mountPaneColumn({
  workbench: byId("workbench"),
  splitter: byId("splitter"),
  toggle: byId<HTMLButtonElement>("pane-toggle"),
});

/** The page says that it opens before this program runs. */
function opened(notice: HTMLElement): HTMLElement {
  notice.className = "notice";
  notice.replaceChildren();
  return notice;
}

async function start(): Promise<void> {
  const { univer, api } = createUniver(byId("grid"));
  const { grid, session, isFirstVisit, calculated } = await startWorkbooks(univer, api);
  explainErrorsOnHover(univer, grid);
  const injector = univer.__getInjector();
  new ChartLayer(byId("charts"), grid, new SheetView(injector));
  new RuleLayer({ layer: byId("rules"), sheet: byId("grid") }, injector, grid, new SheetView(injector));
  listenForUndo(document, grid);
  finishEntriesByKey(injector, window);
  const printing = mountPrinting(byId("print"), grid, () => session.state.name);
  const places = { bar: byId("bar"), notice: opened(byId("notice")), page: byId("workbench") };
  const bar = mountWorkbookBar(places, session, { showStart: () => startPage.open(), print: () => printing.print() });
  const remarks = new BrowserRemarks();
  const startPage = mountStartPage({
    place: byId("start"),
    covered: [byId("grid-area"), byId("status")],
    session,
    offers: MODEL_OFFERS,
    remarks,
    ready: calculated,
    onShown: (listener) => grid.onSelection(listener),
    chooseFile: () => bar.chooseFile(),
    startTour: () => startTour(() => remarks.note(TOUR_SEEN)),
  });
  if (isFirstVisit) startPage.open();
  mountStatusLine(byId("status"), grid);
  mountPane(byId("pane"), gridWorkbook(grid));
  await calculated;
  // Says to tests and to the curious that the sheet shows results.
  byId("workbench").setAttribute("data-state", "calculated");
}

start().catch(reportError);
