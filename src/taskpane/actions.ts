import type { CatalogEntry } from "../catalog/types";
import { tableByName } from "../data";
import type { Table } from "../data/types";
import { type Area, Refusal, referenceOf, type WorkbookPort } from "../host/port";
import { callOf, formulaPart, type Given, given, placesOf } from "./arguments";
import { recordOfRows } from "./difference";
import { type Example, examplePlan } from "./exampleBlock";
import { localFormula } from "./formulaText";
import { noteLoaded } from "./loadedTables";
import { begin, finish, type Notice, type PaneState } from "./model";
import { type Preview, previewOf } from "./preview";
import type { Store } from "./store";
import { dayOfTable, matchingRows, OWN_TABLE_USES, sheetTableName, sheetTitle, tablePlan } from "./tables";
import { counted } from "./wording";

/** Everything a view needs to act: the state and the workbook. */
export interface Pane {
  readonly store: Store<PaneState>;
  readonly port: WorkbookPort;
}

/** A card's call: its arguments as given, and the formula they make. */
export interface Call {
  readonly entry: CatalogEntry;
  readonly typed: readonly string[];
  readonly args: readonly Given[];
  readonly formula: string;
}

export function callOfCard(entry: CatalogEntry, typed: readonly string[]): Call {
  const places = placesOf(entry, typed);
  const args = places.map((place, index) => given(place, typed[index] ?? ""));
  const formula = callOf(
    entry.name,
    args.map((argument, index) => formulaPart(argument, typed[index] ?? "")),
  );
  return { entry, typed, args, formula };
}

export function previewOfCall({ entry, args }: Call, port: WorkbookPort): Promise<Preview> {
  return previewOf(entry.name, args, (area) => port.read(area));
}

/** Resolves when what the state says is on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

/**
 * Runs an action and says how it ended. `busy` is said meanwhile; an action too short for that has none. A refusal is
 * the workbook's sentence; anything else is a fault of ours.
 */
export async function perform({ store }: Pane, action: () => Promise<string>, busy = ""): Promise<void> {
  if (store.state.busy !== undefined) return;
  store.change(begin(busy));
  if (busy !== "") await painted();
  store.change(finish(await outcomeOf(action)));
}

async function outcomeOf(action: () => Promise<string>): Promise<Notice> {
  try {
    return { kind: "done", text: await action() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: "problem", text: error.message };
    reportError(error);
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "problem", text: `This is a fault in INFER, not in your input: ${reason}` };
  }
}

function refuseFaulty({ args }: Call): void {
  const faulty = args.find((argument) => argument.kind === "faulty");
  if (faulty?.kind === "faulty") throw new Refusal(faulty.message);
}

/** How many cells the answer takes; one where it cannot be known before. */
async function sizeOf(call: Call, port: WorkbookPort): Promise<{ readonly rows: number; readonly cols: number }> {
  const preview = await previewOfCall(call, port);
  if (preview.kind === "waiting") return { rows: 1, cols: 1 };
  return { rows: preview.cells.length, cols: preview.cells[0]?.length ?? 1 };
}

async function corner(port: WorkbookPort): Promise<Area> {
  return { ...(await port.selection()), rows: 1, cols: 1 };
}

export function insertFormula(pane: Pane, call: Call): Promise<void> {
  const { port } = pane;
  return perform(pane, async () => {
    refuseFaulty(call);
    const needed = { ...(await corner(port)), ...(await sizeOf(call, port)) };
    if (!(await port.isEmpty(needed))) {
      const cells = needed.rows * needed.cols === 1 ? "is" : "are";
      throw new Refusal(`${referenceOf(needed)} ${cells} needed for the result and not empty. Select an empty cell.`);
    }
    return `Inserted in ${referenceOf(await port.insertFormula(call.formula))}.`;
  });
}

/** Labelled inputs and a formula over them, at the selection if there is room, else on a sheet of their own. */
export function insertExample(pane: Pane, call: Call): Promise<void> {
  const { port } = pane;
  return perform(pane, async () => {
    refuseFaulty(call);
    const example: Example = { ...call, ...(await sizeOf(call, port)) };
    const here = examplePlan(example, await corner(port));
    if (await port.isEmpty(here.needs)) {
      await port.apply(here.plan);
      return `Inserted in ${referenceOf(here.needs)}. Change a yellow cell and the result follows.`;
    }
    const [sheet = ""] = (await port.freeNames({ sheets: [`${call.entry.name} example`] })).sheets;
    const { plan } = examplePlan(example, { sheet, row: 0, col: 0, rows: 1, cols: 1 });
    await port.apply({ ...plan, sheets: [{ name: sheet, columnWidths: [180, 150, 140] }] });
    return `${referenceOf(here.needs)} is not empty, so the example is on the new sheet "${sheet}".`;
  });
}

export function copyFormula(pane: Pane, call: Call): Promise<void> {
  return perform(pane, async () => {
    refuseFaulty(call);
    const local = localFormula(call.formula, await pane.port.separators());
    if (local === undefined) {
      throw new Refusal("A list in braces is written differently in your language: use Insert formula instead.");
    }
    try {
      await navigator.clipboard.writeText(local);
    } catch (error) {
      // Some hosts keep pages from the clipboard; the formula above can be selected by hand.
      const reason = error instanceof Error ? error.message : String(error);
      throw new Refusal(`The clipboard is closed to this page (${reason}). Select the formula above and copy it.`);
    }
    return `Copied ${local}`;
  });
}

/** The selected cells as one types them into an argument: "=Inputs!B5". */
export async function useSelection(pane: Pane, put: (text: string) => void): Promise<void> {
  await perform(pane, async () => {
    const reference = referenceOf(await pane.port.selection());
    put(`=${reference}`);
    return `Uses ${reference}.`;
  });
}

export function tableNamed(name: string): Table {
  const table = tableByName(name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}

export function loadTable(pane: Pane, name: string, filter: string): Promise<void> {
  const { port } = pane;
  const load = async (): Promise<string> => {
    const table = tableNamed(name);
    const rows = matchingRows(table, filter);
    if (rows.length === 0) throw new Refusal("No row meets the filter, so there is nothing to load.");
    const names = await port.freeNames({ sheets: [sheetTitle(name)], tables: [sheetTableName(name)] });
    const [sheet = ""] = names.sheets;
    const [tableName = ""] = names.tables;
    await port.apply(tablePlan({ table, rows, sheet, tableName }));
    const note = { name: tableName, from: name, filter, day: dayOfTable(table) };
    await noteLoaded(port, note, recordOfRows({ table, rows }));
    const use = OWN_TABLE_USES[name]?.replace("{table}", tableName);
    const loaded = `Loaded ${counted(rows.length, "row")} as the table ${tableName} on the sheet "${sheet}".`;
    return use === undefined ? loaded : `${loaded} Use it in a formula: ${use}`;
  };
  return perform(pane, load, "Loading the table");
}
