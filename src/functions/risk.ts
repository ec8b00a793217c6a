import { plainName } from "../engine/checks";
import { draw as drawTrials } from "../engine/risk/draw";
import type { DriverCell } from "../engine/risk/driver";
import { histogram as countInBins } from "../engine/risk/histogram";
import { requestRisk as riskOfRequests } from "../engine/risk/requestRisk";
import { type Scenario, scenario as scenariosBeside } from "../engine/risk/scenario";
import { type Sensitivity, sensitivity as sensitivityGrid } from "../engine/risk/sensitivity";
import { type Simulate, simulateHistogram, simulate as simulateModel } from "../engine/risk/simulate";
import { type Tornado, tornado as tornadoOf } from "../engine/risk/tornado";
import { cellOf, matrixOf } from "./call/cells";
import {
  type CellReader,
  identity,
  listOf,
  matrixOfCells,
  number,
  numberOrName,
  optional,
  optionalNonZero,
  optionalText,
  text,
} from "./call/readers";
import { isCellError } from "./call/registry";
import { spillRecord, spillTable } from "./call/spill";
import { modelWorld } from "./riskWorld";

/** A cell of a drivers table as it is; the engine says what it expects where. */
const driverCell: CellReader<DriverCell> = {
  scope: "cell",
  read(cell) {
    if (isCellError(cell)) throw cell;
    return cell;
  },
};
const driverTable = matrixOfCells(driverCell);

/** A number, or for discrete a list in text. */
const optionalNumberOrName = optional(numberOrName);

/**
 * A column of random draws from a distribution, in its own unit, the same digits for the same seed and name.
 * @customfunction DRAW
 * @param {any[][]} distribution Name of the distribution: fixed, normal, lognormal, uniform, triangular, pert or discrete [word].
 * @param {any[][]} p1 First number: value, mean, P5, low, or a list such as "10;20" for discrete [unit of the draws].
 * @param {any[][]} [p2] Second number: deviation, P95, mode or high, or the shares of a discrete list such as "0.7;0.3" [unit of the draws]. Default none; fixed needs none.
 * @param {any[][]} [p3] Third number: high, of triangular and pert [unit of the draws]. Default none.
 * @param {any[][]} [n] Number of draws, up to 199,999 [draws]. Default 1000.
 * @param {any[][]} [seed] Whole number from 1 that chooses the draws [count]. Default 1.
 * @param {any[][]} [name] Name of the driver; with the same seed SIMULATE draws these very numbers for a driver of this name [name]. Default "draw".
 * @param {any[][]} [field] Name of the column, to get it without its header: "draw" [name].
 * @returns {any[][]} draw.
 * @group Risk
 * @shape T
 * @formula quantile function of the distribution at the uniform draw of (seed, name, trial)
 * @remarks normal takes mean and deviation; lognormal P5 and P95; uniform low and high; triangular and pert low, mode and high; discrete values and their shares.
 * @remarks Nothing is random about recalculating: a draw depends on seed, name and trial alone, on every machine. Another seed gives other draws.
 * @example =INFER.DRAW("uniform", 5, 5, , 3, , , "draw") → 5
 * @example =INFER.DRAW("pert", 1, 2, 4) → draw
 */
export function draw(
  distribution: any[][],
  p1: any[][],
  p2?: any[][],
  p3?: any[][],
  n?: any[][],
  seed?: any[][],
  name?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { distribution, p1, p2, p3, n, seed, name },
    {
      distribution: identity,
      p1: numberOrName,
      p2: optionalNumberOrName,
      p3: optional(number),
      n: optionalNonZero,
      seed: optionalNonZero,
      name: optionalText,
    },
    drawTrials,
    field,
  );
}

/**
 * What a model with uncertain drivers results in: mean, P10 to P99, the chance to exceed the budget, in the unit of the model.
 * @customfunction SIMULATE
 * @param {any[][]} drivers Rows of name, distribution, p1, p2, p3; header row optional; blank for a named model [table].
 * @param {any[][]} model Formula over the drivers, such as "requests*price", FORMULATEXT of a cell, or a name of TABLE("risk_models") [text].
 * @param {any[][]} [trials] Number of trials, 2 to 1,000,000 in a cell [trials]. Default 10000.
 * @param {any[][]} [seed] Whole number from 1 that chooses the draws [count]. Default 1.
 * @param {any[][]} [budget] Amount whose chance of being exceeded is wanted [unit of the model]. Default none; then no chance.
 * @param {any[][]} [field] Name of one statistic, such as "p90", or "histogram" [name].
 * @returns {any[][]} statistic and value: trials, base, mean, se_mean, sd, min, p5, p10, p25, p50, p75, p80, p90, p95, p99, max, se_p90, contingency_p80, contingency_p90, over_base, p_over_base, p_over_budget, error_share, share_ and the name of each driver, share_joint, notes.
 * @group Risk
 * @shape T
 * @formula each trial draws every driver and computes the model; quantiles are PERCENTILE.INC and sd STDEV.S of the results
 * @remarks Distributions: fixed value; normal mean, sd; lognormal P5, P95; uniform low, high; triangular and pert low, mode, high; discrete "10;20", "0.7;0.3".
 * @remarks contingency is P80 or P90 minus P50; base is the model at the drivers' base values (fixed value, mean, median, mode, midpoint), over_base the mean minus that, p_over_base the chance to exceed it. share_ rows are first-order shares of the variance: what a driver explains alone; share_joint is the rest.
 * @remarks Drivers move together if the header goes on with group and correlation, or with the drivers' names over a matrix of rank correlations.
 * @remarks A model may call INFER functions without their prefix, save POWER and FORECAST, which Excel has too. Where trials fail, error_share says how many and the statistics say why instead of leaving them out.
 * @example =INFER.SIMULATE({"requests","fixed",1000000,"","";"usd","triangular",0.001,0.002,0.004}, "requests*usd", 10000, 1, 3000, "base") → 2000
 * @example =INFER.SIMULATE({"requests","fixed",1000000,"","";"usd","triangular",0.001,0.002,0.004}, "requests*usd") → statistic
 */
