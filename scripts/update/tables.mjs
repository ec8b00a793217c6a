// The tables as they stand, new rows from a folder in our schema, and proposals laid into the tables when asked.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCsv, writeCsv } from "../import/csv.mjs";
import { withIdentity } from "../import/identity.mjs";
import { byKey, PRICE_ORDER } from "../import/prices.mjs";
import { completeRow, readTables, restated } from "../pack-data.mjs";
import { Failure, ROOT } from "../project.mjs";
import { keyOfPrice } from "./compare.mjs";

export const DATA_FOLDER = path.join(ROOT, "src", "data");
const { tables: TABLES } = JSON.parse(readFileSync(path.join(DATA_FOLDER, "schema.json"), "utf8"));
const PROPOSAL_COLUMNS = ["change", "closes"];

const fileOf = (folder, name) => path.join(folder, `${name}.csv`);
const idsOf = (table) => table.columns.filter(({ template }) => template === undefined).map(({ id }) => id);

/** @returns the entry of schema.json */
export function tableNamed(name) {
  return TABLES.find((table) => table.name === name);
}

/** Rows of a table of ours, every column present. */
export function presentRows(name, dataFolder = DATA_FOLDER) {
  const { file, rows } = readCsv(fileOf(dataFolder, name));
  return rows.map((row) => completeRow(tableNamed(name), { ...row, file }, false).values);
}

/**
 * The rows of a folder of CSV files in our schema, blanks at their defaults.
 * @returns {Map<string, Record<string, string>[]>} by table
 */
export function rowsFromFolder(folder) {
  if (!existsSync(folder)) throw new Failure(`${folder}: there is no such folder.`);
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  if (names.length === 0)
    throw new Failure(`${folder} has no CSV file; it needs one named as ours, such as prices.csv.`);
  const entries = names.sort().map((file) => {
    const name = file.replace(/\.csv$/, "");
    const table = tableNamed(name);
    if (table === undefined) {
      throw new Failure(`${file}: no table has that name. Tables: ${TABLES.map((entry) => entry.name).join(", ")}.`);
    }
    const { header, rows } = readCsv(path.join(folder, file));
    const unknown = header.filter((id) => !idsOf(table).includes(id));
    if (unknown.length > 0) throw new Failure(`${file}, line 1: unknown column "${unknown[0]}".`);
    return [name, rows.map((row) => completeRow(table, { ...row, file }, true).values)];
  });
  return new Map(entries);
}

/** Writes what is proposed for a table: what happens, which row it closes, then the row in our columns. */
export function writeProposal(folder, name, proposals) {
  const ids = [...PROPOSAL_COLUMNS, ...idsOf(tableNamed(name))];
  writeCsv(
    fileOf(folder, name),
    ids,
    proposals.map(({ row, ...rest }) => ({ ...rest, ...row })),
  );
}

/** @returns {Map<string, {change: string, closes: string, row: Record<string, string>}[]>} by table */
export function readProposals(folder) {
  if (!existsSync(folder)) throw new Failure(`${folder} does not exist: make a proposal first, without --apply.`);
  const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return new Map(
    names.sort().map((file) => {
      const { rows } = readCsv(path.join(folder, file));
      return [
        file.replace(/\.csv$/, ""),
        rows.map(({ values: { change, closes, ...row } }) => ({ change, closes, row })),
      ];
    }),
  );
}

/** The rows of a table with proposals in it: rows that are closed get their last day, nothing else of them changes. */
export function withProposals(name, present, proposals) {
  const added = proposals.map(({ row }) => row);
  if (name !== "prices") return [...present, ...added];
  const ends = new Map();
  for (const { closes, row } of proposals.filter((entry) => entry.closes !== "")) {
    const known = ends.get(closes);
    if (known === undefined || row.valid_from < known) ends.set(closes, row.valid_from);
  }
  const keys = new Map(present.map((row) => [keyOfPrice(row), row]));
  for (const key of ends.keys()) {
    if (keys.get(key) === undefined) throw new Failure(`The proposal closes ${key}, which is not in prices.csv.`);
    if (keys.get(key).valid_to !== "") throw new Failure(`The proposal closes ${key}, which has ended already.`);
  }
  const closed = present.map((row) => ({ ...row, valid_to: ends.get(keyOfPrice(row)) ?? row.valid_to }));
  const rows = restated([...closed, ...added].map((values) => ({ values }))).map(({ values }) => values);
  // A closed row whose price was not confirmed lately is history like any other.
  const dataDate = rows
    .map((row) => row.as_of)
    .toSorted()
    .at(-1);
  const ended = (row) => ends.has(keyOfPrice(row)) && row.valid_to <= dataDate;
  return withIdentity(rows.map((row) => (ended(row) ? { ...row, status: "historical" } : row))).sort(
    byKey(PRICE_ORDER),
  );
}

/**
 * Lays proposals into the tables, after the tables with them in place have passed every check.
 * @param {string} proposalFolder @param {string} [dataFolder]
 * @returns {{name: string, added: number, closed: number}[]}
 */
export function applyProposals(proposalFolder, dataFolder = DATA_FOLDER) {
  const trial = mkdtempSync(path.join(tmpdir(), "infer-data-update-"));
  try {
    cpSync(dataFolder, trial, { recursive: true, filter: (place) => place === dataFolder || place.endsWith(".csv") });
    const applied = [];
    for (const [name, proposals] of readProposals(proposalFolder)) {
      const rows = withProposals(name, presentRows(name, dataFolder), proposals);
      writeCsv(fileOf(trial, name), idsOf(tableNamed(name)), rows);
      applied.push({
        name,
        added: proposals.length,
        closed: new Set(proposals.map(({ closes }) => closes).filter(Boolean)).size,
      });
    }
    try {
      readTables({ dataFolder: trial });
    } catch (error) {
      throw new Failure(
        `Nothing was changed; with the proposal in them the tables are not in order:\n${error.message}`,
      );
    }
    for (const { name } of applied) cpSync(fileOf(trial, name), fileOf(dataFolder, name));
    return applied;
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}
