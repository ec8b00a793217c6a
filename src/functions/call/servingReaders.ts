import { badArgument } from "../../engine/errors";
import type { AttentionShape } from "../../engine/serving/memory";
import type { ThroughputOptions } from "../../engine/serving/request";
import type { ChipFigures } from "../../engine/serving/roofline";
import { cellOf, type Matrix, matrixOf } from "./cells";
import {
  type CellReader,
  identity,
  listOf,
  number,
  numberOrName,
  optional,
  optionalNonZero,
  optionalText,
  options,
  type RangeReader,
  type Reader,
} from "./readers";

/** Bits as a number or a precision's name; 0 is a blank cell on its way from desktop Excel. */
export const optionalBits: CellReader<number | string | undefined> = {
  scope: "cell",
  read: (cell, name) => (cell === undefined || cell === 0 ? undefined : numberOrName.read(cell, name)),
};

/** A model by name, or as a row {layers, kv_heads, head_dim}. */
export const modelOrShape = (model: unknown): Reader<string | AttentionShape> =>
  isNumberRow(model, 3, 3) ? (figures(3) as unknown as RangeReader<AttentionShape>) : identity;

/** An accelerator by name, or as a row {GB/s, TFLOPS} with its GB of memory if wanted. */
export const gpuOrFigures = (gpu: unknown): Reader<string | ChipFigures> =>
  isNumberRow(gpu, 2, 3) ? (figures(2) as unknown as RangeReader<ChipFigures>) : identity;

/** One row or column of numbers is one thing with several figures, not several things. */
function isNumberRow(raw: unknown, fewest: number, most: number): boolean {
  const matrix = matrixOf(raw);
  if (matrix === undefined) return false;
  const cells = lineOf(matrix);
  return (
    cells !== undefined && cells.length >= fewest && cells.length <= most && cells.every((c) => typeof c === "number")
  );
}

const lineOf = (matrix: Matrix): readonly unknown[] | undefined =>
  matrix.length === 1 || matrix[0]?.length === 1 ? matrix.flatMap((row) => row.map(cellOf)) : undefined;

function figures(fewest: number): RangeReader<readonly number[]> {
  const list = listOf(number);
  return {
    scope: "range",
    read(range, name) {
      const values = list.read(range, name);
      if (values.length < fewest) throw badArgument(`${name} as figures needs ${fewest} numbers.`);
      return values;
    },
  };
}

/** The options of THROUGHPUT: a range of two columns, option and value. */
export const throughputOptions: RangeReader<ThroughputOptions | undefined> = optional(
  options<ThroughputOptions>({
    scenario: optionalText,
    ttft_ms: optionalNonZero,
    kv_bits: optionalNonZero,
    attention_dp: optionalNonZero,
    pipeline: optionalNonZero,
    calibration: optionalNonZero,
    prefix_hit: optional(number),
    speculative: optionalNonZero,
  }),
);
