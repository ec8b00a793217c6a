/** Where a value comes from, read from the columns of its own row. */
import type { Evidence, Provenance, SourceStatus } from "./types";
import type { UnpackedTable } from "./unpack";

/** Sources that are known by a name rather than by an address. */
const ADDRESS_OF_NAME: readonly (readonly [RegExp, string])[] = [
  [/Electricity Maps/, "https://www.electricitymaps.com"],
  [/Ember/, "https://ember-energy.org"],
  [/\bEIA\b(?!.*order of magnitude)/, "https://www.eia.gov/electricity/"],
  [/Google region-carbon-info/, "https://github.com/GoogleCloudPlatform/region-carbon-info"],
  [/genai-prices/, "https://github.com/pydantic/genai-prices"],
  [/llm-prices/, "https://github.com/simonw/llm-prices"],
  [/litellm/i, "https://github.com/BerriAI/litellm"],
  [/MLPerf Inference (v\d\.\d)/, "https://mlcommons.org/benchmarks/inference-datacenter/"],
  [/EcoLogits/, "https://ecologits.ai"],
  [/InferenceX/, "https://github.com/SemiAnalysisAI/InferenceX-app"],
  [/aiconfigurator/, "https://github.com/ai-dynamo/aiconfigurator"],
];
const WRITTEN = /https?:\/\/[^\s);,]+/;
/** "github owner/name", "(owner/name 348b50b)", "owner/name 47df840". */
const REPOSITORY = /github ([A-Za-z][\w-]+\/[A-Za-z][\w.-]+)|(?:\(|^)([A-Za-z][\w-]+\/[A-Za-z][\w.-]+) [0-9a-f]{7}\b/;
const HOST = /\b((?:[a-z0-9-]+\.)+(?:com|dev|ai|org|io|net|gov|cloud|network|eu)(?:\/[\w./-]*)?)/;

const addresses = new Map<string, string | undefined>();

function findAddress(source: string): string | undefined {
  const written = WRITTEN.exec(source)?.[0];
  if (written !== undefined) return written;
  const repository = REPOSITORY.exec(source);
  if (repository !== null) return `https://github.com/${repository[1] ?? repository[2]}`;
  const host = HOST.exec(source)?.[1];
  if (host !== undefined) return `https://${host}`;
  return ADDRESS_OF_NAME.find(([name]) => name.test(source))?.[1];
}

/** The first web address a source names, directly or as a repository. */
export function addressIn(source: string): string | undefined {
  if (!addresses.has(source)) addresses.set(source, findAddress(source));
  return addresses.get(source);
}

/** The row's key, parts joined with "|". */
export function rowId(table: UnpackedTable, row: number): string {
  return table.keyColumns.map((id) => table.textsOf(id)[row] ?? "").join("|");
}

/** One rule for all tables: what a figure's evidence makes of it. docs/sources.md says it in words. */
function statusOf(evidence: Evidence, otherwise: SourceStatus): SourceStatus {
  if (evidence === "conflict") return "disputed";
  if (evidence === "claim") return "claim";
  return ["recalled", "derived", "partial", "convention"].includes(evidence) ? "estimate" : otherwise;
}

type Draft = { -readonly [Field in keyof Provenance]: Provenance[Field] };

/** Source, day, evidence and status of each row of a table. */
export class ProvenanceReader {
  readonly #table: UnpackedTable;
  readonly #ids: readonly string[] | undefined;
  readonly #sources: readonly string[];
  readonly #days: readonly string[];
  readonly #evidence: readonly string[];
  readonly #statuses: readonly string[];
  readonly #notes: readonly string[] | undefined;
  readonly #conflicts: readonly string[] | undefined;

  constructor(table: UnpackedTable) {
    const optional = (id: string): readonly string[] | undefined =>
      table.columnIndex(id) < 0 ? undefined : table.textsOf(id);
    const [key, ...more] = table.keyColumns;
    this.#table = table;
    this.#ids = key !== undefined && more.length === 0 ? table.textsOf(key) : undefined;
    this.#sources = table.textsOf("source");
    this.#days = table.textsOf("as_of");
    this.#evidence = table.textsOf("evidence");
    this.#statuses = table.textsOf("source_status");
    this.#notes = optional("note");
    this.#conflicts = optional("conflict");
  }

  at(row: number): Provenance {
    const source = this.#sources[row] ?? "";
    const evidence = this.#evidence[row] as Evidence;
    const provenance: Draft = {
      table: this.#table.name,
      id: this.#ids?.[row] ?? rowId(this.#table, row),
      source,
      asOf: this.#days[row] ?? "",
      evidence,
      status: this.#statuses[row] as SourceStatus,
      unverified: evidence === "recalled",
    };
    const [url, note, conflict] = [addressIn(source), this.#notes?.[row], this.#conflicts?.[row]];
    if (url !== undefined) provenance.url = url;
    if (note) provenance.note = note;
    if (conflict) provenance.conflict = conflict;
    return Object.freeze(provenance);
  }
}

/** Where one cell comes from: its own source where the column carries one, else the row's. */
export function cellProvenance(table: UnpackedTable, row: number, columnId: string): Provenance {
  const ofRow = new ProvenanceReader(table).at(row);
  const column = table.columnIndex(columnId);
  const own = table.fieldSource(column);
  if (own === undefined || table.cell(row, column) === undefined) return ofRow;
  const evidence = table.textsOf(own.evidence)[row] as Evidence;
  const source = table.textsOf(own.source)[row] ?? "";
  const { url: _, ...rest } = ofRow;
  const url = addressIn(source);
  return Object.freeze({
    ...rest,
    source,
    ...(url !== undefined && { url }),
    asOf: table.textsOf(own.asOf)[row] ?? "",
    evidence,
    // A partly recalled row is an estimate as a whole; a sourced figure in it is what its source says.
    status: statusOf(evidence, own.status),
    unverified: evidence === "recalled",
  });
}
