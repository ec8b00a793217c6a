import { addressOf, Refusal, type Stop } from "../../host/port";
import type { Pane } from "../actions";
import type { CursorCall } from "../check/cursorCall";
import { button, element, fill } from "../dom";
import { isInferFormula } from "../formulaTokens";
import { fillArguments, openFunction, selectTab } from "../model";

/** A pause in moving about after which the cell is looked at. */
const PAUSE_MS = 200;

export interface CursorStrip {
  readonly element: HTMLElement;
  readonly stop: Stop;
}

/** Offers the help of the function in the selected cell; takes neither the focus nor the word. */
export function cursorStrip({ store, port }: Pane): CursorStrip {
  const strip = element("section", { class: "cursor", "aria-label": "Function in the selected cell", hidden: true });
  let timer = 0;
  let asked = 0;

  async function found(): Promise<CursorCall | undefined> {
    const cell = { ...(await port.selection()), rows: 1, cols: 1 };
    const [[formula] = []] = await port.readFormulas(cell);
    if (formula === undefined || !isInferFormula(formula)) return undefined;
    const { cursorCall } = await import(/* webpackChunkName: "check" */ "../check/cursorCall");
    return cursorCall(port, cell, formula);
  }

  function open({ entry, typed }: CursorCall): void {
    store.change(selectTab("functions"));
    store.change(openFunction(entry.name, typed));
    store.change(fillArguments(entry.name, typed));
  }

  function show(call: CursorCall | undefined): void {
    strip.hidden = call === undefined;
    if (call === undefined) return;
    const { cell, entry, values } = call;
    fill(strip, [
      element("p", { class: "cursor-words", title: values }, [
        element("strong", {}, `${addressOf(cell)} ${entry.name}`),
        values === "" ? "" : ` ${values}`,
      ]),
      button("Help", "quiet", () => open(call), { "aria-label": `Help on ${entry.name} with its current arguments` }),
    ]);
  }

  async function look(): Promise<void> {
    const question = ++asked;
    const call = await found().catch((error: unknown) => {
      // A selection of several blocks, or a cell that is being typed into, has no function to speak of.
      if (!(error instanceof Refusal)) reportError(error);
      return undefined;
    });
    if (question === asked) show(call);
  }

  let isGone = false;
  let end: Stop = () => undefined;
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(), PAUSE_MS);
  };
  port.onSelection(later).then(
    (started) => {
      if (isGone) started();
      else end = started;
    },
    (error: unknown) => {
      if (!(error instanceof Refusal)) reportError(error);
    },
  );
  return {
    element: strip,
    stop: () => {
      isGone = true;
      window.clearTimeout(timer);
      end();
    },
  };
}
