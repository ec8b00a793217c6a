import { type Child, element } from "../dom";

/** A labelled control, with a note below it where there is one. */
export function field(label: string, control: HTMLElement, note = ""): HTMLElement {
  const noteId = `${control.id}-note`;
  if (note !== "") control.setAttribute("aria-describedby", noteId);
  return element("div", { class: "argument" }, [
    element("label", { for: control.id }, label),
    control,
    note === "" ? undefined : element("p", { class: "note", id: noteId }, note),
  ]);
}

export function select(
  id: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
  onChoice: (value: string) => void,
): HTMLSelectElement {
  const made = element(
    "select",
    { id },
    options.map(([value, label]) => element("option", { value, selected: value === chosen }, label)),
    { change: () => onChoice(made.value) },
  );
  return made;
}

export function input(id: string, value: string, onInput: (value: string) => void): HTMLInputElement {
  const made = element("input", { id, type: "text", autocomplete: "off", spellcheck: "false", value }, [], {
    input: () => onInput(made.value),
  });
  return made;
}

/** A table that scrolls within the pane. */
export function scrollingTable(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): HTMLElement {
  const head = element(
    "tr",
    {},
    heads.map((text): Child => element("th", { scope: "col" }, text)),
  );
  const body = rows.map((row) => {
    const cells = row.map((cell) =>
      element("td", { class: typeof cell === "number" ? "number" : "text" }, String(cell)),
    );
    return element("tr", {}, cells);
  });
  return element("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": label }, [
    element("table", { class: "grid" }, [element("thead", {}, [head]), element("tbody", {}, body)]),
  ]);
}
