import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { operatingPoint } from "../../../src/engine/serving/load";
import { served } from "../../../src/engine/serving/request";
import { tables } from "./servingTables";

type ParityRow = Readonly<Record<string, string>>;

const rows: readonly ParityRow[] = parse(readFileSync("test/engine/serving/parity.csv"), { columns: true });
const numberIn = (row: ParityRow, column: string): number => Number(row[column]);

function pointOf(row: ParityRow) {
  const service = served(tables, {
    model: row["model"] ?? "",
    gpu: row["gpu"] ?? "",
    gpus: numberIn(row, "gpus"),
    bits: row["bits"],
    inputTokens: numberIn(row, "input_tokens"),
    outputTokens: numberIn(row, "output_tokens"),
    concurrency: row["concurrency"] === "" ? undefined : numberIn(row, "concurrency"),
    stack: row["stack"],
    options: {
      scenario: row["scenario"],
      attentionDp: numberIn(row, "attention_dp"),
      pipeline: numberIn(row, "pipeline"),
      kvBits: numberIn(row, "kv_bits"),
    },
  });
  return operatingPoint(service.deployment, service.load, service.concurrency);
}

describe("the serving model agrees with the prototype it was fitted with", () => {
  it("on all 2,271 deployments, to 1e-9", () => {
    expect(rows).toHaveLength(2271);
    for (const row of rows) {
      const point = pointOf(row);
      const found = [point.outputTokPerS, point.ttftS * 1000, point.tpotS * 1000, point.batch];
      const wanted = ["output_tok_per_s", "ttft_ms", "tpot_ms", "batch"].map((column) => numberIn(row, column));
      for (const [index, value] of found.entries()) {
        const expected = wanted[index] ?? Number.NaN;
        const apart = Math.abs(value / expected - 1);
        expect(apart, `row ${row["row_id"]}: ${value} instead of ${expected}`).toBeLessThan(1e-9);
      }
    }
  });
});
