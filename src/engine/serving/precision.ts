import { plainName, shown } from "../checks";
import { badArgument } from "../errors";
import { BITS_PER_BYTE } from "../units";

/** How weights are stored and in which arithmetic they are used. */
export interface Precision {
  readonly name: string;
  /** Bytes of one weight, scales included. */
  readonly weightBytes: number;
  readonly arithmetic: "bf16" | "fp8" | "fp4" | "int8";
  /** KV-cache bits that published deployments at this precision use, unless told otherwise. */
  readonly kvBits: 8 | 16;
}

/** fp4 carries an 8-bit scale for 16 weights (4.5 bits in all), int4 a 16-bit scale and zero for larger groups. */
const PRECISIONS: Readonly<Record<string, Precision>> = {
  bf16: { name: "bf16", weightBytes: 2, arithmetic: "bf16", kvBits: 16 },
  fp16: { name: "fp16", weightBytes: 2, arithmetic: "bf16", kvBits: 16 },
  fp8: { name: "fp8", weightBytes: 1, arithmetic: "fp8", kvBits: 8 },
  int8: { name: "int8", weightBytes: 1, arithmetic: "int8", kvBits: 16 },
  int8w: { name: "int8w", weightBytes: 1, arithmetic: "bf16", kvBits: 16 },
  fp4: { name: "fp4", weightBytes: 0.5625, arithmetic: "fp4", kvBits: 8 },
  int4: { name: "int4", weightBytes: 0.55, arithmetic: "bf16", kvBits: 8 },
};

/** Below this many bytes a weight a mixture-of-experts checkpoint keeps its other layers wider. */
export const LOW_BIT_BYTES = 0.8;
const MOST_SERVED_BITS = 16;

/** The precisions by their names in sentences. */
export const PRECISION_NAMES = Object.keys(PRECISIONS);

export function namedPrecision(bits: string): Precision {
  const precision = PRECISIONS[bits] ?? PRECISIONS[plainName(bits)];
  if (precision !== undefined) return precision;
  throw badArgument(`bits must be a number or ${PRECISION_NAMES.join(", ")}; you gave "${bits}".`);
}

/**
 * What a plain number of bits means on a chip: 16, 8 and 4 are the arithmetic the chip has for them; anything else is
 * weights of that size, widened to 16 bits for the arithmetic.
 */
export function numberedPrecision(bits: number, has: { readonly fp8: boolean; readonly fp4: boolean }): Precision {
  if (!(bits > 0 && bits <= MOST_SERVED_BITS)) {
    throw badArgument(
      `bits must be above 0 and at most ${MOST_SERVED_BITS} for a served model; you gave ${shown(bits)}.`,
    );
  }
  if (bits === 16) return namedPrecision("bf16");
  if (bits === 8) return namedPrecision(has.fp8 ? "fp8" : "int8w");
  if (bits === 4) return namedPrecision(has.fp4 ? "fp4" : "int4");
  return {
    name: `${shown(bits)}-bit`,
    weightBytes: bits / BITS_PER_BYTE,
    arithmetic: "bf16",
    kvBits: bits < 16 ? 8 : 16,
  };
}

/** Bits of one weight, for memory alone: any positive number, or a precision's name with its scales counted. */
export function weightBits(bits: number | string): number {
  if (typeof bits === "string") return namedPrecision(bits).weightBytes * BITS_PER_BYTE;
  if (bits > 0 && bits < Number.POSITIVE_INFINITY) return bits;
  throw badArgument(
    `bits must be above 0; you gave ${shown(bits)}. Write 16 for bf16, 8 for fp8, 4.5 for fp4 with its scales.`,
  );
}
