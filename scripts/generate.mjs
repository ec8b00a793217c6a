// Makes everything that is generated, into the ignored folder `generated/` (and two pages of docs/), when its inputs changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = join(root, "generated/inputs.sha256");

const INPUTS = [
  "src/data",
  "src/functions",
  "scripts/build-catalog.mjs",
  "scripts/catalog",
  "scripts/pack-data.mjs",
  "scripts/published-examples.mjs",
  "scripts/generate.mjs",
  "scripts/import",
  "package.json",
  "test/golden/published.csv",
  "test/golden/formulas",
];
/** Outputs under version control: an edit by hand is undone. */
const PAGES = ["docs/functions.md", "docs/published-examples.md"];
const OUTPUTS = [
  "generated/tables.js",
  "generated/tables.d.ts",
  "generated/catalog.json",
  "generated/functions.json",
  "generated/signatures.js",
  "generated/version.js",
  ...PAGES,
];

function filesOf(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}

function inputsHash() {
  const hash = createHash("sha256");
  for (const file of [...INPUTS, ...PAGES].flatMap(filesOf)) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function writeVersion() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(root, "generated/version.js"), `export const VERSION = ${JSON.stringify(version)};\n`);
  writeFileSync(join(root, "generated/version.d.ts"), "export declare const VERSION: string;\n");
}

/** @returns {Promise<boolean>} whether anything was made anew */
export async function generate({ force = false } = {}) {
  const fresh = OUTPUTS.every((file) => existsSync(join(root, file)));
  if (!force && fresh && existsSync(stampFile) && readFileSync(stampFile, "utf8") === inputsHash()) return false;
  mkdirSync(join(root, "generated"), { recursive: true });
  writeVersion();
  const { packData } = await import("./pack-data.mjs");
  await packData();
  const { buildCatalog } = await import("./build-catalog.mjs");
  await buildCatalog();
  const { writePublishedExamples } = await import("./published-examples.mjs");
  writePublishedExamples();
  writeFileSync(stampFile, inputsHash());
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = await generate({ force: process.argv.includes("--force") });
  process.stderr.write(made ? "generated: data, catalog, function reference\n" : "generated: up to date\n");
}
