import { registeredFunctions } from "../functions/call/registry";
import { excelWorkbook } from "../host/excel";
import { element } from "./dom";
import { mountPane } from "./mount";

const OUTSIDE = "This page is the task pane of INFER inside Excel. In a browser use the workbench instead:";

function place(): HTMLElement {
  const found = document.getElementById("pane");
  if (!found) throw new Error('The page has no element "pane".');
  return found;
}

/** Opened by itself, without Excel around it. */
function sayWhere(): void {
  place().replaceChildren(
    element("div", { class: "infer-pane outside" }, [
      element("p", {}, OUTSIDE),
      element("p", {}, [element("a", { href: "workbench.html" }, "Open the INFER workbench")]),
    ]),
  );
}

const DARK_BELOW = 128;

/** Follows Excel's own theme, which may differ from the system's. */
function followTheme(): void {
  const background = Office.context.officeTheme?.bodyBackgroundColor;
  if (!background) return;
  const parts = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  document.documentElement.style.colorScheme = mean < DARK_BELOW ? "dark" : "light";
}

async function start(): Promise<void> {
  // office.js comes from Microsoft; offline in a plain browser it is not there.
  if (typeof Office === "undefined") return sayWhere();
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return sayWhere();
  if (registeredFunctions().size === 0) throw new Error("functions.js has to load before the pane.");
  followTheme();
  mountPane(place(), excelWorkbook());
}

void start();
