import { cascade as cascadeCost, distill as distillation } from "../engine/levers";
import { number, optional, optionalNonZero } from "./call/readers";
import { spillRecord } from "./call/spill";
import { spread } from "./call/spread";

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
 * What a distilled student model saves, in USD per million tokens and month, and when it has paid for its training.
 * @customfunction DISTILL
 * @param {any[][]} teacher_usd_per_mtok Price of the teacher model [USD/Mtok].
 * @param {any[][]} [student_ratio] Price of the student as a share of the teacher's [ratio]. Default 0.1.
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
