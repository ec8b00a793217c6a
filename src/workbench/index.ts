import "../functions";
import "./workbench.css";
import "./bar/bar.css";
import "./charts/layer.css";
import "../charts/charts.css";
import { gridWorkbook } from "../host/sheet";
import { mountPane } from "../taskpane/mount";
import { mountWorkbookBar } from "./bar/workbook-bar";
import { ChartLayer } from "./charts/chart-layer";
import { SheetView } from "./charts/sheet-view";
import { explainErrorsOnHover } from "./error-alerts";
import { mountPaneColumn } from "./pane-column";
import { mountStatusLine } from "./status-line";
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

async function start(): Promise<void> {
  const { univer, api } = createUniver(byId("grid"));
  const { grid, session, calculated } = await startWorkbooks(univer, api);
  explainErrorsOnHover(univer, grid);
  new ChartLayer(byId("charts"), grid, new SheetView(univer.__getInjector()));
  mountWorkbookBar({ bar: byId("bar"), notice: byId("notice"), page: byId("workbench") }, session);
  mountStatusLine(byId("status"), grid);
  mountPane(byId("pane"), gridWorkbook(grid));
  await calculated;
  // Says to tests and to the curious that the sheet shows results.
  byId("workbench").setAttribute("data-state", "calculated");
}

start().catch(reportError);
