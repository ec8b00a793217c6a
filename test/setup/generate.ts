import { generate } from "../../scripts/project.mjs";

/** Tables and catalog are made from the sources before the first test reads them; quick when nothing changed. */
export async function setup(): Promise<void> {
  await generate();
}
