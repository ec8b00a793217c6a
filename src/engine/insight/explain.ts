import type { Provenance } from "../../data/types";
import type { Row, Value } from "../grid";
import { sheetCase } from "../names";
import type { LookedUp, Trace } from "../trace";

/** One argument of the explained call, as it stood on the sheet. */
export interface ExplainedInput {
  readonly name: string;
  readonly unit: string;
  /** `undefined` where it was left out. */
  readonly value: Value;
  /** What stands for it when left out, as the documentation says. */
  readonly fallback: string | undefined;
}

export interface Explained {
  readonly formula: string;
  readonly inputs: readonly ExplainedInput[];
  readonly trace: Trace;
  /** The result: one value, or the fields of a record. */
  readonly results: readonly { readonly name: string; readonly value: Value; readonly unit: string }[];
}

/** A calculation as a table: its formula, each input with its origin, what was looked up, the steps, the result. */
export function explanation({ formula, inputs, trace, results }: Explained): readonly Row[] {
  const used = new Set<LookedUp>();
  const inputRows = inputs.map((input) => {
    const lookups = trace.lookups.filter(({ argument }) => sheetCase(argument) === input.name);
    for (const lookup of lookups) used.add(lookup);
    return inputRow(input, lookups);
  });
  const others = trace.lookups.filter((lookup) => !used.has(lookup));
  return [
    line("formula", "", formula, "", "from the documentation"),
    ...inputRows,
    ...others.map((lookup) => line("lookup", sheetCase(lookup.argument), lookup.row, "", originOf(lookup))),
    ...trace.steps.map(({ name, value, unit }) => line("step", sheetCase(name), value, unit, "computed")),
    ...results.map(({ name, value, unit }) => line("result", name, value, unit, "computed")),
  ];
}

function inputRow({ name, unit, value, fallback }: ExplainedInput, lookups: readonly LookedUp[]): Row {
  if (value === undefined && lookups.length === 0) return line("input", name, fallback, unit, "default");
  const origins = lookups.map(originOf);
  const typed = value === undefined ? "default" : "typed";
  return line("input", name, value ?? fallback, unit, [typed, ...new Set(origins)].join("; "));
}

function originOf({ row, provenance }: LookedUp): string {
  const [first] = provenance;
  if (first === undefined) return `looked up: your table, ${row}`;
  const sources = [...new Set(provenance.map(sourceOf))];
  return `looked up: ${first.table}, ${row}; ${sources.slice(0, 3).join(" / ")}${sources.length > 3 ? " / …" : ""}`;
}

function sourceOf({ source, asOf, evidence, status, unverified }: Provenance): string {
  return `${source}; as of ${asOf}; ${status}; evidence ${evidence}${unverified ? " (unverified)" : ""}`;
}

const line = (part: string, name: string, value: Value, unit: string, origin: string): Row => ({
  part,
  name,
  value,
  unit,
  origin,
});
