import type { Accelerator } from "../../data/types";
import { badArgument, noSolution } from "../errors";
import { type FamilyParameters, type ServingParameters, UNMEASURED_BAND } from "./parameters";
import { namedPrecision, numberedPrecision, type Precision } from "./precision";

const BYTES_PER_TB = 1e12;
const BYTES_PER_GB = 1e9;
const FLOP_PER_TFLOP = 1e12;
/** Memory that vendors of GPUs print in GB is counted in GiB; the fit took 1.07 for the ratio. */
const BINARY_GB_FACTOR = 1.07;
const BINARY_GB_VENDORS: ReadonlySet<string> = new Set(["NVIDIA", "AMD"]);
const NOT_PREDICTED: ReadonlySet<string> = new Set(["groq-lpu", "cerebras-wse3"]);

/** An accelerator as the equations see it. */
export interface Chip {
  readonly id: string;
  readonly name: string;
  readonly familyId: string;
  readonly family: FamilyParameters;
  /** As printed, and as counted: GPU vendors print GiB. */
  readonly printedMemoryBytes: number;
  readonly memoryBytes: number;
  readonly bandwidth: number;
  readonly bf16: number;
  readonly fp8: number | undefined;
  readonly fp4: number | undefined;
  readonly int8: number | undefined;
  /** One way; `undefined` where nobody publishes it. */
  readonly link: number | undefined;
  readonly tdpW: number | undefined;
  readonly low: number;
  readonly high: number;
}

/** The chip with its family's fit. Figures of the fit come first; the accelerator table fills in for the others. */
export function chipOf(row: Accelerator, parameters: ServingParameters): Chip {
  const fitted = parameters.chips[row.id];
  const family = parameters.families[fitted?.family ?? "uncalibrated"];
  if (NOT_PREDICTED.has(row.id) || family === undefined) {
    throw noSolution(
      `${row.name} is catalogued, not predicted: its weights live in on-chip memory spread over many chips, which this model does not describe.`,
    );
  }
  const figures = fitted?.figures;
  const printedMemoryBytes = known(row, "memory_gb", figures?.memoryGB ?? row.memoryGB) * BYTES_PER_GB;
  const band = fitted !== undefined && fitted.rows > 0 ? family : UNMEASURED_BAND;
  return {
    id: row.id,
    name: row.name,
    familyId: fitted?.family ?? "uncalibrated",
    family,
    printedMemoryBytes,
    memoryBytes: printedMemoryBytes * (BINARY_GB_VENDORS.has(row.vendor) ? BINARY_GB_FACTOR : 1),
    bandwidth:
      figures !== undefined
        ? figures.bandwidthTBPerS * BYTES_PER_TB
        : known(row, "mem_bandwidth_gb_s", row.memBandwidthGBPerS) * BYTES_PER_GB,
    bf16: known(row, "bf16_dense_tflops", figures?.bf16Tflops ?? row.bf16DenseTflops) * FLOP_PER_TFLOP,
    fp8: peak(row.fp8DenseTflops, figures?.fp8Tflops),
    fp4: peak(row.fp4DenseTflops, figures?.fp4Tflops),
    int8: peak(row.int8Tops, lower(figures?.fp8Tflops, row.int8Tops)),
    link: link(row, figures?.linkGBPerS),
    tdpW: figures?.tdpW ?? row.tdpW,
    low: band.low,
    high: band.high,
  };
}

/** A peak counts only where the chip has that arithmetic; the fit's own figure for it stands first. */
function peak(inTable: number | undefined, fitted: number | undefined): number | undefined {
  return inTable === undefined ? undefined : (fitted ?? inTable) * FLOP_PER_TFLOP;
}

const lower = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

function link(row: Accelerator, fitted: number | undefined): number | undefined {
  if (fitted !== undefined) return fitted * BYTES_PER_GB;
  return row.interconnectGBPerSBidir === undefined ? undefined : (row.interconnectGBPerSBidir / 2) * BYTES_PER_GB;
}

function known(row: Accelerator, column: string, value: number | undefined): number {
  if (value === undefined)
    throw noSolution(`The table has no ${column} for ${row.id}, so its rate cannot be estimated.`);
  return value;
}

/** fp4 weights run on Hopper, widened to bf16: measurements show it although the chip has no fp4 arithmetic. */
const FP4_WIDENED_FAMILIES: ReadonlySet<string> = new Set(["hopper"]);

/** The precision, if the chip can serve it: weight-only formats everywhere, others where the arithmetic exists. */
export function precisionOn(chip: Chip, bits: number | string): Precision {
  const hasFp4 = chip.fp4 !== undefined;
  if (typeof bits === "number") return numberedPrecision(bits, { fp8: chip.fp8 !== undefined, fp4: hasFp4 });
  const precision = namedPrecision(bits);
  const { arithmetic } = precision;
  if (arithmetic === "bf16" || chip[arithmetic] !== undefined) return precision;
  if (arithmetic === "fp4" && FP4_WIDENED_FAMILIES.has(chip.familyId)) return precision;
  const instead = arithmetic === "fp4" ? "int4" : "int8w";
  throw badArgument(`${chip.name} has no ${arithmetic} arithmetic. Write bits "${instead}" for weights of that size.`);
}

/** Above this the fitted share of the fp4 peak applies: memory and power keep such chips from it. */
const FP4_SHARE_FROM = 4.6e15;

/** Peak arithmetic rate at a precision, FLOP/s. */
export function peakFlops(chip: Chip, precision: Precision): number {
  switch (precision.arithmetic) {
    case "fp8":
      return chip.fp8 ?? chip.bf16;
    case "int8":
      return chip.int8 ?? chip.fp8 ?? chip.bf16;
    case "fp4":
      return chip.family.fp4Arithmetic ? (chip.fp4 ?? chip.bf16) : chip.bf16;
    default:
      return chip.bf16;
  }
}

/** The rate the fit reckons with: fp4 above a bound reaches only a share of its peak. */
export function fittedFlops(peakRate: number, precision: Precision, lowBitBytes: number, fp4Share: number): number {
  return precision.weightBytes < lowBitBytes && peakRate > FP4_SHARE_FROM ? peakRate * fp4Share : peakRate;
}
