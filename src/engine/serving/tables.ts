import type { Accelerator, Measurement, ModelSpec } from "../../data/types";
import { orList, plainName } from "../checks";
import { notFound } from "../errors";
import { findRow, type NameIndex } from "../lookup";
import { found, tracing } from "../trace";
import { type Architecture, architecture } from "./architecture";
import { type Chip, chipOf } from "./chip";
import type { ServingParameters, StackParameters } from "./parameters";

/** The tables the serving functions read. */
export interface ServingTables {
  readonly models: NameIndex<ModelSpec>;
  readonly gpus: NameIndex<Accelerator>;
  readonly parameters: ServingParameters;
  readonly measurements: () => readonly Measurement[];
}

/** All that an accelerator is called, with its maker's name before it too. */
export function acceleratorNames({ id, name, vendor, aliases }: Accelerator): readonly string[] {
  const names = [id, name, ...aliases];
  return [...names, ...names.map((each) => `${vendor} ${each}`)];
}

export function modelNamed(tables: ServingTables, model: string): ModelSpec {
  const spec = findRow(tables.models, model);
  if (tracing()) found({ argument: "model", row: spec.id, provenance: [spec.provenance] });
  return spec;
}

export function gpuNamed(tables: ServingTables, gpu: string): Accelerator {
  const row = findRow(tables.gpus, gpu);
  if (tracing()) found({ argument: "gpu", row: row.id, provenance: [row.provenance] });
  return row;
}

/** A model by its name, as the equations need it. */
export const architectureNamed = (tables: ServingTables, model: string): Architecture =>
  architecture(modelNamed(tables, model));

/** A chip by its name, as the equations need it. */
export const chipNamed = (tables: ServingTables, gpu: string): Chip => chipOf(gpuNamed(tables, gpu), tables.parameters);

export function stackNamed({ parameters }: ServingTables, stack: string): readonly [string, StackParameters] {
  const direct = parameters.stacks[stack];
  if (direct !== undefined) return [stack, direct];
  const wanted = plainName(stack);
  for (const [id, candidate] of Object.entries(parameters.stacks)) {
    const names = [id, ...(candidate.aliases ?? [])];
    if (names.some((name) => plainName(name) === wanted)) return [id, candidate];
  }
  throw notFound(`No serving stack "${stack}" in the table. There are: ${orList(Object.keys(parameters.stacks))}.`);
}

/**
 * The tables with the user's own accelerators in place of ours: their figures stand, and the family's fit is what is
 * left of the measurements.
 */
export function withAccelerators(tables: ServingTables, gpus: NameIndex<Accelerator>): ServingTables {
  const chips = Object.fromEntries(
    Object.entries(tables.parameters.chips).map(([id, { family }]) => [id, { family, rows: 0 }]),
  );
  return { ...tables, gpus, parameters: { ...tables.parameters, chips } };
}
