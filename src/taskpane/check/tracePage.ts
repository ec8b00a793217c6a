import { referenceOf } from "../../host/port";
import { button, element } from "../dom";
import type { CheckActions } from "./actions";
import type { CellTrace, Origin, TracedCall, TracedValue } from "./trace";

/** Where a number comes from, one step at a time. */
export function tracePage(actions: CheckActions, { cell, value, formula, calls, others }: CellTrace): HTMLElement {
  const reference = referenceOf(cell);
  const back = actions.store.state.trail.at(-1);
  return element("article", { class: "card trace", "aria-label": `Where ${reference} comes from` }, [
    button(back === undefined ? "‹ Back" : `‹ ${referenceOf(back)}`, "quiet", () => void actions.back(), {
      class: "button quiet back",
    }),
    element("h2", { tabindex: -1 }, `${reference}: ${value}`),
    formula === undefined
      ? element("p", {}, value === "blank" ? "The cell is blank." : "Typed here: nothing stands behind it.")
      : element("code", { class: "signature" }, formula),
    ...calls.map((call) => callPart(actions, call)),
    others.length > 0 ? valuesPart(actions, calls.length > 0 ? "Other cells" : "Cells it reads", others) : undefined,
    element("div", { class: "actions" }, [button("Trace selected cell", "plain", () => void actions.traceSelection())]),
  ]);
}

function callPart(actions: CheckActions, { entry, inputs, defaults, steps, result }: TracedCall): HTMLElement {
  return element("section", { "aria-label": entry.name }, [
    element("h3", {}, `INFER.${entry.name} gives ${result}`),
    element("p", { class: "note arithmetic" }, entry.formula),
    inputs.length > 0 ? valueList(actions, inputs) : undefined,
    details(actions, "default", defaults),
    details(actions, "step", steps),
  ]);
}

function details(actions: CheckActions, noun: string, values: readonly TracedValue[]): HTMLElement | undefined {
  if (values.length === 0) return undefined;
  return element("details", { class: "more" }, [
    element("summary", {}, `${values.length} ${noun}${values.length === 1 ? "" : "s"}`),
    valueList(actions, values),
  ]);
}

function valuesPart(actions: CheckActions, title: string, values: readonly TracedValue[]): HTMLElement {
  return element("section", {}, [element("h3", {}, title), valueList(actions, values)]);
}

function valueList(actions: CheckActions, values: readonly TracedValue[]): HTMLElement {
  return element(
    "dl",
    { class: "traced" },
    values.flatMap(({ name, value, unit, origins }) => [
      element("dt", {}, [element("code", {}, name), element("span", { class: "unit" }, unit)]),
      element("dd", {}, [
        element("strong", {}, value),
        ...origins.map((origin) => element("div", { class: "origin" }, originParts(actions, origin))),
      ]),
    ]),
  );
}

function originParts(actions: CheckActions, { words, cell, isCalculated, url }: Origin): HTMLElement[] {
  const text = element("span", {}, words);
  const parts = [text];
  if (url !== undefined) {
    parts.push(element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Open source"));
  }
  if (cell !== undefined && isCalculated === true) {
    parts.push(
      button("Trace", "quiet", () => void actions.follow(cell), { "aria-label": `Trace ${referenceOf(cell)}` }),
    );
  } else if (cell !== undefined) {
    parts.push(button("Go to", "quiet", () => void actions.goTo(cell), { "aria-label": `Go to ${referenceOf(cell)}` }));
  }
  return parts;
}
