import type { Pane } from "../actions";
import { button, element } from "../dom";
import { Store } from "../store";
import type { View } from "../views/view";
import { SimulateActions } from "./actions";
import { simulationEditor } from "./editor";
import { outcomePage } from "./outcomePage";
import { EXAMPLE, leaveRun, type SimulateState } from "./state";
import { workerSimulator } from "./worker";

/** The tab Simulate: inputs first, then the page of the run. */
export function simulateView(pane: Pane): View {
  const store = new Store<SimulateState>(EXAMPLE);
  const actions = new SimulateActions(pane, store, workerSimulator());
  const editor = simulationEditor(actions);
  const run = button("Run", "primary", () => void actions.run());
  const inputs = element("div", { class: "card" }, [
    editor.element,
    element("div", { class: "actions" }, [element("div", { class: "buttons" }, [run])]),
  ]);
  const outcome = outcomePage(actions);
  const made = element("div", { class: "simulate" }, [inputs, outcome.element], {
    keydown: (event) => {
      const { kind } = store.state.run;
      if (event.key !== "Escape" || event.defaultPrevented || kind === "none") return;
      event.preventDefault();
      if (kind === "running") actions.cancel();
      else store.change(leaveRun);
    },
  });

  function show(state: SimulateState, before: SimulateState): void {
    const isAtInputs = state.run.kind === "none";
    inputs.hidden = !isAtInputs;
    outcome.element.hidden = isAtInputs;
    editor.update(state, before);
    outcome.update(state, before);
    if (state.run.kind === before.run.kind) return;
    made.closest(".panel")?.scrollTo(0, 0);
    if (isAtInputs) run.focus();
    else outcome.heading.focus();
  }

  show(store.state, store.state);
  store.watch(show);
  return { element: made, update: () => undefined };
}
