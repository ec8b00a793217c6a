import { catalog } from "../../catalog";
import type { CatalogEntry } from "../../catalog/types";
import type { Pane } from "../actions";
import { exampleArguments } from "../arguments";
import { element, fill, onEscape } from "../dom";
import { chooseGroup, closeFunction, openFunction, type PaneState, search, typedOf } from "../model";
import { groupsOf, listed } from "../search";
import { type FunctionCard, functionCard } from "./functionCard";
import type { View } from "./view";

function item(pane: Pane, entry: CatalogEntry): HTMLElement {
  const open = () => pane.store.change(openFunction(entry.name, exampleArguments(entry)));
  return element("li", {}, [
    element(
      "button",
      { type: "button", class: "item", "data-function": entry.name },
      [element("span", { class: "item-name" }, entry.name), element("span", { class: "item-text" }, entry.summary)],
      { click: open },
    ),
  ]);
}

/** Arrow keys walk from the search box through the list and back. */
function walk(event: KeyboardEvent, list: HTMLElement, box: HTMLInputElement): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const stops: HTMLElement[] = [box, ...list.querySelectorAll<HTMLElement>("button.item")];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The list of functions with its search, and the card of the one that is open. */
export function functionsView(pane: Pane): View {
  const { store } = pane;
  const box = element(
    "input",
    { type: "search", placeholder: "Search functions", "aria-label": "Search functions", autocomplete: "off" },
    [],
    { input: () => store.change(search(box.value)) },
  );
  const options = ["", ...groupsOf(catalog)].map((value) => element("option", { value }, value || "All groups"));
  const groups = element("select", { "aria-label": "Group of functions" }, options, {
    change: () => store.change(chooseGroup(groups.value)),
  });
  const list = element("div", { class: "list" });
  const browser = element("div", { class: "browser" }, [element("div", { class: "filters" }, [box, groups]), list], {
    keydown: (event) => walk(event, list, box),
  });
  const place = element("div", {}, [], { keydown: onEscape(() => store.change(closeFunction)) });
  let card: FunctionCard | undefined;

  function showList({ query, group }: PaneState): void {
    const sections = listed(catalog, query, group).map(({ title, entries }) => [
      element("h2", { class: "list-title" }, title),
      element(
        "ul",
        {},
        entries.map((entry) => item(pane, entry)),
      ),
    ]);
    const isEmpty = sections.every(([, found]) => found?.childElementCount === 0);
    const none = element("p", { class: "note" }, "No function fits. Try a word such as price, break-even or carbon.");
    fill(list, isEmpty ? [none] : sections.flat());
  }

  function showCard(name: string | undefined, before: string | undefined): void {
    const entry = catalog.find((candidate) => candidate.name === name);
    card = entry && functionCard(pane, entry);
    fill(place, [card?.element]);
    browser.hidden = card !== undefined;
    if (card) card.heading.focus();
    else if (before !== undefined) (list.querySelector<HTMLElement>(`[data-function="${before}"]`) ?? box).focus();
  }

  function update(state: PaneState, before: PaneState): void {
    if (state.query !== before.query || state.group !== before.group) showList(state);
    if (state.functionName !== before.functionName) showCard(state.functionName, before.functionName);
    else if (card && state.functionName !== undefined) {
      if (typedOf(state, state.functionName) !== typedOf(before, state.functionName)) card.update();
    }
  }

  showList(store.state);
  return { element: element("div", {}, [browser, place]), update, refresh: () => card?.refresh() };
}
