import type { CatalogEntry } from "../../catalog/types";
import { element } from "../dom";

function section(title: string, children: readonly HTMLElement[]): HTMLElement {
  return element("section", {}, [element("h3", {}, title), ...children]);
}

const paragraph = (text: string): HTMLElement => element("p", {}, text);

/** The help in full: Excel on the web shows no tooltips for custom functions. */
export function functionHelp({ formula, returns, remarks, examples }: CatalogEntry): HTMLElement {
  const shown = examples.map(({ formula: text, result }) =>
    element("li", {}, [element("code", {}, text), element("span", { class: "note" }, `gives ${result}`)]),
  );
  return element("div", { class: "help" }, [
    section("Gives", [paragraph(returns)]),
    section("Formula", [element("p", { class: "arithmetic" }, formula)]),
    ...(remarks.length > 0 ? [section("Good to know", remarks.map(paragraph))] : []),
    section("Examples", [element("ul", { class: "examples" }, shown)]),
  ]);
}
