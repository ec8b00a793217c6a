import { element, fill } from "../../taskpane/dom";
import { drawableChart } from "../charts/cells";
import type { Grid } from "../grid";
import { printView } from "./print-view";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** Prints the sheet in sight instead of the page around it, also when the browser's own menu is used. */
export function mountPrinting(place: HTMLElement, grid: Grid, workbookName: () => string): { print(): void } {
  function prepare(): void {
    const model = grid.model();
    const name = grid.activeSheet();
    const sheet = model.sheets.find((one) => one.name === name);
    if (sheet === undefined) return;
    const footer = `${workbookName()} · ${name} · printed ${DAY.format(new Date())}`;
    const { paper, element: page } = printView(model, sheet, (chart) => drawableChart(grid, name, chart), footer);
    fill(place, [element("style", {}, `@page { size: A4 ${paper.orientation}; margin: 12mm; }`), page]);
  }

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", () => place.replaceChildren());
  return {
    print() {
      grid
        .finishTyping()
        .then(() => grid.calculated())
        .then(() => window.print(), reportError);
    },
  };
}
