import type { CatalogArgument, CatalogEntry } from "../../catalog/types";
import { type Pane, useSelection } from "../actions";
import { given, placesOf } from "../arguments";
import { button, element, icon } from "../dom";
import { typeArgument, typedOf } from "../model";
import { suggestionList, suggestions } from "../suggestions";

/** A target: the cells that are selected. */
const SELECTION_ICON = "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4M6 6h4v4H6z";

export interface ArgumentInputs {
  readonly element: HTMLElement;
  /** Brings the inputs in step with the state. */
  update(): void;
}

interface Row {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly argument: CatalogArgument;
}

function placeholderOf({ optional, default: standard }: CatalogArgument): string {
  if (!optional) return "required";
  return standard === undefined ? "optional" : `default: ${standard}`;
}

function listFor(entry: CatalogEntry, { name }: CatalogArgument, id: string): HTMLDataListElement | undefined {
  const list = suggestionList(entry.group, entry.name, name);
  if (list === undefined) return undefined;
  const options = suggestions(list).map((value) => element("option", { value }));
  return element("datalist", { id }, options);
}

function row(pane: Pane, entry: CatalogEntry, argument: CatalogArgument, position: number): Row {
  const id = `argument-${entry.name}-${position}`;
  const list = listFor(entry, argument, `${id}-list`);
  const put = (text: string) => pane.store.change(typeArgument(entry.name, position, text));
  const input = element(
    "input",
    {
      id,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: placeholderOf(argument),
      list: list === undefined ? undefined : `${id}-list`,
      "aria-describedby": `${id}-help`,
      "aria-required": argument.optional ? undefined : "true",
    },
    [],
    { input: () => put(input.value) },
  );
  const pick = button("", "quiet", () => void useSelection(pane, put), {
    "aria-label": `Use the selected cells for ${argument.name}`,
    title: "Use the selected cells",
  });
  pick.classList.add("pick");
  pick.append(icon(SELECTION_ICON));
  const made = element("div", { class: "argument" }, [
    element("div", { class: "argument-head" }, [
      element("label", { for: id }, argument.name),
      element("span", { class: "unit" }, argument.unit),
    ]),
    element("div", { class: "argument-input" }, [input, pick]),
    element("p", { class: "note", id: `${id}-help` }, argument.description),
    list,
  ]);
  return { element: made, input, argument };
}

/** One input for each argument; optional ones that hold nothing at first stand behind a disclosure. */
export function argumentInputs(pane: Pane, entry: CatalogEntry): ArgumentInputs {
  const rows: Row[] = [];
  const main = element("div");
  const more = element("div");
  const summary = element("summary");
  const details = element("details", { class: "more" }, [summary, more]);
  const whole = element("div", { class: "arguments" }, [main, details]);

  function add(argument: CatalogArgument, position: number): void {
    const made = row(pane, entry, argument, position);
    rows.push(made);
    const isFilled = (typedOf(pane.store.state, entry.name)[position] ?? "") !== "";
    (argument.optional && !isFilled && argument.repeating !== true ? more : main).append(made.element);
  }

  function update(): void {
    const typed = typedOf(pane.store.state, entry.name);
    placesOf(entry, typed).forEach((argument, position) => {
      if (rows[position] === undefined) add(argument, position);
    });
    rows.forEach(({ input, argument }, position) => {
      const text = typed[position] ?? "";
      if (input.value !== text) input.value = text;
      input.setAttribute("aria-invalid", String(given(argument, text).kind === "faulty"));
    });
    const hidden = more.childElementCount;
    details.hidden = hidden === 0;
    summary.textContent = hidden === 1 ? "1 more argument has a default" : `${hidden} more arguments have defaults`;
  }

  update();
  return { element: whole, update };
}
