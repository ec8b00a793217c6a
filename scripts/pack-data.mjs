// Checks the tables of src/data and packs them into generated/tables.js. Overlay folders lay their own rows over ours.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readCsv } from "./import/csv.mjs";
import { encodeTables } from "./import/encode.mjs";
import { withIdentity } from "./import/identity.mjs";
import { keyOf, referenceProblems, tableProblems } from "./import/validate.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const DATA_FOLDER = join(root, "src/data");
const OUTPUT_FOLDER = join(root, "generated");
const SENTENCES_SHOWN = 50;

const latest = (dates) => dates.toSorted().at(-1) ?? "";

/** Every column present, templates filled in, an overlay's blanks at their defaults. */
export function completeRow(table, { file, line, values }, isOverlay) {
  const complete = Object.fromEntries(table.columns.map(({ id }) => [id, values[id] ?? ""]));
  for (const column of table.columns) {
    if (isOverlay && complete[column.id] === "" && column.default !== undefined) {
      complete[column.id] = column.default.replace(/\{(\w+)\}/g, (_, id) => complete[id]);
    }
  }
  for (const column of table.columns) {
    if (column.template !== undefined) complete[column.id] = column.template.map((id) => complete[id]).join("|");
  }
  return { file, line, values: complete, isOverlay };
}

/** What an overlay's row replaces: for prices a seller's whole history of the model, else the row of the same key. */
function replaced(table, values) {
  if (table.name !== "prices") return keyOf(table, values);
  return `${values.provider}|${values.model_id}|${values.price_variant}`;
}

function layOver(table, base, overlay) {
  const laid = new Set(overlay.map((row) => replaced(table, row.values)));
  return [...base.filter((row) => !laid.has(replaced(table, row.values))), ...overlay];
}

/** Price rows of an overlay need not know which model stands behind a spelling. */
function identified(rows) {
  if (rows.every((row) => row.values.base_model !== "")) return rows;
  const known = withIdentity(rows.map((row) => row.values));
  return rows.map((row, i) => {
    if (row.values.base_model !== "") return row;
    const { base_model, maker, seller_rank } = known[i];
    return { ...row, values: { ...row.values, base_model, maker, seller_rank } };
  });
}

/** What every source of an overlay's row begins with, so that no reader takes it for ours. */
const OWN_SOURCE = "own data: ";

function sourced({ values, isOverlay }) {
  return isOverlay ? { ...values, source: `${OWN_SOURCE}${values.source}` } : values;
}

/**
 * The status a row has on the date of the data: an overlay read later than our tables moves that date, and what was
 * announced for a day in between has begun, what was to end has ended.
 */
export function restated(rows) {
  const dataDate = latest(rows.map((row) => row.values.as_of));
  return rows.map((row) => {
    const { status, valid_from: from, valid_to: to } = row.values;
    if (status !== "current" && status !== "scheduled") return row;
    const hasEnded = to !== "" && to <= dataDate;
    const now = hasEnded ? "historical" : from > dataDate ? "scheduled" : "current";
    return now === status ? row : { ...row, values: { ...row.values, status: now } };
  });
}

function readTable(table, folders) {
  const files = folders
    .map((folder, i) => ({ path: join(folder, `${table.name}.csv`), isOverlay: i > 0 }))
    .filter(({ path }) => existsSync(path))
    .map(({ path, isOverlay }) => ({ ...readCsv(path), isOverlay }));
  const rows = files.reduce((laid, { file, rows: read, isOverlay }) => {
    const complete = read.map((row) => completeRow(table, { ...row, file }, isOverlay));
    return isOverlay ? layOver(table, laid, complete) : complete;
  }, []);
  if (table.name !== "prices") return { table, files, rows };
  return { table, files, rows: identified(files.length > 1 ? restated(rows) : rows) };
}

/** An overlay that names no table would be ignored in silence, and a budget made with our list prices. */
function overlayProblems(overlays, tables) {
  const known = new Set(tables.map((table) => `${table.name}.csv`));
  return overlays.flatMap((folder) => {
    if (!existsSync(folder)) return [`${folder}: there is no such folder.`];
    const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    if (files.length === 0)
      return [`${folder}: the folder has no CSV file; it needs one named as ours, such as prices.csv.`];
    return files
      .filter((name) => !known.has(name))
      .map((name) => `${name}: no table has that name. Tables: ${[...known].join(", ")}.`);
  });
}

/**
 * Reads and checks the tables.
 * @param {{ dataFolder?: string, overlays?: readonly string[] }} [options]
 * @returns {{ table: { name: string }, rows: Record<string, string>[], asOf: string, ownRows: number }[]}
 * @throws an Error whose message has one sentence a line, each with file, line and column
 */
export function readTables({ dataFolder = DATA_FOLDER, overlays = [] } = {}) {
  const schema = JSON.parse(readFileSync(join(DATA_FOLDER, "schema.json"), "utf8"));
  const misplaced = overlayProblems(overlays, schema.tables);
  if (misplaced.length > 0) throw new Error(misplaced.join("\n"));
  const tables = schema.tables.map((table) => readTable(table, [dataFolder, ...overlays]));
  const present = tables.filter(({ files, table }) => files.length > 0 || !table.optional);
  const absent = present
    .filter(({ files }) => files.length === 0)
    .map(({ table }) => `${table.name}.csv: the file is missing.`);
  const problems = [...absent, ...present.flatMap(({ table, files, rows }) => tableProblems(table, files, rows))];
  if (problems.length === 0) problems.push(...referenceProblems(present));
  if (problems.length > 0) {
    const more = problems.length > SENTENCES_SHOWN ? [`… and ${problems.length - SENTENCES_SHOWN} more.`] : [];
    throw new Error([...problems.slice(0, SENTENCES_SHOWN), ...more].join("\n"));
  }
  return present.map(({ table, rows }) => ({
    table,
    rows: rows.map(sourced),
    asOf: latest(rows.map((row) => row.values.as_of)),
    ownRows: rows.filter((row) => row.isOverlay).length,
  }));
}

/** The newest as_of of a price. */
function dataDateOf(tables) {
  return tables.find(({ table }) => table.name === "prices").asOf;
}

const DECLARATIONS = `/** The packed tables; src/data/unpack.ts reads them. */
export declare const PACKED: string;
/** Names of the tables, in the order they are shown. */
export declare const TABLE_NAMES: readonly string[];
/** The date of the data, ISO: the newest as_of of a price. */
export declare const DATA_DATE: string;
/** Rows that were laid over ours by whoever built this. */
export declare const OWN_ROWS: number;
`;

/**
 * Writes generated/tables.js and tables.d.ts.
 * @param {{ outputFolder?: string, dataFolder?: string, overlays?: readonly string[] }} [options]
 */
export function packData({ outputFolder = OUTPUT_FOLDER, ...sources } = {}) {
  const tables = readTables(sources);
  const names = tables.map(({ table }) => table.name);
  const lines = [
    `export const TABLE_NAMES = Object.freeze(${JSON.stringify(names)});`,
    `export const DATA_DATE = ${JSON.stringify(dataDateOf(tables))};`,
    `export const OWN_ROWS = ${tables.reduce((sum, { ownRows }) => sum + ownRows, 0)};`,
    `export const PACKED = ${JSON.stringify(encodeTables(tables))};`,
  ];
  mkdirSync(outputFolder, { recursive: true });
  writeFileSync(join(outputFolder, "tables.js"), `${lines.join("\n")}\n`);
  writeFileSync(join(outputFolder, "tables.d.ts"), DECLARATIONS);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  packData({ overlays: process.argv.slice(2) });
}
