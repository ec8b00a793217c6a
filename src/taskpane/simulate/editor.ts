import { riskModels } from "../../data";
import type { DistributionKind } from "../../engine/risk/distributions";
import { referenceOf } from "../../host/port";
import { button, element, fill } from "../dom";
import type { SimulateActions } from "./actions";
import { type DriverRow, KINDS, NUMBER_LABELS } from "./driverRows";
import {
  addRow,
  editRow,
  removeRow,
  type SimulateState,
  typeDrivers,
  typeModel,
  typeNumber,
  typeSetting,
} from "./state";

export interface Editor {
  readonly element: HTMLElement;
  update(state: SimulateState, before: SimulateState): void;
}

/** The inputs of a simulation: where to start from, the model, the drivers, the settings. */
export function simulationEditor(actions: SimulateActions): Editor {
  const parts = [subjectPart(actions), driversPart(actions), settingsPart(actions)];
  return {
    element: element(
      "div",
      { class: "simulation-inputs" },
      parts.map((part) => part.element),
    ),
    update(state, before) {
      for (const part of parts) part.update(state, before);
    },
  };
}

function subjectPart(actions: SimulateActions): Editor {
  const { store } = actions;
  const models = riskModels();
  const options = models.map(({ id, name }) => element("option", { value: id }, name));
  const choice = element(
    "select",
    { id: "simulation-start" },
    [element("option", { value: "" }, "Start from a model …"), ...options],
    {
      change: () => {
        const model = models.find(({ id }) => id === choice.value);
        choice.value = "";
        if (model) actions.startFrom(model);
      },
    },
  );
  const model = element(
    "textarea",
    { id: "simulation-model", rows: 2, spellcheck: "false", "aria-describedby": "simulation-model-note" },
    [],
    { input: () => store.change(typeModel(model.value)) },
  );
  const note = element("p", { class: "note", id: "simulation-model-note" });
  const made = element("div", { class: "simulation-part" }, [
    element("div", { class: "start-choices" }, [
      element("label", { for: "simulation-start", class: "unseen" }, "Start from a model"),
      choice,
      button("This cell", "plain", () => void actions.useCell("direct"), {
        title: "Simulate the formula of the selected cell: its input cells become drivers",
      }),
    ]),
    element("label", { for: "simulation-model", class: "caption" }, "Model"),
    model,
    note,
  ]);
  const update = ({ model: text, modelOrigin }: SimulateState): void => {
    if (model.value !== text) model.value = text;
    note.textContent =
      modelOrigin === ""
        ? "A formula over the drivers below; INFER functions may stand in it."
        : `The formula of ${modelOrigin}, with its input cells as drivers.`;
  };
  update(store.state);
  return { element: made, update };
}

function driversPart(actions: SimulateActions): Editor {
  const { store } = actions;
  const list = element("ul", { class: "drivers", "aria-label": "Drivers" });
  const add = button("Add driver", "quiet", () => {
    store.change(addRow);
    list.querySelector<HTMLElement>("li:last-child input")?.focus();
  });
  const down = button("Down to typed cells", "quiet", () => void actions.useCell("typed"), {
    title: "Follow calculated inputs to the cells that were typed",
  });
  const cells = element("p", { class: "note" });
  const edit = button("Type them here", "quiet", () => store.change(typeDrivers));
  const made = element("div", { class: "simulation-part" }, [
    element("div", { class: "row" }, [
      element("h2", { class: "part-title" }, "Drivers"),
      button("Use selection", "quiet", () => void actions.useSelection(), {
        title: "Read the drivers from the selected cells: name, distribution, p1, p2, p3",
      }),
    ]),
    cells,
    list,
    element("div", { class: "row start" }, [add, down, edit]),
  ]);
  let shown: readonly DriverRow[] = [];
  function update({ source, rows }: SimulateState): void {
    const isTyped = source.kind === "typed";
    cells.hidden = isTyped;
    cells.textContent = isTyped ? "" : `Read from ${referenceOf(source.area)} when the simulation starts.`;
    list.hidden = !isTyped;
    add.hidden = !isTyped;
    edit.hidden = isTyped;
    down.hidden = !isTyped || !rows.some(({ origin }) => origin?.isCalculated === true);
    const isSameShape =
      rows.length === shown.length &&
      rows.every(({ distribution, origin }, index) => {
        return distribution === shown[index]?.distribution && origin === shown[index]?.origin;
      });
    if (isSameShape) for (const [index, row] of rows.entries()) showRow(list.children[index], row);
    else redraw(rows);
    shown = rows;
  }
  /** Rows of another shape are made anew; a row that keeps its place keeps the focus. */
  function redraw(rows: readonly DriverRow[]): void {
    const focused = document.activeElement?.id;
    fill(
      list,
      rows.map((row, place) => driverItem(actions, row, place)),
    );
    if (focused !== undefined && focused !== "") list.querySelector<HTMLElement>(`#${focused}`)?.focus();
  }
  update(store.state);
  return { element: made, update };
}

