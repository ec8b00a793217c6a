import type { Pane } from "../actions";
import { element } from "../dom";
import { neighbourTab, type PaneState, selectTab, TABS, type TabId } from "../model";
import type { View } from "./view";

/** The tab list and one panel for each tab: arrow keys, Home and End move between tabs, Tab goes into the panel. */
export function tabsView(pane: Pane, views: Readonly<Record<TabId, View>>): View {
  const { store } = pane;
  const tabs = TABS.map(({ id, title }) =>
    element(
      "button",
      { type: "button", role: "tab", id: `tab-${id}`, class: "tab", "aria-controls": `panel-${id}` },
      title,
      {
        click: () => store.change(selectTab(id)),
        keydown: (event) => {
          const next = neighbourTab(id, event.key);
          if (next === undefined) return;
          event.preventDefault();
          store.change(selectTab(next));
          tabs[TABS.findIndex((tab) => tab.id === next)]?.focus();
        },
      },
    ),
  );
  const panels = TABS.map(({ id }) =>
    element("div", { role: "tabpanel", id: `panel-${id}`, class: "panel", "aria-labelledby": `tab-${id}` }, [
      views[id].element,
    ]),
  );

  function show({ tab }: PaneState): void {
    TABS.forEach(({ id }, index) => {
      tabs[index]?.setAttribute("aria-selected", String(id === tab));
      tabs[index]?.setAttribute("tabindex", id === tab ? "0" : "-1");
      panels[index]?.toggleAttribute("hidden", id !== tab);
    });
  }

  show(store.state);
  return {
    element: element("div", { class: "tabs" }, [
      element("div", { role: "tablist", "aria-label": "INFER", class: "tablist" }, tabs),
      ...panels,
    ]),
    update(state, before) {
      if (state.tab !== before.tab) show(state);
      for (const { id } of TABS) views[id].update(state, before);
    },
    refresh() {
      for (const { id } of TABS) views[id].refresh?.();
    },
  };
}
