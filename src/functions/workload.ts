import { levers, workloads } from "../data";
import { bridge as multiplicativeBridge } from "../engine/workload/bridge";
import { reasoningTokens } from "../engine/workload/multiples";
import { powerUsers } from "../engine/workload/powerUsers";
import { workload as workloadProfile } from "../engine/workload/profiles";
import { type QueryEnergy, queryEnergy } from "../engine/workload/queryEnergy";
import { volume as monthlyVolume, pilotToProd } from "../engine/workload/volume";
import {
  builtIn,
  identity,
  listOf,
  number,
  numberOrName,
  optional,
  optionalNonZero,
  optionalText,
} from "./call/readers";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * Requests and millions of tokens a month that a group of users makes.
 * @customfunction VOLUME
 * @param {any[][]} users Users who could use it [users].
 * @param {any[][]} requests_per_user_day Requests of one active user on one day [requests/day].
 * @param {any[][]} input_tokens Input of one request [tokens].
 * @param {any[][]} output_tokens Output of one request, hidden reasoning included [tokens].
 * @param {any[][]} [active_share] Share of the users who are active on a day [share 0-1]. Default 1.
 * @param {any[][]} [days_per_month] Days of use a month [days]. Default 365/12.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} requests_per_month, input_mtok_per_month, output_mtok_per_month, mtok_per_month.
 * @group Workload
 * @shape T
 * @formula requests = users × active_share × requests_per_user_day × days_per_month; Mtok = requests × tokens ÷ 1,000,000
 * @remarks Office tools run on about 21 days a month: say so in days_per_month, or lower active_share, not both.
 * @example =INFER.VOLUME(1000, 10, 1500, 500, , 30, "mtok_per_month") → 600
 * @example =INFER.VOLUME(50, 100, 1500, 500, 80%, 30, "requests_per_month") → 120000
 */
export function volume(
  users: any[][],
  requests_per_user_day: any[][],
  input_tokens: any[][],
  output_tokens: any[][],
  active_share?: any[][],
  days_per_month?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { users, requests_per_user_day, input_tokens, output_tokens, active_share, days_per_month },
    {
      users: number,
      requests_per_user_day: number,
      input_tokens: number,
      output_tokens: number,
      active_share: optional(number),
      days_per_month: optionalNonZero,
    },
    monthlyVolume,
    field,
  );
}

/**
 * A named workload profile: its calls, tokens and other measures with low, base and high value in the unit beside them.
 * @customfunction WORKLOAD
 * @param {any[][]} profile Profile, such as "chat-direct", "chat-reasoning", "rag", "long-context", "agent", "multi-agent", "code-assistant" [name].
 * @param {any[][]} [field] Name of one column, of one measure, or "measure.column" [name].
 * @returns {any[][]} measure, low, base, high, unit, status, source, note.
 * @group Workload
 * @shape T
 * @formula the rows of the workloads table with that profile
 * @remarks The figures are claims in the market unless their status says otherwise; a base inside a claimed band is a judgement. Replace them by your own measurements as soon as you have some.
 * @example =INFER.WORKLOAD("agent", "calls_per_task.base") → 10
 * @example =INFER.WORKLOAD("rag", "calls_per_task.low") → 2
 */
export function workload(profile: any[][], field?: any[][]): any[][] {
  return spillTable(
    { profile, workloads },
    { profile: identity, workloads: builtIn(workloads) },
    workloadProfile,
    field,
  );
}

/**
 * Hidden reasoning tokens behind a visible answer, in tokens; they are billed as output.
 * @customfunction REASONINGTOKENS
 * @param {any[][]} visible_tokens Tokens of the answer that is shown [tokens].
 * @param {any[][]} multiplier Hidden and visible tokens over visible tokens, 1 or more [ratio].
 * @returns {any[][]} Hidden tokens.
 * @group Workload
 * @shape B
 * @formula visible_tokens × (multiplier − 1)
 * @remarks A multiplier of 10 means nine hidden tokens for each visible one. Give the result to COST as reasoning_tokens: there it is added to the visible output.
 * @example =INFER.REASONINGTOKENS(300, 10) → 2700
 */
export function reasoningtokens(visible_tokens: any[][], multiplier: any[][]): any[][] {
  return spread({ visible_tokens, multiplier }, { visible_tokens: number, multiplier: number }, reasoningTokens);
}

/**
 * Cost in production of what a pilot showed, in the pilot's unit, such as USD per month.
 * @customfunction PILOTTOPROD
 * @param {any[][]} pilot_usd Cost of the pilot [USD].
 * @param {any[][]} pilot_users Users of the pilot [users].
 * @param {any[][]} production_users Users in production [users].
 * @param {any[][]} [overhead] What production adds: retries, redundancy, monitoring, guardrails [ratio]. Default 2.
 * @param {any[][]} [intensity] Use by one user in production over use by one in the pilot [ratio]. Default 1.
 * @returns {any[][]} USD over the same period as pilot_usd.
 * @group Workload
 * @shape B
 * @formula pilot_usd × production_users ÷ pilot_users × overhead × intensity
 * @remarks Claims in the market put the overhead at 2 to 5. BRIDGE shows what it is made of.
 * @example =INFER.PILOTTOPROD(450, 50, 5000) → 90000
 */
