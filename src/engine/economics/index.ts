/** Does it pay: margins, cost per outcome, business case, budget variance and run rate. */
export { type Focus, focus, type Usage } from "./focus";
export { type Margin, margin, type Verdict, type VerdictRow, type VerdictRule, verdict, verdictRules } from "./margin";
export { type CostPerOutcome, costPerOutcome, type HumanCost, humanCost } from "./outcome";
export { type RunRate, runRate } from "./runRate";
export { type ValueCase, valueCase } from "./valueCase";
export { type Variance, variance } from "./variance";
