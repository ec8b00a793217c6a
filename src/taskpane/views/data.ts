import { tableNames } from "../../data";
import { type Pane, tableNamed } from "../actions";
import { element, fill, onEscape } from "../dom";
import {
  type Change,
  closeDataPage,
  closeTable,
  type DataPage,
  finish,
  openDataPage,
  openTable,
  type PaneState,
} from "../model";
import { evidenceMeaning, factsOf } from "../tables";
import type { DataCard } from "./dataCard";
import { freshnessMark } from "./freshness";
import { loadedList } from "./loadedList";
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

/** Ways to bring data of one's own, above the reference tables. */
function ways(pane: Pane): HTMLElement {
  const way = (kind: "ownPrices" | "usage", title: string, text: string) =>
    element("li", {}, [
      element(
        "button",
        { type: "button", class: "item", "data-page": kind },
        [element("span", { class: "item-title" }, title), element("span", { class: "item-text" }, text)],
        { click: () => pane.store.change(openDataPage({ kind })) },
      ),
    ]);
  return element("section", {}, [
    element("h2", { class: "list-title" }, "Your own data"),
    element("ul", {}, [
      way("ownPrices", "My prices", "A price list with any headers becomes a table for formulas"),
      way("usage", "Usage and cost exports", "A provider's CSV or a FOCUS file, by model and day"),
    ]),
  ]);
}

const pageId = (page: DataPage) => (page.kind === "refresh" ? `refresh:${page.tableName}` : page.kind);

/** The lists of what is loaded, of what can be brought, and of reference tables; and the card that is open. */
export function dataView(pane: Pane): View {
  const { store } = pane;
  const leave: Change = (state) => (state.dataPage === undefined ? closeTable(state) : closeDataPage(state));
  const place = element("div", {}, [], { keydown: onEscape(() => store.change(leave)) });
  const list = element("ul");
  const loaded = loadedList(pane);
  const browser = element("div", { class: "browser" }, [
    loaded.element,
    ways(pane),
    element("h2", { class: "list-title" }, "Reference tables"),
    element(
      "p",
      { class: "lead" },
      "Load a table into a sheet to read it, to correct it, or to put your own prices in.",
    ),
    list,
  ]);
  let card: TableCard | undefined;

  function open(made: DataCard | undefined, opener: string): void {
    fill(place, [made?.element]);
    browser.hidden = made !== undefined;
    if (made !== undefined) made.heading.focus();
    else browser.querySelector<HTMLElement>(opener)?.focus();
  }

  function showTable(name: string | undefined, before: string | undefined, state: PaneState): void {
    card = name === undefined ? undefined : tableCard(pane, tableNamed(name));
    open(card, `[data-table="${before ?? ""}"]`);
    if (name !== undefined) card?.update(state.filters[name] ?? "");
  }

  async function showPage(page: DataPage): Promise<void> {
    try {
      const { pageCard } = await import(/* webpackChunkName: "data-cards" */ "./dataCards");
      // Meanwhile the user may have gone elsewhere.
      if (store.state.dataPage === page) open(pageCard(pane, page), "");
    } catch (error) {
      reportError(error);
      store.change(closeDataPage);
      store.change(
        finish({ kind: "problem", text: "This part could not be loaded. Check the connection and try again." }),
      );
    }
  }

  function leavePage(before: DataPage): void {
    open(undefined, `[data-page="${CSS.escape(pageId(before))}"]`);
    void loaded.update();
  }

  function update(state: PaneState, before: PaneState): void {
    // The tables are unpacked when they are first looked at, which keeps the start of the page short.
    if (state.tab === "data" && list.childElementCount === 0) {
      fill(
        list,
        tableNames.map((name) => item(pane, name)),
      );
    }
    const isNewlyShown = state.tab !== before.tab || (state.busy === undefined && before.busy !== undefined);
    if (state.tab === "data" && isNewlyShown) void loaded.update();
    const { tableName, dataPage } = state;
    if (dataPage !== undefined && dataPage !== before.dataPage) void showPage(dataPage);
    else if (dataPage === undefined && before.dataPage !== undefined) leavePage(before.dataPage);
    else if (tableName !== before.tableName) showTable(tableName, before.tableName, state);
    else if (tableName !== undefined && state.filters !== before.filters) card?.update(state.filters[tableName] ?? "");
  }

  function refresh(): void {
    if (store.state.tab === "data") void loaded.update();
  }

  return { element: element("div", {}, [browser, place]), update, refresh };
}
