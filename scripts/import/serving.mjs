// Figures of an accelerator that the serving model calculates with, where they are not those of its row.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { COMPILED } from "./wording.mjs";

/** Where figures come from that only the serving parameters have. */
export const SERVING_SOURCE = "hardware figures of the fitted serving parameters (compiled 2026-11-20)";

const PARAMETERS = fileURLToPath(new URL("../../src/data/serving/parameters.json", import.meta.url));
const { chips } = JSON.parse(readFileSync(PARAMETERS, "utf8"));

const own = (value) => value;
/** `onlyIfListed`: without a peak in its row a chip has no such arithmetic, and the model takes none. */
const FIGURES = [
  { id: "mem_bandwidth_gb_s", field: "bandwidthTBPerS", inUnit: (value) => Math.round(value * 1000) },
  { id: "memory_gb", field: "memoryGB", inUnit: own },
  { id: "bf16_tflops", of: "bf16_dense_tflops", field: "bf16Tflops", inUnit: own },
  { id: "fp8_tflops", of: "fp8_dense_tflops", field: "fp8Tflops", inUnit: own, onlyIfListed: true },
  { id: "fp4_tflops", of: "fp4_dense_tflops", field: "fp4Tflops", inUnit: own, onlyIfListed: true },
  { id: "link_gb_s", of: "interconnect_gb_s_bidir", field: "linkGBPerS", inUnit: own, listedPer: 2 },
  { id: "tdp_w", field: "tdpW", inUnit: own },
];

function differing(row, figures) {
  const found = FIGURES.flatMap(({ id, of = id, field, inUnit, onlyIfListed = false, listedPer = 1 }) => {
    const listed = row[of] ?? "";
    const used = inUnit(figures[field]);
    const same = listed === "" ? onlyIfListed : Number(listed) / listedPer === used;
    return same ? [] : [[`serving_${id}`, String(used)]];
  });
  return Object.fromEntries(found);
}

const listing = (words) => [words.slice(0, -1).join(", "), words.at(-1)].filter((text) => text !== "").join(" and ");

/**
 * The `serving_` columns of a row of gpus, with their source, and its note saying so; none where the model takes the row's.
 * @param {Record<string, string>} row
 */
export function withServingFigures(row) {
  const columns = chips[row.id]?.figures === undefined ? {} : differing(row, chips[row.id].figures);
  const ids = Object.keys(columns);
  if (ids.length === 0) return {};
  const sentence = `THROUGHPUT calculates with ${listing(ids)}`;
  return {
    ...columns,
    serving_source: SERVING_SOURCE,
    serving_as_of: COMPILED,
    serving_evidence: "single",
    note: [row.note ?? "", sentence].filter((text) => text !== "").join("; "),
  };
}
