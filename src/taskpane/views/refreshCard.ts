import { isoText } from "../../engine/dates";
import { type PlanCell, Refusal, type Standing } from "../../host/port";
import type { Pane } from "../actions";
import { type CellDifference, isNothingToDo, relativeChange } from "../difference";
import { button, type Child, element, fill } from "../dom";
import { closeDataPage } from "../model";
import { applyRefresh, type Comparison, compared } from "../refresh";
import { cellsOfRow, dayOfTable } from "../tables";
import { counted, signedPercent } from "../wording";
import type { DataCard } from "./dataCard";

const SHOWN = 50;

function shown(cell: Standing | PlanCell, column: string): string {
  if (cell === null || cell === "") return "blank";
  if (typeof cell === "number" && /^(valid_from|valid_to|as_of)$/.test(column)) return isoText(cell);
  if (typeof cell !== "object") return typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
  return "formula" in cell ? cell.formula : cell.code;
}

function section(title: string, items: readonly Child[], note = ""): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  const more = items.length > SHOWN ? `and ${counted(items.length - SHOWN, "more")}`.replace(/s$/, "") : "";
  return element("section", { class: "changes" }, [
    element("h3", {}, title),
    note === "" ? undefined : element("p", { class: "note" }, note),
    element("ul", { class: "plain-list" }, [
      ...items.slice(0, SHOWN).map((item) => element("li", {}, [item])),
      more === "" ? undefined : element("li", { class: "note" }, more),
    ]),
  ]);
}

/** "gpt-4o — input_usd_per_mtok: 2.5 → 2 (−20 %)" */
function changeLine(change: CellDifference, verb: "becomes" | "stays"): HTMLElement {
  const share = relativeChange(change);
  const percent = share === undefined ? "" : ` (${signedPercent(share)})`;
  const before = shown(change.before, change.column);
  const after = shown(change.after, change.column);
  const values = verb === "becomes" ? `${before} → ${after}${percent}` : `${before} stays; the data says ${after}`;
  return element("span", { class: "change" }, [
    element("span", { class: "change-row" }, change.row),
    element("span", { class: "unit" }, change.column),
    element("span", { class: "change-values" }, values),
  ]);
}

function sections({ today, difference }: Comparison): Child[] {
  const { changed, added, removed, kept } = difference;
  const { table } = today;
  const keys = table.keyColumns.map((id) => table.columnIndex(id));
  const nameOf = (row: number) => {
    const cells = cellsOfRow(table, row);
    return keys
      .map((column) => shown(cells[column] ?? null, table.columns[column]?.id ?? ""))
      .slice(0, 2)
      .join(" ");
  };
  const { overrides, ownRows, deletedRows, ownColumns } = kept;
  const yours = [
    ...overrides.map((change) => changeLine(change, "stays")),
    ...ownRows.map((row) => element("span", {}, `Row ${row}`)),
    ...(deletedRows > 0 ? [element("span", {}, `${counted(deletedRows, "row")} that you deleted`)] : []),
    ...ownColumns.map((name) => element("span", {}, `Column ${name === "" ? "without a header" : name}`)),
  ];
  return [
    section(
      `Changed: ${counted(changed.length, "cell")}`,
      changed.map((change) => changeLine(change, "becomes")),
    ),
    section(`New: ${counted(added.length, "row")}`, added.map(nameOf), "They are written below the table's last row."),
    section(
      `No longer in the data: ${counted(removed.length, "row")}`,
      removed.map(({ row }) => row),
      "They are taken out; formulas that point to other rows follow.",
    ),
    section("Yours, and kept", yours),
  ];
}

function originText({ loaded, today }: Comparison): string {
  const filter = loaded.filter === "" ? "" : `, filter ${loaded.filter}`;
  const day = loaded.day === undefined ? "" : ` Loaded with data of ${isoText(loaded.day)}.`;
  return `From ${today.table.title}${filter}.${day} The data here is of ${isoText(dayOfTable(today.table))}.`;
}

function verdict(comparison: Comparison): string {
  if (isNothingToDo(comparison.difference)) return "The table is up to date: there is nothing to write.";
  const { changed, added, removed } = comparison.difference;
  const parts = [
    changed.length > 0 ? `${counted(changed.length, "cell")} would change` : "",
    added.length > 0 ? `${counted(added.length, "row")} would be added` : "",
    removed.length > 0 ? `${counted(removed.length, "row")} would go` : "",
  ].filter((part) => part !== "");
  return `${parts.join(", ")}. Nothing is written yet.`;
}

/** A loaded table beside the data of today: what would change, what stays, Apply and Cancel. */
export function refreshCard(pane: Pane, tableName: string): DataCard {
  const { store, port } = pane;
  const heading = element("h2", { tabindex: -1 }, `Refresh ${tableName}`);
  const origin = element("p", { class: "summary" });
  const status = element("p", { class: "verdict", role: "status" }, "Comparing …");
  const body = element("div");
  const close = () => store.change(closeDataPage);
  const cancel = button("Cancel", "plain", close);
  const apply = button("Apply", "primary", () => void write());
  apply.disabled = true;
  let comparison: Comparison | undefined;

  function show(next: Comparison): void {
    comparison = next;
    origin.textContent = originText(next);
    const note =
      next.loaded.noteId === undefined
        ? " This workbook has no note of what was loaded, so cells that differ are taken for yours."
        : "";
    status.textContent = verdict(next) + note;
    apply.disabled = isNothingToDo(next.difference);
    apply.hidden = apply.disabled;
    cancel.textContent = apply.disabled ? "Back" : "Cancel";
    fill(body, sections(next));
  }

  async function compare(): Promise<void> {
    try {
      show(await compared(port, tableName));
    } catch (error) {
      apply.disabled = true;
      status.textContent = error instanceof Error ? error.message : String(error);
      if (!(error instanceof Refusal)) reportError(error);
    }
  }

  async function write(): Promise<void> {
    if (comparison === undefined) return;
    await applyRefresh(pane, comparison);
    await compare();
    if (apply.hidden) cancel.focus();
  }

  void compare();
  return {
    element: element("article", { class: "card", "aria-label": `Refresh ${tableName}` }, [
      button("‹ All tables", "quiet", close, { class: "button quiet back" }),
      heading,
      origin,
      status,
      body,
      element("div", { class: "actions" }, [element("div", { class: "buttons" }, [apply, cancel])]),
    ]),
    heading,
  };
}