export function pilottoprod(
  pilot_usd: any[][],
  pilot_users: any[][],
  production_users: any[][],
  overhead?: any[][],
  intensity?: any[][],
): any[][] {
  return spread(
    { pilot_usd, pilot_users, production_users, overhead, intensity },
    {
      pilot_usd: number,
      pilot_users: number,
      production_users: number,
      overhead: optionalNonZero,
      intensity: optionalNonZero,
    },
    pilotToProd,
  );
}

/**
 * The steps from a start through multiplying factors to an end, in the unit of the start; they add up exactly.
 * @customfunction BRIDGE
 * @param {any[][]} start Value at the beginning, such as the pilot's cost [USD].
 * @param {any[][]} factors What multiplies it, one after the other [ratio].
 * @param {any[][]} [labels] Name of each factor [text]. Default Factor 1, Factor 2 and so on.
 * @param {any[][]} [method] "sequential": each factor acts on what those before it made; "logshare": shares by logarithm, the same in any order [word]. Default sequential.
 * @param {any[][]} [field] Name of one column, of one label, or "label.column" [name].
 * @returns {any[][]} label, factor, step, cumulative, base, total, rise, fall.
 * @group Workload
 * @shape T
 * @formula end = start × Π factors; step = value before × (factor − 1), or with logshare (end − start) × ln(factor) ÷ ln(end ÷ start)
 * @remarks In a sequential bridge a factor looks the larger the later it stands; logshare gives it the same share wherever it stands.
 * @remarks The last four columns draw a waterfall: stacked columns with base invisible, then total, rise and fall.
 * @example =INFER.BRIDGE(450, {100,1.1,1.5,1.15,1.1}, , , "End.total") → 93926.25
 * @example =INFER.BRIDGE(450, {100,1.1,1.5,1.15,1.1}, {"Users","Retries","Redundancy","Monitoring","Guardrails"}, "logshare", "Users.step") → 80597.76
 */
export function bridge(start: any[][], factors: any[][], labels?: any[][], method?: any[][], field?: any[][]): any[][] {
  return spillTable(
    { start, factors, labels, method },
    { start: number, factors: listOf(number), labels: optional(listOf(numberOrName)), method: optionalText },
    multiplicativeBridge,
    field,
  );
}

/**
 * How unevenly users spend: what share of the cost, 0-1, the top users cause, and the USD lost on those who cost more than they pay.
 * @customfunction POWERUSERS
 * @param {any[][]} mean_usd_per_user Mean cost of one user over a period [USD].
 * @param {any[][]} users Number of users [users].
 * @param {any[][]} [cv] Standard deviation of the cost per user over its mean [ratio]. Default 1.5.
 * @param {any[][]} [price_usd_per_user] What each user pays over the same period [USD]. Default none; then no loss.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} spend_usd, median_usd_per_user, top1_share, top5_share, top10_share, top20_share, users_above_price, share_above_price, loss_usd, margin_usd.
 * @group Workload
 * @shape T
 * @formula σ² = ln(1 + cv²); share of the top q = Φ(σ + Φ⁻¹(q)); loss = users × (mean × Φ(d) − price × Φ(d − σ)) with d = ln(mean ÷ price) ÷ σ + σ ÷ 2
 * @remarks Cost per user is taken as lognormal; Φ is the normal distribution. loss_usd counts only users above the price, margin_usd all: it is users × (price − mean). Shares are those of a large group; ten users have no top 1%.
 * @example =INFER.POWERUSERS(20, 10000, , 30, "loss_usd") → 59522.12
 * @example =INFER.POWERUSERS(20, 10000, , , "top10_share") → 0.422347
 */
export function powerusers(
  mean_usd_per_user: any[][],
  users: any[][],
  cv?: any[][],
  price_usd_per_user?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { mean_usd_per_user, users, cv, price_usd_per_user },
    { mean_usd_per_user: number, users: number, cv: optional(number), price_usd_per_user: optionalNonZero },
    powerUsers,
    field,
  );
}

/**
 * Energy of requests to an API in kWh, low, base and high, for those who see no hardware.
 * @customfunction QUERYENERGY
 * @param {any[][]} queries Number of text prompts [requests].
 * @param {any[][]} [wh_per_query] Energy of one prompt, data centre included [Wh]. Default 0.3.
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} low_kwh, base_kwh, high_kwh, wh_per_query, band_low_wh, band_high_wh, source.
 * @group Workload
 * @shape T
 * @formula queries × wh_per_query ÷ 1,000; low and high with the published band of 0.1 to 0.34 Wh a text prompt
 * @remarks The band is of short text prompts. Long contexts, reasoning, images and agents take a multiple: give a figure of your own. A figure outside the band widens it. Where the hardware is known use ENERGY.
 * @example =INFER.QUERYENERGY(1000000, , "base_kwh") → 300
 * @example =INFER.QUERYENERGY(1000000, , "high_kwh") → 340
 */
export function queryenergy(queries: any[][], wh_per_query?: any[][], field?: any[][]): any[][] {
  return spillRecord<QueryEnergy>(
    { queries, wh_per_query, levers },
    { queries: number, wh_per_query: optionalNonZero, levers: builtIn(levers) },
    queryEnergy,
    field,
  );
}
