/** Does it pay: margins, cost per outcome, business case, budget variance, run rate and usage as FOCUS rows. */
export { type Focus, focus, type Usage } from "./focus";
export { margin, type VerdictRow, type VerdictRule, verdict, verdictRules } from "./margin";
export { costPerOutcome, humanCost } from "./outcome";
export { runRate } from "./runRate";
export { valueCase } from "./valueCase";
export { type Variance, variance } from "./variance";