function showRow(item: Element | undefined, { name, numbers }: DriverRow): void {
  const inputs = item?.querySelectorAll("input") ?? [];
  for (const [index, text] of [name, ...numbers].entries()) {
    const input = inputs[index];
    if (input && input.value !== text) input.value = text;
  }
}

function driverItem({ store }: SimulateActions, row: DriverRow, place: number): HTMLElement {
  const called = `driver ${place + 1}`;
  const text = (value: string, label: string, id: string, put: (typed: string) => void) => {
    const attributes = { id, type: "text", value, autocomplete: "off", spellcheck: "false", "aria-label": label };
    const input = element("input", attributes, [], { input: () => put(input.value) });
    return input;
  };
  const kind = element(
    "select",
    { id: `driver-${place}-distribution`, "aria-label": `Distribution of ${called}` },
    KINDS.map((each) => element("option", { value: each, selected: each === row.distribution }, each)),
    { change: () => store.change(editRow(place, { distribution: kind.value as DistributionKind })) },
  );
  const numbers = NUMBER_LABELS[row.distribution].map((label, index) =>
    element("label", { class: "driver-number" }, [
      element("span", {}, label),
      text(row.numbers[index] ?? "", `${label} of ${called}`, `driver-${place}-${index}`, (typed) =>
        store.change(typeNumber(place, index, typed)),
      ),
    ]),
  );
  return element("li", { class: "driver" }, [
    text(row.name, `Name of ${called}`, `driver-${place}-name`, (name) => store.change(editRow(place, { name }))),
    kind,
    button("×", "quiet", () => store.change(removeRow(place)), { "aria-label": `Remove ${called}` }),
    element("div", { class: "driver-numbers" }, numbers),
    row.origin && element("p", { class: "note" }, originWords(row.origin)),
  ]);
}

function originWords({ reference, value, isCalculated }: NonNullable<DriverRow["origin"]>): string {
  const shown = value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
  return isCalculated ? `${reference} = ${shown}, calculated there` : `${reference} = ${shown}`;
}

const SETTINGS = [
  { setting: "trials", label: "Trials", hint: "10,000" },
  { setting: "seed", label: "Seed", hint: "1" },
  { setting: "budget", label: "Budget", hint: "none" },
  { setting: "unit", label: "Unit of the result", hint: "USD/month" },
] as const;

function settingsPart({ store }: SimulateActions): Editor {
  const inputs = SETTINGS.map(({ setting, label, hint }) => {
    const id = `simulation-${setting}`;
    const attributes = { id, type: "text", autocomplete: "off", spellcheck: "false", placeholder: hint };
    const input = element("input", attributes, [], { input: () => store.change(typeSetting(setting, input.value)) });
    const made = element("div", {}, [element("label", { for: id, class: "caption" }, label), input]);
    return { setting, input, made };
  });
  const update = (state: SimulateState): void => {
    for (const { setting, input } of inputs) if (input.value !== state[setting]) input.value = state[setting];
  };
  update(store.state);
  return {
    element: element(
      "div",
      { class: "simulation-part settings" },
      inputs.map(({ made }) => made),
    ),
    update,
  };
}
