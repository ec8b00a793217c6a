import { tableNames } from "../../data";
import { type Pane, tableNamed } from "../actions";
import { element, fill, onEscape } from "../dom";
import { closeTable, openTable, type PaneState } from "../model";
import { evidenceMeaning, factsOf } from "../tables";
import { freshnessMark } from "./freshness";
import { type TableCard, tableCard } from "./tableCard";
import type { View } from "./view";

function item(pane: Pane, name: string): HTMLElement {
  const table = tableNamed(name);
  const facts = factsOf(table, pane.port.today());
  const [most] = facts.evidence;
  const sure = most === undefined ? "" : `; mostly ${evidenceMeaning(most.word)}`;
  const count = table.rowCount.toLocaleString("en-US");
  return element("li", {}, [
    element(
      "button",
      { type: "button", class: "item", "data-table": name },
      [
        element("span", { class: "item-title" }, table.title),
        element("span", { class: "item-text" }, `${count} rows, as of ${facts.asOf}${sure}`),
        freshnessMark(facts),
      ],
      { click: () => pane.store.change(openTable(name)) },
    ),
  ]);
}

/** The list of reference tables, and the card of the one that is open. */
export function dataView(pane: Pane): View {
  const place = element("div", {}, [], { keydown: onEscape(() => pane.store.change(closeTable)) });
  const list = element("ul");
  const browser = element("div", { class: "browser" }, [
    element(
      "p",
      { class: "lead" },
      "Load a table into a sheet to read it, to correct it, or to put your own prices in.",
    ),
    list,
  ]);
  let card: TableCard | undefined;

  function showCard(name: string | undefined, before: string | undefined, state: PaneState): void {
    card = name === undefined ? undefined : tableCard(pane, tableNamed(name));
    fill(place, [card?.element]);
    browser.hidden = card !== undefined;
    if (card && name !== undefined) {
      card.update(state.filters[name] ?? "");
      card.heading.focus();
    } else if (before !== undefined) list.querySelector<HTMLElement>(`[data-table="${before}"]`)?.focus();
  }

  function update(state: PaneState, before: PaneState): void {
    // The tables are unpacked when they are first looked at, which keeps the start of the page short.
    if (state.tab === "data" && list.childElementCount === 0) {
      fill(
        list,
        tableNames.map((name) => item(pane, name)),
      );
    }
    const { tableName } = state;
    if (tableName !== before.tableName) showCard(tableName, before.tableName, state);
    else if (tableName !== undefined && state.filters !== before.filters) card?.update(state.filters[tableName] ?? "");
  }

  return { element: element("div", {}, [browser, place]), update };
}
