import { DomainError } from "../engine/errors";
import { Refusal, standing, type WorkbookPort } from "../host/port";
import { type Pane, perform, tableNamed } from "./actions";
import {
  type Difference,
  differenceOf,
  fittingRecord,
  type InSheet,
  missingKeys,
  recordOfRows,
  refreshing,
  type Today,
} from "./difference";
import { type LoadedTable, loadedTables, noteLoaded, recordsOfTable } from "./loadedTables";
import { dayOfTable, matchingRows } from "./tables";
import { counted } from "./wording";

/** A loaded table beside the data of today. */
export interface Comparison {
  readonly loaded: LoadedTable;
  readonly sheet: InSheet;
  readonly today: Today;
  readonly difference: Difference;
}

async function inSheet(port: WorkbookPort, { table }: LoadedTable): Promise<InSheet> {
  const [values, formulas] = await Promise.all([port.read(table.area), port.readFormulas(table.area)]);
  return { ...table, cells: standing(values, formulas) };
}

/** Compares a table of the workbook with the reference table it came from. Refuses with a sentence what it cannot. */
export async function compared(port: WorkbookPort, tableName: string): Promise<Comparison> {
  const loaded = (await loadedTables(port)).find(({ table }) => table.name === tableName);
  if (loaded === undefined) throw new Refusal(`The workbook has no loaded table ${tableName} any more.`);
  const table = tableNamed(loaded.from);
  const today = { table, rows: rowsOf(loaded) };
  const sheet = await inSheet(port, loaded);
  const missing = missingKeys(sheet, table);
  if (missing.length > 0) {
    const columns = missing.length === 1 ? "column" : "columns";
    throw new Refusal(
      `${tableName} has lost the ${columns} ${missing.join(", ")}, so its rows cannot be told apart. Load the table anew.`,
    );
  }
  const record = fittingRecord(sheet, table, await recordsOfTable(port, loaded));
  return { loaded, sheet, today, difference: differenceOf(sheet, today, record) };
}

function rowsOf({ from, filter }: LoadedTable): readonly number[] {
  try {
    const rows = matchingRows(tableNamed(from), filter);
    if (rows.length === 0) throw new Refusal("No row of the data meets the filter of this table any more.");
    return rows;
  } catch (error) {
    if (error instanceof DomainError) throw new Refusal(`The filter of this table no longer fits: ${error.message}`);
    throw error;
  }
}

/** "2 cells changed, 3 rows added" */
function outcome({ changed, added, removed }: Difference): string {
  const parts = [
    [changed.length, "cell", "changed"],
    [added.length, "row", "added"],
    [removed.length, "row", "removed"],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  return said.map(([count, noun, verb]) => `${counted(count, noun)} ${verb}`).join(", ");
}

/** Writes what the comparison shows, all in one step, and notes what the table holds from now on. */
export function applyRefresh(pane: Pane, { loaded, sheet, today, difference }: Comparison): Promise<void> {
  const { port } = pane;
  const { from, filter } = loaded;
  const apply = async (): Promise<string> => {
    const { changes, tables } = refreshing(sheet, today, difference);
    await port.replace(changes, tables);
    await noteLoaded(
      port,
      { name: sheet.name, from, filter, day: dayOfTable(today.table) },
      recordOfRows(today),
      loaded.noteId,
    );
    return `Refreshed ${sheet.name}: ${outcome(difference)}.`;
  };
  return perform(pane, apply, "Refreshing the table");
}
