import { cacheBreakEven, promptCache, semanticCache } from "../engine/levers/caching";
import { roadmap as plannedRoadmap } from "../engine/levers/roadmap";
import { cascade as cascadeCost, route as routedCost } from "../engine/levers/routing";
import { distill as distillation, quantize as quantization } from "../engine/levers/smallerModels";
import { stackSavings } from "../engine/levers/stack";
import { leverTable } from "./call/leverTable";
import { spreadMain } from "./call/mainValue";
import { listOf, number, optional, optionalNonZero, optionalText } from "./call/readers";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Mean cost per request in USD when a router sends each request to one of several models.
 * @customfunction ROUTE
 * @param {any[][]} costs_usd Cost of one request on each model [USD].
 * @param {any[][]} shares Share of the requests that each model gets; they sum to 1 [share 0-1].
 * @param {any[][]} [router_usd] Cost of deciding on one request [USD]. Default 0.
 * @returns {any[][]} USD per request.
 * @group Levers
 * @shape S
 * @formula Σ costs_usd × shares + router_usd
 * @remarks A router splits the traffic, so each request pays one model; where some requests pay two, use CASCADE. The same sum splits traffic between edge and cloud, or heavy and typical users.
 * @example =INFER.ROUTE({0.003,0.009}, {0.8,0.2}, 0.00014) → 0.00434
 */
export function route(costs_usd: any[][], shares: any[][], router_usd?: any[][]): any[][] {
  return spread(
    { costs_usd, shares, router_usd },
    { costs_usd: listOf(number), shares: listOf(number), router_usd: optional(number) },
    routedCost,
  );
}

/**
 * Cost per request in USD of a cascade: a cheap model first, the expensive one for what is escalated.
 * @customfunction CASCADE
 * @param {any[][]} cheap_usd Cost of the cheap model for one request [USD].
 * @param {any[][]} expensive_usd Cost of the expensive model for one request [USD].
 * @param {any[][]} escalation_share Share of requests that the expensive model answers again [share 0-1].
 * @param {any[][]} [verifier_usd] Cost of checking one answer, paid on every request [USD]. Default 0.
 * @returns {any[][]} USD per request.
 * @group Levers
 * @shape B
 * @formula cheap_usd + verifier_usd + escalation_share × expensive_usd
 * @remarks A cascade pays the cheap model on every request; a router (ROUTE) splits the traffic and pays one model only.
 * @example =INFER.CASCADE(0.001, 0.02, 30%) → 0.007
 */
export function cascade(
  cheap_usd: any[][],
  expensive_usd: any[][],
  escalation_share: any[][],
  verifier_usd?: any[][],
): any[][] {
  return spread(
    { cheap_usd, expensive_usd, escalation_share, verifier_usd },
    { cheap_usd: number, expensive_usd: number, escalation_share: number, verifier_usd: optional(number) },
    cascadeCost,
  );
}

/**
 * Net saving of a prompt cache as a share of the input cost, 0-1; negative where writing costs more than reading saves.
 * @customfunction PROMPTCACHE
 * @param {any[][]} hit_rate Share of the cacheable input that is read from the cache [share 0-1].
 * @param {any[][]} [read_ratio] Price of a cached token as a share of the input price [ratio]. Default 0.1.
 * @param {any[][]} [write_ratio] Price of a token written to the cache as a multiple of the input price [ratio]. Default 1.25.
 * @param {any[][]} [cacheable_share] Share of the input that repeats and could be cached [share 0-1]. Default 1.
 * @returns {any[][]} Saving as a share of the input cost without a cache.
 * @group Levers
 * @shape B
 * @formula cacheable_share × (hit_rate × (1 − read_ratio) − (1 − hit_rate) × (write_ratio − 1))
 * @remarks What is not read is written. Sellers that do not charge for writing have a write_ratio of 1. Output is not cached: the saving on the whole bill is smaller.
 * @example =INFER.PROMPTCACHE(80%) → 0.67
 * @example =INFER.PROMPTCACHE(10%) → -0.135
 */
export function promptcache(
  hit_rate: any[][],
  read_ratio?: any[][],
  write_ratio?: any[][],
  cacheable_share?: any[][],
): any[][] {
  return spread(
    { hit_rate, read_ratio, write_ratio, cacheable_share },
    {
      hit_rate: number,
      read_ratio: optional(number),
      write_ratio: optionalNonZero,
      cacheable_share: optional(number),
    },
    promptCache,
  );
}

