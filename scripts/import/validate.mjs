// What a table must satisfy before it is packed. Every finding is a sentence with file, line and column.
import { sourceStatus } from "./wording.mjs";

const ISO_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether an ISO date, possibly only a month or year, exists in the calendar. */
export function isCalendarDate(text, precise = false) {
  const match = ISO_DATE.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match;
  if (precise && day === undefined) return false;
  if (month === undefined) return true;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return date.toISOString().startsWith(text);
}

function numberProblem(column, text) {
  const value = Number(text);
  const unit = column.unit ?? "number";
  if (text.trim() === "" || !Number.isFinite(value)) {
    return `"${text}" is not a number. Write ${unit} as 1234.5, or leave the cell empty for unknown.`;
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = column;
  if (value < min || value > max) return `${text} ${unit} is not plausible: expected ${min} to ${max}.`;
  return undefined;
}

function cellProblem(column, text) {
  if (text === "") return column.required ? "the cell is empty; it must have a value." : undefined;
  if (/[\t\r\n]/.test(text)) return "the cell holds a tab or a line break.";
  if (column.values && !column.values.includes(text)) return `"${text}" is none of ${column.values.join(", ")}.`;
  if (column.kind === "number") return numberProblem(column, text);
  if (column.kind === "boolean" && text !== "true" && text !== "false") return `"${text}" is neither true nor false.`;
  if (column.kind === "date" && !isCalendarDate(text, column.precise)) {
    return `"${text}" is not a date. Write 2026-11-20${column.precise ? "" : ", 2026-11 or 2026"}.`;
  }
  return undefined;
}

function headerProblems(table, { file, header }) {
  const ids = table.columns.filter((column) => column.template === undefined).map((column) => column.id);
  const unknown = header.filter((id) => !ids.includes(id)).map((id) => `${file}, line 1: unknown column "${id}".`);
  const doubled = header.filter((id, i) => header.indexOf(id) !== i).map((id) => `${file}, line 1: "${id}" twice.`);
  const missing = table.columns
    .filter((column) => column.required && column.template === undefined && column.default === undefined)
    .filter((column) => !column.derived)
    .filter((column) => !header.includes(column.id))
    .map((column) => `${file}, line 1: the column "${column.id}" is missing.`);
  return [...unknown, ...doubled, ...missing];
}

function rowProblems(table, { file, line, values }) {
  const problems = [];
  for (const column of table.columns) {
    const problem = cellProblem(column, values[column.id] ?? "");
    if (problem !== undefined) problems.push(`${file}, line ${line}, ${column.id}: ${problem}`);
  }
  const expected = sourceStatus({ evidence: values.evidence, source: values.source, kind: values.source_status });
  if (expected !== values.source_status) {
    const why = `evidence ${values.evidence} from "${values.source}" makes it ${expected}`;
    problems.push(`${file}, line ${line}, source_status: "${values.source_status}" is wrong; ${why}.`);
  }
  return problems;
}

/** The row's name: its key columns joined with "|". */
export function keyOf(table, values) {
  return table.key.map((id) => values[id]).join("|");
}

function keyProblems(table, rows) {
  const seen = new Map();
  const problems = [];
  for (const row of rows) {
    const key = keyOf(table, row.values);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else {
      const where = `${row.file}, line ${row.line}, ${table.key.join("+")}`;
      problems.push(`${where}: "${key}" is there already, in ${first.file}, line ${first.line}.`);
    }
  }
  return problems;
}

/** Validity is half open; ISO dates of one length compare as text. */
function periodProblems(rows) {
  const byOffer = new Map();
  for (const row of rows) {
    const { provider, model_id, price_variant } = row.values;
    const offer = `${provider}/${model_id} ${price_variant}`;
    byOffer.set(offer, [...(byOffer.get(offer) ?? []), row]);
  }
  const problems = [];
  for (const [offer, offers] of byOffer) {
    const sorted = offers.toSorted((a, b) => (a.values.valid_from < b.values.valid_from ? -1 : 1));
    for (const [i, { file, line, values }] of sorted.entries()) {
      if (values.valid_to !== "" && values.valid_to <= values.valid_from) {
        problems.push(`${file}, line ${line}, valid_to: ${values.valid_to} is not after ${values.valid_from}.`);
      }
      const next = sorted[i + 1];
      if (next !== undefined && (values.valid_to === "" || values.valid_to > next.values.valid_from)) {
        const until = values.valid_to === "" ? "without end" : `until ${values.valid_to}`;
        const where = `${next.file}, line ${next.line}, valid_from`;
        problems.push(`${where}: ${offer} from ${next.values.valid_from} overlaps line ${line}, which holds ${until}.`);
      }
    }
  }
  return problems;
}

/** A price said to hold must hold on the data's day, a scheduled one must begin after it. */
function statusProblems(rows) {
  const dataDate = rows
    .map((row) => row.values.as_of)
    .toSorted()
    .at(-1);
  return rows.flatMap(({ file, line, values }) => {
    const { status, valid_from: from, valid_to: to } = values;
    if (status === "scheduled" && from <= dataDate) {
      return [`${file}, line ${line}, status: scheduled, but it began on ${from}, not after the data's ${dataDate}.`];
    }
    if (status === "current" && (from > dataDate || (to !== "" && to <= dataDate))) {
      return [`${file}, line ${line}, status: current, but it does not hold on ${dataDate}, the date of the data.`];
    }
    return [];
  });
}

/**
 * Everything wrong with one table.
 * @param {object} table its entry in schema.json
 * @param {{ file: string, header: string[] }[]} files
 * @param {{ file: string, line: number, values: Record<string, string> }[]} rows
 * @returns {string[]}
 */
export function tableProblems(table, files, rows) {
  const headers = files.flatMap((file) => headerProblems(table, file));
  if (headers.length > 0) return headers;
  const cells = rows.flatMap((row) => rowProblems(table, row));
  const periods =
    table.name === "prices" && cells.length === 0 ? [...periodProblems(rows), ...statusProblems(rows)] : [];
  return [...cells, ...keyProblems(table, rows), ...periods];
}

/** Ids that point nowhere: `references` in the schema is "table.column". */
export function referenceProblems(tables) {
  return tables.flatMap(({ table, rows }) =>
    table.columns
      .filter((column) => column.references !== undefined)
      .flatMap((column) => {
        const [name, id] = column.references.split(".");
        const known = new Set(tables.find((entry) => entry.table.name === name).rows.map((row) => row.values[id]));
        return rows
          .filter((row) => !known.has(row.values[column.id]))
          .map((row) => {
            const where = `${row.file}, line ${row.line}, ${column.id}`;
            return `${where}: "${row.values[column.id]}" is not an id of the table ${name}.`;
          });
      }),
  );
}
