import { existsSync } from "node:fs";
import { generate } from "../../scripts/project.mjs";

/** Tables and catalog are made from the sources before the first test reads them; quick when nothing changed. */
export async function setup(): Promise<void> {
  if (existsSync("scripts/pack-data.mjs")) await generate();
}
