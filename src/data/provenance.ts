/** Where a value comes from, read from the columns of its own row. */
import type { CellValue, Evidence, Provenance, SourceStatus } from "./types";
import { isoOfSerial, type UnpackedTable } from "./unpack";

/** Sources that are known by a name rather than by an address. */
const ADDRESS_OF_NAME: readonly (readonly [RegExp, string])[] = [
  [/genai-prices/, "https://github.com/pydantic/genai-prices"],
  [/llm-prices/, "https://github.com/simonw/llm-prices"],
  [/litellm/i, "https://github.com/BerriAI/litellm"],
  [/MLPerf Inference (v\d\.\d)/, "https://mlcommons.org/benchmarks/inference-datacenter/"],
  [/EcoLogits/, "https://ecologits.ai"],
  [/InferenceX/, "https://github.com/SemiAnalysisAI/InferenceX-app"],
  [/aiconfigurator/, "https://github.com/ai-dynamo/aiconfigurator"],
];
const WRITTEN = /https?:\/\/[^\s);,]+/;
const REPOSITORY = /(?:github |\(|^)([A-Za-z][\w-]+\/[A-Za-z][\w.-]+)(?=[ @,)]|$)/;
const HOST = /\b((?:[a-z0-9-]+\.)+(?:com|dev|ai|org|io|net|gov|cloud|network|eu)(?:\/[\w./-]*)?)/;

const addresses = new Map<string, string | undefined>();

function findAddress(source: string): string | undefined {
  const written = WRITTEN.exec(source)?.[0];
  if (written !== undefined) return written;
  const host = HOST.exec(source)?.[1];
  if (host !== undefined) return `https://${host}`;
  const repository = REPOSITORY.exec(source)?.[1];
  if (repository !== undefined) return `https://github.com/${repository}`;
  return ADDRESS_OF_NAME.find(([name]) => name.test(source))?.[1];
}

/** The first web address a source names, directly or as a repository. */
export function addressIn(source: string): string | undefined {
  if (!addresses.has(source)) addresses.set(source, findAddress(source));
  return addresses.get(source);
}

/** The row's key, parts joined with "|". */
export function rowId(table: UnpackedTable, row: number): string {
  return table.keyColumns.map((id) => String(table.valuesOf(id)[row] ?? "")).join("|");
}

/** One rule for all tables: what a figure's evidence makes of it. docs/sources.md says it in words. */
function fieldStatus(evidence: Evidence, rowStatus: SourceStatus): SourceStatus {
  if (evidence === "conflict") return "disputed";
  if (evidence === "claim") return "claim";
  return ["recalled", "derived", "partial", "convention"].includes(evidence) ? "estimate" : rowStatus;
}

/**
 * Source, day, evidence and status of a row, or of one cell where the column carries its own.
 * @param column position of the column; left out, the row's
 */
export function provenanceOf(table: UnpackedTable, row: number, column?: number): Provenance {
  const optional = (id: string): string | undefined => {
    const at = table.columnIndex(id);
    const value = at < 0 ? undefined : table.cell(row, at);
    return value === undefined ? undefined : String(value);
  };
  const text = (id: string): string => optional(id) ?? "";
  const date = (id: string): string => isoOfSerial(table.valuesOf(id)[row] ?? "");
  const status = text("source_status") as SourceStatus;
  const own = column === undefined || table.cell(row, column) === undefined ? undefined : table.fieldSource(column);
  const evidence = text(own?.evidence ?? "evidence") as Evidence;
  const source = text(own?.source ?? "source");
  const url = addressIn(source);
  const note = optional("note");
  const conflict = optional("conflict");
  return Object.freeze({
    table: table.name,
    id: rowId(table, row),
    source,
    ...(url !== undefined && { url }),
    asOf: date(own?.asOf ?? "as_of"),
    evidence,
    status: own === undefined ? status : fieldStatus(evidence, status === "estimate" ? "measured" : status),
    unverified: evidence === "recalled",
    ...(note !== undefined && { note }),
    ...(conflict !== undefined && { conflict }),
  });
}

/** Cell values as typed fields; the packer has checked that required ones are there. */
export class RowReader {
  readonly #columns = new Map<string, readonly CellValue[]>();
  readonly #table: UnpackedTable;
  #row = 0;

  constructor(table: UnpackedTable) {
    this.#table = table;
  }

  /** The same reader, at another row. */
  at(row: number): this {
    this.#row = row;
    return this;
  }

  #cell(id: string): CellValue {
    let values = this.#columns.get(id);
    if (values === undefined) {
      values = this.#table.valuesOf(id);
      this.#columns.set(id, values);
    }
    return values[this.#row];
  }

  #required(id: string): never {
    throw new Error(`The packed tables are damaged: ${this.#table.name}, row ${this.#row}, ${id} is empty.`);
  }

  number(id: string): number | undefined {
    const value = this.#cell(id);
    return typeof value === "number" ? value : undefined;
  }

  text(id: string): string | undefined {
    const value = this.#cell(id);
    return typeof value === "string" ? value : undefined;
  }

  flag(id: string): boolean | undefined {
    const value = this.#cell(id);
    return typeof value === "boolean" ? value : undefined;
  }

  /** A percentage as a share 0..1. */
  share(id: string): number | undefined {
    const value = this.number(id);
    return value === undefined ? undefined : value / 100;
  }

  list(id: string): readonly string[] {
    const value = this.text(id);
    return value === undefined ? NONE : Object.freeze(value.split("|"));
  }

  theNumber(id: string): number {
    return this.number(id) ?? this.#required(id);
  }

  theText(id: string): string {
    return this.text(id) ?? this.#required(id);
  }

  /** One of a fixed set of words; the packer has checked it against the schema. */
  theWord<Word extends string>(id: string): Word {
    return this.theText(id) as Word;
  }

  get provenance(): Provenance {
    return provenanceOf(this.#table, this.#row);
  }
}

const NONE: readonly string[] = Object.freeze([]);
