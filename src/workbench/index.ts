import "../functions";
import "./workbench.css";
import { gridWorkbook } from "../host/sheet";
import { mountPane } from "../taskpane/mount";
import { modelOfPlan } from "./document/plain-model";
import { explainErrorsOnHover } from "./error-alerts";
import { FIRST_SHEET } from "./first-sheet";
import { openWorkbook } from "./open-workbook";
import { mountPaneColumn } from "./pane-column";
import { mountStatusLine } from "./status-line";
import { createUniver } from "./univer";

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
const { univer, api } = createUniver(byId("grid"));
const { grid, calculated } = openWorkbook(univer, api, modelOfPlan(FIRST_SHEET));
explainErrorsOnHover(univer, grid);
mountStatusLine(byId("status"), grid);
mountPane(byId("pane"), gridWorkbook(grid));

// Says to tests and to the curious that the sheet shows results.
void calculated.then(() => byId("workbench").setAttribute("data-state", "calculated"));
