import type { CellValue, Table } from "../../src/data/types";

/** A reference table of three columns, `name` being its key, as a version of the data might have it. */
export function priceList(rows: readonly (readonly CellValue[])[], asOf = "2026-01-01"): Table {
  const columns: Table["columns"] = [
    { id: "name", kind: "text", description: "what it is" },
    { id: "usd", kind: "number", unit: "USD/Mtok", description: "what it costs" },
    { id: "note", kind: "text", description: "what else" },
  ];
  return {
    name: "list",
    title: "List",
    description: "",
    asOf,
    keyColumns: ["name"],
    columns,
    rowCount: rows.length,
    columnIndex: (id) => columns.findIndex((column) => column.id === id),
    cell: (row, column) => rows[row]?.[column],
  };
}
