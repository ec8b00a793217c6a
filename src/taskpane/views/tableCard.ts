import type { Table } from "../../data/types";
import { isoText } from "../../engine/dates";
import { DomainError } from "../../engine/errors";
import { loadTable, type Pane } from "../actions";
import { button, element, fill } from "../dom";
import { closeTable, filterTable } from "../model";
import { cellsOfRow, columnsToShow, evidenceMeaning, factsOf, matchingRows, type TableFacts } from "../tables";
import { counted } from "../wording";
import type { DataCard } from "./dataCard";
import { freshnessMark } from "./freshness";

const ROWS_SHOWN = 5;

/** Filters worth a click, by table. */
const QUICK_FILTERS: Readonly<Record<string, readonly string[]>> = {
  prices: ["status=current", "status=current; provider=openai", "status=current; input_usd_per_mtok<1"],
  gpus: ["vendor=NVIDIA", "memory_gb>=80", "evidence<>recalled"],
  rents: ["accelerator_id=h100-sxm", "tier~marketplace"],
  regions: ["carbon_gco2e_per_kwh<100", "electricity_usd_per_kwh<0.1"],
  models: ["evidence=checked", "total_params_b<100"],
};

export interface TableCard extends DataCard {
  update(filter: string): void;
}

function evidenceLines({ evidence, unverified, staleRows }: TableFacts): HTMLElement {
  const words = evidence.map(({ word, rows }) => {
    return element("li", {}, [
      element("span", { class: "count" }, rows.toLocaleString("en-US")),
      element("span", {}, evidenceMeaning(word)),
    ]);
  });
  return element("section", {}, [
    element("h3", {}, "How sure it is"),
    element("ul", { class: "plain-list" }, words),
    ...(unverified > 0
      ? [element("p", { class: "note" }, 'Unverified rows carry the words "recalled (unverified)" in the sheet too.')]
      : []),
    ...(staleRows > 0
      ? [element("p", { class: "note" }, `${counted(staleRows, "row")} older than 180 days, by their own as_of.`)]
      : []),
  ]);
}

function columnLines(table: Table): HTMLElement {
  const lines = table.columns.flatMap(({ id, unit, description }) => [
    element("dt", {}, [element("code", {}, id), element("span", { class: "unit" }, unit ?? "")]),
    element("dd", {}, description),
  ]);
  return element("details", { class: "more" }, [
    element("summary", {}, counted(table.columns.length, "column")),
    element("dl", {}, lines),
  ]);
}

function shownCell(table: Table, column: number, value: unknown): string {
  if (value === null) return "";
  const isDay = table.columns[column]?.kind === "date" && typeof value === "number";
  if (isDay) return isoText(value);
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

function previewOf(table: Table, rows: readonly number[]): HTMLElement {
  const shown = rows.slice(0, ROWS_SHOWN);
  const columns = columnsToShow(table, shown);
  const heads = columns.map((column) => element("th", { scope: "col" }, table.columns[column]?.id ?? ""));
  const body = shown.map((row) => {
    const cells = cellsOfRow(table, row);
    const made = columns.map((column) => {
      const kind = table.columns[column]?.kind === "number" ? "number" : "text";
      return element("td", { class: kind }, shownCell(table, column, cells[column]));
    });
    return element("tr", {}, made);
  });
  return element("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": "First rows" }, [
    element("table", { class: "grid" }, [element("thead", {}, [element("tr", {}, heads)]), element("tbody", {}, body)]),
  ]);
}

export function tableCard(pane: Pane, table: Table): TableCard {
  const { store, port } = pane;
  const facts = factsOf(table, port.today());
  const heading = element("h2", { tabindex: -1 }, table.title);
  const box = element(
    "input",
    {
      id: "table-filter",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "all rows",
      "aria-describedby": "filter-help",
    },
    [],
    { input: () => store.change(filterTable(table.name, box.value)) },
  );
  const quick = (QUICK_FILTERS[table.name] ?? []).map((filter) =>
    button(filter, "plain", () => store.change(filterTable(table.name, filter)), { class: "button plain chip" }),
  );
  const rows = element("div", { class: "result", role: "status" });
  const load = button("Load into sheet", "primary", () => void loadTable(pane, table.name, box.value));

  const made = element("article", { class: "card", "aria-label": table.title }, [
    button("‹ All tables", "quiet", () => store.change(closeTable), { class: "button quiet back" }),
    heading,
    element("p", { class: "summary" }, table.description),
    element("p", { class: "facts" }, [
      element("span", {}, `${counted(table.rowCount, "row")}, as of ${facts.asOf}`),
      freshnessMark(facts),
    ]),
    element("div", { class: "argument" }, [
      element("label", { for: "table-filter" }, "Filter"),
      box,
      element(
        "p",
        { class: "note", id: "filter-help" },
        "column=value; also <> < <= > >= and ~ for contains, | for or.",
      ),
      element("div", { class: "chips" }, quick),
    ]),
    rows,
    element("div", { class: "actions" }, [load]),
    evidenceLines(facts),
    element("p", { class: "note" }, "Each row names its own source and day in the columns source and as_of."),
    columnLines(table),
  ]);

  function update(filter: string): void {
    if (box.value !== filter) box.value = filter;
    try {
      const found = matchingRows(table, filter);
      load.disabled = found.length === 0;
      load.textContent = `Load ${counted(found.length, "row")} into a sheet`;
      box.setAttribute("aria-invalid", "false");
      const note = found.length === 0 ? "No row meets the filter." : `The first of ${counted(found.length, "row")}:`;
      fill(rows, [element("p", { class: "note" }, note), found.length > 0 ? previewOf(table, found) : undefined]);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      load.disabled = true;
      box.setAttribute("aria-invalid", "true");
      fill(rows, [element("p", { class: "fault-text" }, error.message)]);
    }
  }

  return { element: made, heading, update };
}
