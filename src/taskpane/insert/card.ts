import type { Plan } from "../../host/port";
import type { Template } from "../../templates";
import type { Pane } from "../actions";
import { button, element, fill } from "../dom";
import { insertModel, planFor, promiseOf } from "./actions";

export interface TemplateCard {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
}

/** One model: what it adds, before it adds it. */
export function templateCard(pane: Pane, template: Template, leave: () => void, changed: () => void): TemplateCard {
  const heading = element("h2", { tabindex: -1 }, template.name);
  const bar = element("div", { class: "plan", role: "status" }, [
    element("p", { class: "note" }, "Looking at the workbook …"),
  ]);
  const sheets = element("ul", { class: "plain-list" });
  void show();

  async function show(): Promise<void> {
    const plan = await planFor(pane.port, template);
    fill(
      sheets,
      plan.sheets.map(({ name }) => element("li", {}, name)),
    );
    const insert = button("Insert", "primary", () => void write(plan, insert));
    fill(bar, [
      element("p", {}, promiseOf(plan, pane.port)),
      element("div", { class: "buttons" }, [insert, button("Cancel", "plain", leave)]),
    ]);
  }

  async function write(plan: Plan, insert: HTMLButtonElement): Promise<void> {
    insert.disabled = true;
    await insertModel(pane, template, plan);
    insert.disabled = false;
    changed();
  }

  const uses = template.functions.map((name) => element("li", {}, [element("code", {}, name)]));
  return {
    heading,
    element: element("article", { class: "card", "aria-label": template.name }, [
      button("‹ All models", "quiet", leave, { class: "button quiet back" }),
      heading,
      element("p", { class: "summary" }, template.promise),
      bar,
      element("h3", {}, "Sheets it adds"),
      sheets,
      element("h3", {}, "INFER functions at work"),
      element("ul", { class: "words" }, uses),
    ]),
  };
}