/**
 * Number of requests from which a cached prompt costs less than sending it anew each time.
 * @customfunction CACHEBREAKEVEN
 * @param {any[][]} [read_ratio] Price of a cached token as a share of the input price [ratio]. Default 0.1.
 * @param {any[][]} [write_ratio] Price of a token written to the cache as a multiple of the input price [ratio]. Default 1.25.
 * @returns {any[][]} Requests within the life of the cache entry, the one that writes it included.
 * @group Levers
 * @shape B
 * @formula (write_ratio − read_ratio) ÷ (1 − read_ratio)
 * @remarks The first request writes, the others read. A result of 1.28 means that the second request already saves; 1 or less means that caching never costs more.
 * @example =INFER.CACHEBREAKEVEN() → 1.277778
 */
export function cachebreakeven(read_ratio?: any[][], write_ratio?: any[][]): any[][] {
  return spread(
    { read_ratio, write_ratio },
    { read_ratio: optional(number), write_ratio: optionalNonZero },
    cacheBreakEven,
  );
}

/**
 * Net saving of a semantic cache as a share of the model's cost, 0-1; negative where the look-up costs more than the hits save.
 * @customfunction SEMANTICCACHE
 * @param {any[][]} hit_rate Share of the requests answered from earlier answers [share 0-1].
 * @param {any[][]} [lookup_share] Cost of one look-up (embedding, vector search) as a share of one request's cost [share 0-1]. Default 0.01.
 * @returns {any[][]} Saving as a share of the model's cost without the cache.
 * @group Levers
 * @shape B
 * @formula hit_rate − lookup_share
 * @remarks Every request pays the look-up, hit or not. The saving counts wrong hits as right ones: their cost is not in it.
 * @example =INFER.SEMANTICCACHE(30%) → 0.29
 */
export function semanticcache(hit_rate: any[][], lookup_share?: any[][]): any[][] {
  return spread({ hit_rate, lookup_share }, { hit_rate: number, lookup_share: optional(number) }, semanticCache);
}

/**
 * Factor by which throughput rises when weights get fewer bits; with a field, the factor on memory or the saving, 0-1.
 * @customfunction QUANTIZE
 * @param {any[][]} from_bits Bits per weight today [bits].
 * @param {any[][]} to_bits Bits per weight afterwards, at most from_bits [bits].
 * @param {any[][]} [regime] What the work waits for: "memory" (writing answers in small batches) or "compute" (reading prompts, large batches) [word]. Default memory.
 * @param {any[][]} [efficiency] Share of the ideal gain that remains after conversion and unquantized parts [share 0-1]. Default 0.875.
 * @param {any[][]} [field] "throughput", "memory" (how many times less the weights take) or "saving" (of cost per token) [name]. Default throughput.
 * @returns {any[][]} Factor on tokens per second; the field memory gives from_bits ÷ to_bits, saving gives 1 − 1 ÷ throughput.
 * @group Levers
 * @shape B
 * @formula from_bits ÷ to_bits × efficiency; with regime compute at most the ratio of the formats' peaks
 * @remarks The peaks are those of 4, 8, 16, 32 and 64-bit arithmetic, each twice the next; weights of other widths are computed in the next wider format. On a chip without 4-bit arithmetic give 8 (or 16) as to_bits for the compute-bound part.
 * @remarks It concerns weights on hardware of your own. The price of an API does not change, and quality may: measure it. Equal bits give 1.
 * @example =INFER.QUANTIZE(16, 4) → 3.5
 * @example =INFER.QUANTIZE(16, 8, , , "memory") → 2
 */
export function quantize(
  from_bits: any[][],
  to_bits: any[][],
  regime?: any[][],
  efficiency?: any[][],
  field?: any[][],
): any[][] {
  return spreadMain(
    { from_bits, to_bits, regime, efficiency },
    { from_bits: number, to_bits: number, regime: optionalText, efficiency: optionalNonZero },
    quantization,
    "throughput",
    field,
  );
}

