// `infer map` as a user runs it: a file in, a file out, the start of the program taken off.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { builtProgram } from "../infer.mjs";
import { CACHE } from "../project.mjs";

const FOLDER = path.join(CACHE, "bench");
const CHIPS = ["H100", "H200", "B200", "MI300X"];

function write(name, header, rows, row) {
  const file = path.join(FOLDER, name);
  writeFileSync(file, `${header}\n${Array.from({ length: rows }, (_unused, index) => row(index)).join("\n")}\n`);
  return file;
}

function seconds(program, args) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve((performance.now() - start) / 1000);
      else reject(new Error(`infer ${args.join(" ")} ended with ${code}.`));
    });
  });
}

/** The better of two runs: whatever else the machine does only ever adds. */
const best = async (program, args) => Math.min(await seconds(program, args), await seconds(program, args));

function linesOf(file) {
  return readFileSync(file, "utf8").split("\n").length - 1;
}

export async function bench() {
  mkdirSync(FOLDER, { recursive: true });
  const program = await builtProgram();
  const out = path.join(FOLDER, "map-out.csv");
  const costs = write(
    "map-cost.csv",
    "model,input_tokens,output_tokens",
    600_000,
    (i) => `gpt-4o,${1000 + (i % 500)},${i % 700}`,
  );
  const one = write("map-one.csv", "model,input_tokens,output_tokens", 1, () => "gpt-4o,1000,500");
  const fleet = write(
    "map-fleet.csv",
    "model,gpu,gpus,bits,input_tokens,output_tokens,concurrency",
    100_000,
    (i) =>
      `llama-3.3-70b,${CHIPS[i % 4]},${i % 3 === 0 ? 4 : 8},fp8,${500 + (i % 900)},${200 + (i % 700)},${1 + (i % 128)}`,
  );
  const start = await best(program, ["map", "COST", one, "-o", out]);
  const rate = 600_000 / ((await best(program, ["map", "COST", costs, "-o", out])) - start);
  if (linesOf(out) !== 600_001) throw new Error("map COST lost rows.");
  const field = await best(program, ["map", "THROUGHPUT", fleet, "--field", "output_tok_per_s", "-o", out]);
  const record = await best(program, ["map", "THROUGHPUT", fleet, "-o", out]);
  if (linesOf(out) !== 100_001) throw new Error("map THROUGHPUT lost rows.");
  for (const file of [costs, one, fleet, out]) rmSync(file);
  return [
    { name: "infer map, the start of the program", value: start, unit: "s" },
    { name: "map COST", value: rate, unit: "rows/s", limit: 200_000, ok: rate >= 200_000 },
    { name: "map THROUGHPUT --field, 100,000 rows, with the start", value: field, unit: "s", limit: 3, ok: field <= 3 },
    {
      name: "map THROUGHPUT, all 17 fields, 100,000 rows, with the start",
      value: record,
      unit: "s",
      limit: 3,
      ok: record <= 3,
    },
  ];
}
