import { planOf, type Template, templates } from "../../templates";
import type { Pane } from "../actions";
import { element, fill, onEscape } from "../dom";
import type { View } from "../views/view";
import { templateCard } from "./card";
import { inWorkbook } from "./inWorkbook";
import { pictureFor } from "./picture";

function item(template: Template, open: () => void): HTMLElement {
  const texts = element("span", {}, [
    element("span", { class: "item-title" }, template.name),
    element("span", { class: "item-text" }, template.promise),
  ]);
  const attributes = { type: "button", class: "item template", "data-template": template.id };
  return element("li", {}, [element("button", attributes, [pictureFor(planOf(template)), texts], { click: open })]);
}

/** The list of models, the card of the one that is open, and the models that are in the workbook. */
export function modelBrowser(pane: Pane): View {
  const lead = element(
    "p",
    { class: "lead", tabindex: -1 },
    "A finished model with live formulas, checks and a page for the board. Nothing you have is touched.",
  );
  const inserted = inWorkbook(pane, lead);
  const list = element(
    "ul",
    {},
    templates.map((template) => item(template, () => show(template))),
  );
  const browser = element("div", { class: "browser" }, [inserted.element, lead, list]);
  const place = element("div", {}, [], { keydown: onEscape(() => close()) });
  let open: Template | undefined;

  function close(): void {
    const id = open?.id;
    open = undefined;
    fill(place, []);
    browser.hidden = false;
    if (id !== undefined) list.querySelector<HTMLElement>(`[data-template="${id}"]`)?.focus();
  }

  function show(template: Template): void {
    open = template;
    const card = templateCard(pane, template, close, () => {
      close();
      void inserted.update();
    });
    browser.hidden = true;
    fill(place, [card.element]);
    card.heading.focus();
  }

  void inserted.update();
  return {
    element: element("div", {}, [browser, place]),
    update(state, before) {
      if (state.tab === "insert" && before.tab !== "insert") void inserted.update();
    },
  };
}