export function simulate(
  drivers: any[][],
  model: any[][],
  trials?: any[][],
  seed?: any[][],
  budget?: any[][],
  field?: any[][],
): any[][] {
  const args = { drivers, model, trials, seed, budget };
  const readers = {
    drivers: optional(driverTable),
    model: text,
    trials: optionalNonZero,
    seed: optionalNonZero,
    budget: optional(number),
  };
  const wanted = fieldNamed(field);
  if (wanted === "histogram")
    return spillTable(args, readers, (given: Simulate) => simulateHistogram(given, modelWorld()), undefined);
  const withShares = wanted === undefined || !STATISTICS_WITHOUT_SHARES.test(wanted);
  return spillTable(args, readers, (given: Simulate) => simulateModel(given, modelWorld(), withShares), field);
}

/** Statistics that are the same whether the drivers' shares are computed or not. */
const STATISTICS_WITHOUT_SHARES =
  /^(trials|base|mean|semean|sd|min|max|p\d\d?|sep90|contingencyp[89]0|overbase|poverbase|poverbudget|errorshare)$/;

function fieldNamed(field: unknown): string | undefined {
  const matrix = matrixOf(field);
  const cell = matrix?.length === 1 && matrix[0]?.length === 1 ? cellOf(matrix[0][0]) : undefined;
  return typeof cell === "string" ? plainName(cell) : undefined;
}

/**
 * How far each driver alone moves the result, largest first, in the unit of the model.
 * @customfunction TORNADO
 * @param {any[][]} drivers Rows of name, distribution, p1, p2, p3, as for SIMULATE; blank for a named model [table].
 * @param {any[][]} model Formula over the drivers, or a name of TABLE("risk_models") [text].
 * @param {any[][]} [swing] Share of its base value by which each driver moves down and up [share 0-1]. Default none; then from P10 to P90 of each driver.
 * @param {any[][]} [field] Name of a column, of a driver, or "driver.range" [name].
 * @returns {any[][]} driver, low, high, range, input_low, input_high, base.
 * @group Risk
 * @shape T
 * @formula low and high = model with one driver at its low and high end, the others at base; range = |high − low|
 * @remarks low is the result at the driver's low end, which for a saving is the larger one. A fixed driver moves only with swing.
 * @example =INFER.TORNADO({"requests","fixed",1000,"","";"usd","triangular",1,2,4}, "requests*usd", 10%, "usd.range") → 400
 * @example =INFER.TORNADO({"requests","fixed",1000,"","";"usd","triangular",1,2,4}, "requests*usd") → driver
 */
export function tornado(drivers: any[][], model: any[][], swing?: any[][], field?: any[][]): any[][] {
  return spillTable(
    { drivers, model, swing },
    { drivers: optional(driverTable), model: text, swing: optionalNonZero },
    (given: Tornado) => tornadoOf(given, modelWorld()),
    field,
  );
}

/**
 * The model over a grid of values of one or two drivers, in the unit of the model: a Data Table as a formula.
 * @customfunction SENSITIVITY
 * @param {any[][]} drivers Rows of name, distribution, p1, p2, p3, as for SIMULATE; blank for a named model [table].
 * @param {any[][]} model Formula over the drivers, or a name of TABLE("risk_models") [text].
 * @param {any[][]} row_driver Driver whose values go down the rows [name].
 * @param {any[][]} row_values Its values [list].
 * @param {any[][]} [col_driver] Driver whose values go across the columns [name]. Default none; then one column, result.
 * @param {any[][]} [col_values] Its values [list]. Default none.
 * @param {any[][]} [field] Name of one column: "result", or a value of col_values as text [name].
 * @returns {any[][]} A column of the row driver's values, then result, or a column for each value of the column driver.
 * @group Risk
 * @shape T
 * @formula model at (row value, column value), all other drivers at their base value
 * @remarks Excel's Data Tables give #CALC! with custom functions; this takes their place.
 * @example =INFER.SENSITIVITY({"requests","fixed",1000,"","";"usd","triangular",1,2,4}, "requests*usd", "usd", {1;3}, , , "result") → 1000
 * @example =INFER.SENSITIVITY({"requests","fixed",1000,"","";"usd","triangular",1,2,4}, "requests*usd", "usd", {1;3}, "requests", {10,20}) → usd
 */
