import { gpus, measurements, models } from "../../../src/data";
import parameters from "../../../src/data/serving/parameters.json";
import { nameIndex } from "../../../src/engine/lookup";
import { acceleratorNames, type ServingTables } from "../../../src/engine/serving/tables";

/** The built-in tables, as the shell hands them to the engine. */
export const tables: ServingTables = {
  models: nameIndex("model", models(), (row) => [row.id, row.model, ...row.aliases]),
  gpus: nameIndex("accelerator", gpus(), acceleratorNames),
  parameters,
  measurements,
};
