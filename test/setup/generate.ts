import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Tables and catalog are made from the sources before the first test reads them; quick when nothing changed. */
export function setup(): void {
  if (!existsSync("scripts/generate.mjs")) return;
  execFileSync(process.execPath, ["scripts/generate.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
}