/**
 * What a distilled student model saves, in USD per million tokens and month, and when it has paid for its training.
 * @customfunction DISTILL
 * @param {any[][]} teacher_usd_per_mtok Price of the teacher model, blended over input and output [USD/Mtok].
 * @param {any[][]} [student_ratio] Price of the student as a share of the teacher's [share 0-1]. Default 0.1.
 * @param {any[][]} [quality] Share of the teacher's quality that the student keeps [share 0-1]. Default 0.9.
 * @param {any[][]} [one_time_usd] Cost of making the student [USD]. Default 0.
 * @param {any[][]} [mtok_per_month] Tokens a month, input and output together [Mtok/month]. Default none; then no monthly saving.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} student_usd_per_mtok, saving_usd_per_mtok, saving_share, quality_adjusted_ratio, saving_usd_per_month, payback_months.
 * @group Levers
 * @shape T
 * @formula saving = teacher × (1 − student_ratio); quality-adjusted ratio = student_ratio ÷ quality; payback = one_time_usd ÷ monthly saving
 * @example =INFER.DISTILL(10, 0.1, 0.9, 20000, 500, "payback_months") → 4.444444
 */
export function distill(
  teacher_usd_per_mtok: any[][],
  student_ratio?: any[][],
  quality?: any[][],
  one_time_usd?: any[][],
  mtok_per_month?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { teacher_usd_per_mtok, student_ratio, quality, one_time_usd, mtok_per_month },
    {
      teacher_usd_per_mtok: number,
      student_ratio: optional(number),
      quality: optionalNonZero,
      one_time_usd: optional(number),
      mtok_per_month: optionalNonZero,
    },
    distillation,
    field,
  );
}

/**
 * Saving of several levers together as a share of the cost, 0-1: each acts on what the others leave.
 * @customfunction STACKSAVINGS
 * @param {any[][]} savings What each lever saves where it is used; negative if it costs [share 0-1].
 * @param {any[][]} [adoption] Share of the spend on which each lever is used, one for all or one each [share 0-1]. Default 1.
 * @returns {any[][]} Saving as a share of the cost without levers.
 * @group Levers
 * @shape S
 * @formula 1 − Π (1 − adoption × savings)
 * @remarks Percentages of savings never add: 60%, 20% and 30% are 77.6%, not 110%. The order does not matter. Levers that act on the same tokens overlap: lower their adoption.
 * @example =INFER.STACKSAVINGS({0.6,0.2,0.3}) → 0.776
 * @example =INFER.STACKSAVINGS({0.6,0.2,0.3}, 50%) → 0.4645
 */
export function stacksavings(savings: any[][], adoption?: any[][]): any[][] {
  return spread({ savings, adoption }, { savings: listOf(number), adoption: optional(listOf(number)) }, stackSavings);
}

/**
 * A plan of levers in USD per month: ranked, what each saves on the remaining cost, the cost afterwards and the payback in months.
 * @customfunction ROADMAP
 * @param {any[][]} baseline_usd Cost today [USD/month].
 * @param {any[][]} levers Rows of name, saving, adoption, one_time_usd and start_month, the last three may be left out; a header row may name them in any order [table].
 * @param {any[][]} [field] Name of one column, of one lever, or "lever.column" [name].
 * @returns {any[][]} lever, rank, start_month, saving, saving_usd, running_usd, cumulative_saving, one_time_usd, cumulative_one_time_usd, payback_months, base_usd, total_usd, fall_usd, rise_usd.
 * @group Levers
 * @shape T
 * @formula saving = adoption × saving of the table; saving_usd = running cost before × saving; payback_months = one_time_usd ÷ saving_usd
 * @remarks Rows stand in the order of their start; in the same month the quickest payback comes first, then the larger saving. Each lever is credited with what it saves on the cost that the earlier ones leave, so the steps add up to Today less Target.
 * @remarks rank 1 has the least one-time cost for the share it saves, whatever its start. Without those columns adoption is 100%, the one-time cost 0 and the start month 1. The payback of Target counts from the first start until the savings so far cover the one-time costs so far.
 * @remarks The last four columns draw a waterfall: stacked columns with base_usd invisible, then total_usd, fall_usd and rise_usd.
 * @example =INFER.ROADMAP(10000, {"Routing",0.6;"Caching",0.2;"Prompts",0.3}, "Target.running_usd") → 2240
 * @example =INFER.ROADMAP(10000, {"Routing",0.6,0.5,9000,1;"Caching",0.2,1,0,3}, "Routing.payback_months") → 3
 */
export function roadmap(baseline_usd: any[][], levers: any[][], field?: any[][]): any[][] {
  return spillTable({ baseline_usd, levers }, { baseline_usd: number, levers: leverTable }, plannedRoadmap, field);
}
