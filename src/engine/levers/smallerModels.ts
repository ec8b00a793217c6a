import { between, notNegative, oneOf, positiveShare, share, shown } from "../checks";
import { badArgument, noSolution } from "../errors";
import type { Row } from "../grid";

/** Formats in which accelerators multiply; each halving doubles the peak, as data sheets of the last generations show. */
const ARITHMETIC_BITS = [4, 8, 16, 32, 64] as const;

export interface Quantize {
  readonly fromBits: number;
  readonly toBits: number;
  readonly regime?: string | undefined;
  readonly efficiency?: number | undefined;
}

/**
 * What fewer bits per weight bring. Decoding that waits for memory speeds up as the weights shrink, less what the
 * conversion costs; work that waits for arithmetic gains at most the ratio of the formats' peaks.
 */
export function quantize({ fromBits, toBits, regime = "memory", efficiency = 0.875 }: Quantize): Row {
  between({ fromBits, toBits }, 1, 64);
  positiveShare({ efficiency });
  const bound = oneOf({ regime }, ["memory", "compute"]);
  if (toBits > fromBits) {
    throw badArgument(`to_bits must be at most from_bits, ${shown(fromBits)}; you gave ${shown(toBits)}.`);
  }
  const memory = fromBits / toBits;
  const realized = toBits === fromBits ? 1 : memory * efficiency;
  const throughput = bound === "memory" ? realized : Math.min(realized, peakRatio(fromBits, toBits));
  return { throughput, memory, saving: 1 - 1 / throughput };
}

function peakRatio(fromBits: number, toBits: number): number {
  return arithmeticBits(fromBits) / arithmeticBits(toBits);
}

/** The narrowest format that holds a weight of so many bits. */
function arithmeticBits(bits: number): number {
  return ARITHMETIC_BITS.find((format) => bits <= format) ?? bits;
}

export interface Distill {
  readonly teacherUsdPerMTok: number;
  readonly studentRatio?: number | undefined;
  readonly quality?: number | undefined;
  readonly oneTimeUsd?: number | undefined;
  readonly mtokPerMonth?: number | undefined;
}

export function distill(given: Distill): Row {
  const { teacherUsdPerMTok, studentRatio = 0.1, quality = 0.9, oneTimeUsd = 0, mtokPerMonth } = given;
  notNegative({ teacherUsdPerMTok, oneTimeUsd, mtokPerMonth });
  share({ studentRatio });
  positiveShare({ quality });
  const savingUsdPerMTok = teacherUsdPerMTok * (1 - studentRatio);
  const savingUsdPerMonth =
    mtokPerMonth === undefined
      ? noSolution("The monthly saving needs mtok_per_month.")
      : savingUsdPerMTok * mtokPerMonth;
  return {
    studentUsdPerMTok: teacherUsdPerMTok * studentRatio,
    savingUsdPerMTok,
    savingShare: 1 - studentRatio,
    qualityAdjustedRatio: studentRatio / quality,
    savingUsdPerMonth,
    paybackMonths: paybackMonths(oneTimeUsd, savingUsdPerMonth),
  };
}

function paybackMonths(oneTimeUsd: number, savingUsdPerMonth: Row[string]): Row[string] {
  if (typeof savingUsdPerMonth !== "number") return savingUsdPerMonth;
  if (oneTimeUsd === 0) return 0;
  return savingUsdPerMonth > 0
    ? oneTimeUsd / savingUsdPerMonth
    : noSolution("The student saves nothing, so its one-time cost is never paid back.");
}
