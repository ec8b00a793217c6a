// The serving model: one estimate in the engine, and a grid of chips by models in one call of the sheet.
import { servingEngine } from "../serving/engine.mjs";
import { servingTables } from "../serving/rows.mjs";
import { callableFunctions, median } from "./measure/functions.mjs";

const ESTIMATES = 20_000;
const CHIPS = 200;
const MODELS = 50;

export async function bench() {
  const engine = await servingEngine();
  const tables = servingTables(engine);
  const request = { model: "llama-3.3-70b", gpu: "h100-sxm", gpus: 4, bits: "fp8", concurrency: 64 };
  const many = median(() => {
    for (let index = 0; index < ESTIMATES; index++) engine.delivered(engine.served(tables, request));
  });
  const each = (many * 1000) / ESTIMATES;
  const call = await callableFunctions();
  const cycled = (rows, count) => Array.from({ length: count }, (_unused, index) => rows[index % rows.length].id);
  const chips = cycled(engine.gpus(), CHIPS).map((id) => [id]);
  const models = [cycled(engine.models(), MODELS)];
  const blanks = [null, null];
  const grid = median(() =>
    call("THROUGHPUT", models, chips, null, [[8]], ...blanks, [[32]], null, null, null, [["output_tok_per_s"]]),
  );
  return [
    {
      name: "one THROUGHPUT with a given concurrency, in the engine",
      value: each,
      unit: "µs",
      limit: 5,
      ok: each <= 5,
    },
    { name: `${CHIPS} chips × ${MODELS} models in one call`, value: grid, unit: "ms", limit: 150, ok: grid <= 150 },
  ];
}
