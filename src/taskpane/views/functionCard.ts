import type { CatalogEntry } from "../../catalog/types";
import { type Call, callOfCard, copyFormula, insertExample, insertFormula, type Pane, previewOfCall } from "../actions";
import { exampleArguments, signatureOf } from "../arguments";
import { button, element } from "../dom";
import { closeFunction, fillArguments, typedOf } from "../model";
import { areaOf } from "../preview";
import { argumentInputs } from "./argumentInputs";
import { functionHelp } from "./functionHelp";
import { showResult } from "./result";

/** A pause in typing after which the result is worked out. */
const PAUSE_MS = 120;

export interface FunctionCard {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  /** What was typed has changed. */
  update(): void;
  /** The workbook has changed: a result that reads cells is worked out anew. */
  refresh(): void;
}

/** The result under the inputs. An answer that arrives after a newer question is dropped. */
function liveResult(pane: Pane, entry: CatalogEntry) {
  const brief = element("output", { class: "brief", "aria-live": "polite", "aria-label": "Result" });
  const full = element("div", { class: "full" });
  let asked = 0;
  let timer = 0;
  async function ask(call: Call): Promise<void> {
    const question = ++asked;
    const preview = await previewOfCall(call, pane.port).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: "waiting", message } as const;
    });
    if (question === asked) showResult(brief, full, preview, entry.returns);
  }
  function later(call: Call): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(call), PAUSE_MS);
  }
  return { brief, full, ask, later };
}

export function functionCard(pane: Pane, entry: CatalogEntry): FunctionCard {
  const { store } = pane;
  const call = () => callOfCard(entry, typedOf(store.state, entry.name));
  const inputs = argumentInputs(pane, entry);
  const result = liveResult(pane, entry);
  const formula = element("code", { class: "formula" });
  const heading = element("h2", { tabindex: -1 }, entry.name);
  const fill = (texts: readonly string[]) => store.change(fillArguments(entry.name, texts));

  const made = element("article", { class: "card", "aria-label": entry.name }, [
    button("‹ All functions", "quiet", () => store.change(closeFunction), { class: "button quiet back" }),
    heading,
    element("p", { class: "summary" }, entry.summary),
    element("code", { class: "signature" }, signatureOf(entry)),
    element("div", { class: "row" }, [
      element("h3", {}, "Inputs"),
      element("span", { class: "row" }, [
        button("Example", "quiet", () => fill(exampleArguments(entry))),
        button("Clear", "quiet", () => fill([])),
      ]),
    ]),
    element("p", { class: "note" }, "Type a value, or =B4 for a cell. Blank takes the default."),
    inputs.element,
    result.full,
    element("div", { class: "actions" }, [
      formula,
      result.brief,
      element("div", { class: "buttons" }, [
        button("Insert formula", "primary", () => void insertFormula(pane, call())),
        button("With inputs", "plain", () => void insertExample(pane, call()), {
          title: "Insert labelled inputs and below them a formula that refers to them",
        }),
        button("Copy", "plain", () => void copyFormula(pane, call())),
      ]),
    ]),
    functionHelp(entry),
  ]);

  function update(): void {
    inputs.update();
    const current = call();
    formula.textContent = current.formula;
    result.later(current);
  }

  function refresh(): void {
    const current = call();
    if (current.args.some((argument) => areaOf(argument) !== undefined)) result.later(current);
  }

  formula.textContent = call().formula;
  void result.ask(call());
  return { element: made, heading, update, refresh };
}
