import type { WorkloadMeasure } from "../../data/types";
import { notFound } from "../errors";
import type { Row } from "../grid";
import { findRow, type NameIndex, nameIndex, unknownName } from "../lookup";
import { found } from "../trace";

export interface Workload {
  readonly profile: string;
  readonly workloads: readonly WorkloadMeasure[];
}

/** What the profiles are called beside their table names: a chat of 2023 is one without reasoning. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  "chat-direct": ["chat 2023", "chat"],
  rag: ["retrieval"],
  agent: ["single agent"],
  "multi-agent": ["multi agents", "supervisor"],
};

const indexes = new WeakMap<readonly WorkloadMeasure[], NameIndex<WorkloadMeasure>>();

function indexOf(workloads: readonly WorkloadMeasure[]): NameIndex<WorkloadMeasure> {
  const ready = indexes.get(workloads);
  if (ready !== undefined) return ready;
  const made = nameIndex("workload profile", workloads, ({ profile, displayName }) => [
    profile,
    displayName,
    ...(OTHER_NAMES[profile] ?? []),
  ]);
  indexes.set(workloads, made);
  return made;
}

/** There are few profiles: a name that is near none is answered with all. */
function profileNamed(workloads: readonly WorkloadMeasure[], name: string): string {
  const index = indexOf(workloads);
  if (index.find(name) !== undefined || index.suggest(name).length > 0) return findRow(index, name).profile;
  const all = [...new Set(workloads.map(({ profile }) => profile))];
  throw notFound(`${unknownName(index.noun, name, [])} There are: ${all.join(", ")}.`);
}

/** The measures of a named profile, a row each: low, base, high, and where they come from. */
export function workload({ profile, workloads }: Workload): readonly Row[] {
  const wanted = profileNamed(workloads, profile);
  const rows = workloads.filter((row) => row.profile === wanted);
  found({ argument: "profile", row: wanted, provenance: rows.map(({ provenance }) => provenance) });
  return rows.map(({ measure, low, base, high, unit, provenance }) => ({
    measure,
    low,
    base,
    high,
    unit,
    status: provenance.status,
    source: provenance.source,
    note: provenance.note,
  }));
}
