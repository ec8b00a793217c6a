// `npm run bench`: what the product promises about speed, measured here and now. Each module in scripts/bench gives rows
// {name, value, unit, limit, ok}; a row without a limit informs. Timings live here, never in a test.
import "./node-version.mjs";
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fail, generate, installPackages, ROOT } from "./project.mjs";

async function main() {
  await installPackages();
  await generate();
  const folder = path.join(ROOT, "scripts/bench");
  const wanted = process.argv.slice(2);
  let missed = 0;
  for (const file of readdirSync(folder).sort()) {
    const topic = path.basename(file, ".mjs");
    if (!file.endsWith(".mjs") || (wanted.length > 0 && !wanted.includes(topic))) continue;
    const module = await import(pathToFileURL(path.join(folder, file)).href);
    if (module.bench === undefined) continue;
    console.log(`\n${topic}`);
    for (const row of await module.bench()) {
      if (row.ok === false) missed++;
      console.log(line(row));
    }
  }
  console.log(missed === 0 ? "\nAll limits held." : `\n${missed} limit${missed === 1 ? "" : "s"} missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

function line({ name, value, unit = "", limit, ok, note }) {
  const shown = typeof value === "number" ? Number(value.toPrecision(3)).toString() : String(value);
  const verdict = ok === undefined ? "" : ok ? "  ok" : "  MISSED";
  return `  ${name.padEnd(66)} ${`${shown} ${unit}`.padStart(16)}${limit === undefined ? "" : `  (limit ${limit})`}${verdict}${note ? `  ${note}` : ""}`;
}

main().catch(fail);
