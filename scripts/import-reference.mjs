// npm run data:import -- <folder>
// Makes src/data/*.csv from a folder of reference files. Repeatable: the same folder gives the same bytes.
// verdicts.csv, claims.csv and risk_models.csv are our own and are kept by hand.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCsv } from "./import/csv.mjs";
import { gpus, measurements, models } from "./import/hardware.mjs";
import { applications, businessModels, demand, levers, workloads } from "./import/market.mjs";
import { countries, dcEfficiency, deployments, regions } from "./import/places.mjs";
import { prices, rents } from "./import/prices.mjs";
import { forbiddenWord } from "./import/wording.mjs";

const dataFolder = join(dirname(fileURLToPath(import.meta.url)), "../src/data");

const TABLES = {
  prices,
  gpus,
  rents,
  regions,
  models,
  dc_efficiency: dcEfficiency,
  workloads,
  levers,
  business_models: businessModels,
  applications,
  deployments,
  countries,
  demand,
  measurements,
};

function checkWording(name, ids, rows) {
  for (const [i, row] of rows.entries()) {
    for (const id of ids) {
      const word = forbiddenWord(row[id] ?? "");
      if (word !== undefined) throw new Error(`${name}.csv, row ${i + 1}, ${id}: "${word}" in "${row[id]}".`);
    }
  }
}

function importAll(folder) {
  const schema = JSON.parse(readFileSync(join(dataFolder, "schema.json"), "utf8"));
  for (const [name, build] of Object.entries(TABLES)) {
    const table = schema.tables.find((entry) => entry.name === name);
    const ids = table.columns.filter((column) => column.template === undefined).map((column) => column.id);
    const rows = build(folder);
    checkWording(name, ids, rows);
    writeCsv(join(dataFolder, `${name}.csv`), ids, rows);
    process.stdout.write(`${name}: ${rows.length} rows\n`);
  }
}

const folder = process.argv[2];
if (folder === undefined || !existsSync(join(folder, "api-prices.csv"))) {
  process.stderr.write("Usage: npm run data:import -- <folder with the reference files, api-prices.csv among them>\n");
  process.exitCode = 2;
} else {
  importAll(resolve(folder));
}
