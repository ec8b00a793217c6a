// `npm run data:update -- --as-of 2026-11-25`: what the maintained price collection in node_modules says that our table
// does not. `npm run data:update -- folder`: the same for a folder of CSV files in our schema. Proposals go to
// artifacts/data-update for review; `npm run data:update -- --apply` lays what is left of them into src/data.
import "./node-version.mjs";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isCalendarDate } from "./import/validate.mjs";
import { Failure, fail, ROOT } from "./project.mjs";
import { comparePrices, compareRows } from "./update/compare.mjs";
import { installedProviders, rowsFromPackage } from "./update/genaiPrices.mjs";
import { identityLines, reportLines } from "./update/report.mjs";
import {
  applyProposals,
  presentRows,
  rowsFromFolder,
  tableNamed,
  withProposals,
  writeProposal,
} from "./update/tables.mjs";

const PROPOSALS = path.join(ROOT, "artifacts", "data-update");
const USAGE =
  "Usage: npm run data:update -- --as-of YYYY-MM-DD   (the installed @pydantic/genai-prices)\n" +
  "       npm run data:update -- folder               (CSV files in our schema)\n" +
  "       npm run data:update -- --apply              (what you left of the proposals)";

function options() {
  try {
    const { values, positionals } = parseArgs({
      options: { "as-of": { type: "string" }, apply: { type: "boolean" } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new Failure(`Name one folder; you gave ${positionals.join(", ")}.\n${USAGE}`);
    return { asOf: values["as-of"], apply: values.apply === true, folder: positionals[0] };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${error.message}\n${USAGE}`);
  }
}

async function fromPackage(asOf) {
  if (asOf === undefined || !isCalendarDate(asOf, true)) {
    const given = asOf === undefined ? "" : ` You gave ${asOf}.`;
    throw new Failure(
      `--as-of must be the day the installed @pydantic/genai-prices was published, as YYYY-MM-DD: the package itself carries none.${given}\n${USAGE}`,
    );
  }
  const manifest = path.join(ROOT, "node_modules", "@pydantic", "genai-prices", "package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const { rows, skipped } = rowsFromPackage(await installedProviders(), { asOf, version });
  console.log(`@pydantic/genai-prices ${version}, as of ${asOf}: ${rows.length} prices of sellers in our table.`);
  for (const { id, why } of skipped) console.log(`  left out: ${id}, ${why}`);
  return { tables: new Map([["prices", rows]]), sourceName: "genai-prices" };
}

function readings({ asOf, folder }) {
  if (folder === undefined) return fromPackage(asOf);
  if (asOf !== undefined) throw new Failure(`A folder's rows carry their own as_of; leave --as-of out.\n${USAGE}`);
  const place = path.resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  return { tables: rowsFromFolder(place), sourceName: place };
}

function propose({ tables, sourceName }) {
  rmSync(PROPOSALS, { recursive: true, force: true });
  mkdirSync(PROPOSALS, { recursive: true });
  for (const [name, rows] of tables) {
    const table = tableNamed(name);
    const present = presentRows(name);
    const outcome =
      name === "prices" ? comparePrices(present, rows, { sourceName }) : compareRows(table, present, rows);
    writeProposal(PROPOSALS, name, outcome.proposals);
    for (const line of reportLines(table, outcome)) console.log(line);
    if (name !== "prices") continue;
    const after = withProposals(name, present, outcome.proposals);
    for (const line of identityLines(present, after)) console.log(line);
  }
  console.log(`\nThe proposals are in ${path.relative(ROOT, PROPOSALS)}. Delete the lines you do not believe, then:`);
  console.log("npm run data:update -- --apply");
}

async function main() {
  const wanted = options();
  if (!wanted.apply) return propose(await readings(wanted));
  if (wanted.folder !== undefined || wanted.asOf !== undefined) {
    throw new Failure(
      `--apply takes the proposals as they are in ${path.relative(ROOT, PROPOSALS)}, and nothing else.`,
    );
  }
  for (const { name, added, closed } of applyProposals(PROPOSALS)) {
    console.log(`${name}.csv: ${added} rows added, ${closed} closed.`);
  }
  console.log("Now: npm run generate, the counts in docs/sources.md (its test names them), and the changelog.");
}

main().catch(fail);
