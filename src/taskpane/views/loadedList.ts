import { isoText } from "../../engine/dates";
import { Refusal } from "../../host/port";
import { type Pane, tableNamed } from "../actions";
import { element, fill } from "../dom";
import { type LoadedTable, loadedTables } from "../loadedTables";
import { openDataPage } from "../model";
import { dayOfTable } from "../tables";

function item(pane: Pane, { table, from, filter, day }: LoadedTable): HTMLElement {
  const which = filter === "" ? tableNamed(from).title : `${tableNamed(from).title}, ${filter}`;
  const isOld = day !== undefined && day < dayOfTable(tableNamed(from));
  const age = day === undefined ? "" : isOld ? `; loaded with data of ${isoText(day)}` : "; data of this version";
  const page = { kind: "refresh", tableName: table.name } as const;
  return element("li", {}, [
    element(
      "button",
      { type: "button", class: "item", "data-page": `refresh:${table.name}` },
      [
        element("span", { class: "item-title" }, table.name),
        element("span", { class: "item-text" }, `${which}${age}`),
        isOld ? element("span", { class: "mark ageing" }, "newer data here") : undefined,
      ],
      { click: () => pane.store.change(openDataPage(page)) },
    ),
  ]);
}

export interface LoadedList {
  readonly element: HTMLElement;
  update(): Promise<void>;
}

/** The tables of this workbook that can be refreshed; nothing while there are none. */
export function loadedList(pane: Pane): LoadedList {
  const list = element("ul");
  const whole = element("section", { class: "loaded", hidden: true }, [
    element("h2", { class: "list-title" }, "Loaded in this workbook"),
    list,
  ]);
  let shown = "";

  async function update(): Promise<void> {
    try {
      const found = await loadedTables(pane.port);
      const now = JSON.stringify(found);
      if (now === shown) return;
      shown = now;
      whole.hidden = found.length === 0;
      fill(
        list,
        found.map((loaded) => item(pane, loaded)),
      );
    } catch (error) {
      // A workbook that cannot be read right now is read again at its next change.
      if (!(error instanceof Refusal)) reportError(error);
    }
  }

  return { element: whole, update };
}
