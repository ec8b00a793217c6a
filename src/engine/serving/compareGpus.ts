import { oneOf, positiveShare } from "../checks";
import { attempt, DomainError, noSolution } from "../errors";
import type { Row, Value } from "../grid";
import { RENT_TERMS, type RentBook, rent } from "../ownership/rent";
import { S_PER_H, TOK_PER_MTOK } from "../units";
import { weightBits } from "./precision";
import { checkRequest } from "./request";
import { modelNamed, type ServingTables } from "./tables";
import { type Throughput, throughputOf } from "./throughput";

/** Which accelerators stand in the league, in which table, and how many of each. */
export interface League {
  readonly tables: ServingTables;
  readonly names: readonly string[];
  /** The same count of each; without it the smallest that fits. */
  readonly count?: number | undefined;
}

export interface CompareGpus {
  readonly model: string;
  readonly gpus: League;
  readonly bits?: number | string | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly tpotMs?: number | undefined;
  readonly utilization?: number | undefined;
  readonly outputShare?: number | undefined;
  readonly term?: string | undefined;
  readonly rents: RentBook;
}

interface Entry {
  readonly gpu: string;
  readonly result: Throughput | DomainError;
  readonly usdPerHour: number | DomainError;
  readonly usdPerMTok: number | DomainError;
}

/** Accelerators for one model and load, the cheapest token first; what cannot serve stands last and says why. */
export function compareGpus(given: CompareGpus): readonly Row[] {
  const { utilization = 1, outputShare = 1, bits = 16, term = "on_demand" } = given;
  positiveShare({ utilization, outputShare });
  checkRequest(given);
  modelNamed(given.gpus.tables, given.model);
  oneOf({ term }, RENT_TERMS);
  weightBits(bits);
  const entries = given.gpus.names.map((gpu) => entryOf(given, gpu, outputShare / utilization)).sort(byCost);
  const best = entries.find(({ usdPerMTok }) => typeof usdPerMTok === "number")?.usdPerMTok;
  return entries.map((entry) => rowOf(entry, best));
}

/** A chip that cannot serve is a row of the league, not the end of it; an unknown model is the same for all. */
function entryOf(given: CompareGpus, gpu: string, perUse: number): Entry {
  const { model, gpus: league, bits, inputTokens, outputTokens, tpotMs, term, rents } = given;
  const request = { model, gpu, gpus: league.count, bits, inputTokens, outputTokens, tpotMs };
  const result = attempt(() => throughputOf(league.tables, request));
  if (result instanceof DomainError) return { gpu, result, usdPerHour: result, usdPerMTok: result };
  const each = attempt(() => rent({ gpu, term, rents }));
  if (each instanceof DomainError) return { gpu, result, usdPerHour: each, usdPerMTok: each };
  const usdPerHour = each * result.gpus;
  const usdPerMTok = (usdPerHour / (result.outputTokPerS * S_PER_H)) * TOK_PER_MTOK * perUse;
  return { gpu, result, usdPerHour, usdPerMTok };
}

function byCost(a: Entry, b: Entry): number {
  return costRank(a) - costRank(b) || rateRank(b) - rateRank(a) || (a.gpu < b.gpu ? -1 : 1);
}

const costRank = ({ usdPerMTok }: Entry): number => (typeof usdPerMTok === "number" ? usdPerMTok : Number.MAX_VALUE);
const rateRank = ({ result }: Entry): number => (result instanceof DomainError ? -1 : result.perGpu);

function rowOf({ gpu, result, usdPerHour, usdPerMTok }: Entry, best: Value): Row {
  if (result instanceof DomainError) {
    return {
      gpu,
      gpus: result,
      outputTokPerS: result,
      perGpu: result,
      usdPerHour,
      usdPerMTok,
      tokPerJoule: result,
      index: result,
      whyNot: result.message,
    };
  }
  const { gpus, outputTokPerS, perGpu, watts } = result;
  const index =
    typeof usdPerMTok === "number" && typeof best === "number" && usdPerMTok > 0
      ? (100 * best) / usdPerMTok
      : noSolution("The index compares USD per Mtok, which needs a rent.");
  return {
    gpu,
    gpus,
    outputTokPerS,
    perGpu,
    usdPerHour,
    usdPerMTok,
    tokPerJoule: watts instanceof DomainError ? watts : outputTokPerS / watts,
    index,
    whyNot: usdPerMTok instanceof DomainError ? usdPerMTok.message : undefined,
  };
}