export function sensitivity(
  drivers: any[][],
  model: any[][],
  row_driver: any[][],
  row_values: any[][],
  col_driver?: any[][],
  col_values?: any[][],
  field?: any[][],
): any[][] {
  return spillTable(
    { drivers, model, row_driver, row_values, col_driver, col_values },
    {
      drivers: optional(driverTable),
      model: text,
      row_driver: identity,
      row_values: listOf(number),
      col_driver: optionalText,
      col_values: optional(listOf(number)),
    },
    (given: Sensitivity) => sensitivityGrid(given, modelWorld()),
    field,
  );
}

/**
 * Scenarios side by side with the base, in the unit of the model: each driver, the result and its difference.
 * @customfunction SCENARIO
 * @param {any[][]} base Rows of name and value, or a drivers table, whose base values count [table].
 * @param {any[][]} overrides Rows of name and one column a scenario, with a header that names them; blank keeps the base [table].
 * @param {any[][]} model Formula over the names of base, or a name of TABLE("risk_models") [text].
 * @param {any[][]} [field] Name of a scenario, of a row, or "result." and a scenario [name].
 * @returns {any[][]} item, base, and a column for each scenario; rows for each driver, then result, difference, change.
 * @group Risk
 * @shape T
 * @formula difference = result − base result; change = result ÷ base result − 1
 * @example =INFER.SCENARIO({"requests",1000;"usd",2}, {"name","busy","cheap";"requests",2000,"";"usd","",1}, "requests*usd", "result.busy") → 4000
 * @example =INFER.SCENARIO({"requests",1000;"usd",2}, {"name","busy","cheap";"requests",2000,"";"usd","",1}, "requests*usd") → item
 */
export function scenario(base: any[][], overrides: any[][], model: any[][], field?: any[][]): any[][] {
  return spillTable(
    { base, overrides, model },
    { base: driverTable, overrides: driverTable, model: text },
    (given: Scenario) => scenariosBeside(given, modelWorld()),
    field,
  );
}

/**
 * How many values fall into each class, as a number and as a share.
 * @customfunction HISTOGRAM
 * @param {any[][]} values Numbers to count, such as the spill of DRAW [list].
 * @param {any[][]} [bins] Number of classes of equal width, or a range of their upper ends [count]. Default 5 to 50 by the number of values.
 * @param {any[][]} [field] Name of one column, such as "count" [name].
 * @returns {any[][]} bin, count, share, cumulative, from.
 * @group Risk
 * @shape T
 * @formula count of values above from and at most bin; share = count ÷ all; cumulative = share up to bin
 * @remarks bin is the upper end of its class, as in FREQUENCY; values above the last upper end given get a class of their own.
 * @example =INFER.HISTOGRAM({1;2;2;5;9}, 2, "count") → 4
 * @example =INFER.HISTOGRAM({1;2;2;5;9}, {2;6;10}) → bin
 */
export function histogram(values: any[][], bins?: any[][], field?: any[][]): any[][] {
  return spillTable({ values, bins }, { values: listOf(number), bins: optional(listOf(number)) }, countInBins, field);
}

/**
 * What requests of uncertain cost add up to, in USD: mean, spread and a high quantile.
 * @customfunction REQUESTRISK
 * @param {any[][]} low_usd Cost that 5% of the requests stay below [USD].
 * @param {any[][]} high_usd Cost that 5% of the requests exceed [USD].
 * @param {any[][]} [requests] Number of requests added up [requests]. Default 1.
 * @param {any[][]} [percentile] Chance that the sum stays at or below quantile [share 0-1]. Default 0.95.
 * @param {any[][]} [field] Name of one column, such as "cv" [name].
 * @returns {any[][]} mean, cv, quantile, sd, median, mean_per_request, over_mean.
 * @group Risk
 * @shape T
 * @formula σ = ln(high ÷ low) ÷ (2 × 1.6449); mean per request = √(low × high) × e^(σ²/2); cv = √(e^σ² − 1) ÷ √requests
 * @remarks The sum of independent lognormal costs is taken for lognormal with its own mean and cv (Fenton), exact for one request. over_mean is quantile ÷ mean − 1: the reserve above the expected sum.
 * @example =INFER.REQUESTRISK(0.03, 0.45, , , "mean") → 0.163048
 * @example =INFER.REQUESTRISK(0.03, 0.45, , , "cv") → 0.984492
 */
export function requestRisk(
  low_usd: any[][],
  high_usd: any[][],
  requests?: any[][],
  percentile?: any[][],
  field?: any[][],
): any[][] {
  return spillRecord(
    { low_usd, high_usd, requests, percentile },
    { low_usd: number, high_usd: number, requests: optionalNonZero, percentile: optionalNonZero },
    riskOfRequests,
    field,
  );
}
