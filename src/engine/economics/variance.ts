import { notNegative, plainName, representable } from "../checks";
import { badArgument, divideByZero } from "../errors";
import type { Grid, Value } from "../grid";
import { itemName } from "../lists";
import { sheetCase } from "../names";

/** A cell of a line: blank where a line has no budget or no actual. */
type Amounts = readonly (number | undefined)[];

export interface Variance {
  readonly budgetVolume: Amounts;
  readonly budgetPrice: Amounts;
  readonly actualVolume: Amounts;
  readonly actualPrice: Amounts;
  readonly budgetRequests?: Amounts | undefined;
  readonly actualRequests?: Amounts | undefined;
  readonly labels?: readonly (string | number)[] | undefined;
}

/**
 * Price–volume–mix of costs, line by line. Over the lines that have a budget and an actual volume:
 * volume = (Qₐ−Qᵦ)·sᵦᵢ·pᵦᵢ, mix = (qₐᵢ − Qₐ·sᵦᵢ)·pᵦᵢ, price = qₐᵢ·(pₐᵢ−pᵦᵢ), where sᵦᵢ is a line's share of the budget
 * volume. New and discontinued lines stand apart in full. The effects add up to actual less budget.
 */
export function variance(given: Variance): Grid {
  const lines = linesOf(given);
  const steps = effects(lines, given.budgetRequests !== undefined);
  const budget = lines.map((line) => line.budgetVolume * line.budgetPrice);
  const actual = lines.map((line) => line.actualVolume * line.actualPrice);
  representable({ budget: sum(budget), actual: sum(actual) });
  for (const { name, amounts } of steps) representable({ [name]: sum(amounts) });
  const labels = labelsOf(given.labels, lines.length, [...FIXED, ...steps.map(({ name }) => name)]);
  const noise = ROUNDING * (sum(budget) + sum(actual));
  const row = (name: string, amounts: readonly number[], judged: boolean): Value[] => {
    const total = sum(amounts);
    return [name, total, judged ? judgement(total, noise) : "", ...(labels.length === 0 ? [] : amounts)];
  };
  const difference = actual.map((amount, index) => amount - (budget[index] ?? 0));
  return {
    columns: ["effect", "usd", "judgement", ...labels],
    rows: [
      row("budget", budget, false),
      ...steps.map(({ name, amounts }) => row(name, amounts, true)),
      row("actual", actual, false),
      row("total", difference, true),
    ],
  };
}

/** Below this share of the amounts an effect is the noise of adding binary fractions. */
const ROUNDING = 1e-12;

/** For a cost, less than budgeted is good. */
function judgement(costUsd: number, noise: number): string {
  if (Math.abs(costUsd) <= noise) return "none";
  return costUsd > 0 ? "adverse" : "favourable";
}

interface Line {
  readonly budgetVolume: number;
  readonly budgetPrice: number;
  readonly actualVolume: number;
  readonly actualPrice: number;
  readonly budgetRequests: number;
  readonly actualRequests: number;
}

interface Effect {
  readonly name: string;
  readonly amounts: readonly number[];
}

function effects(lines: readonly Line[], withRequests: boolean): readonly Effect[] {
  const kept = lines.filter(isKept);
  const budgetTotal = sum(kept.map(({ budgetVolume }) => budgetVolume));
  const actualTotal = sum(kept.map(({ actualVolume }) => actualVolume));
  representable({ budgetTotal, actualTotal });
  const each = (amount: (line: Line) => number): readonly number[] =>
    lines.map((line) => (isKept(line) ? amount(line) : 0));
  // Divided last: whole volumes at whole prices give whole amounts.
  const atBudget = (total: number, line: Line): number => (total * line.budgetVolume) / budgetTotal;
  const volume = each((line) => atBudget((actualTotal - budgetTotal) * line.budgetPrice, line));
  const mix = each((line) => (line.actualVolume - atBudget(actualTotal, line)) * line.budgetPrice);
  return [
    ...(withRequests ? splitVolume(kept, volume, each) : [{ name: "volume", amounts: volume }]),
    { name: "mix", amounts: mix },
    { name: "price", amounts: each((line) => line.actualVolume * (line.actualPrice - line.budgetPrice)) },
    { name: "new", amounts: lines.map((line) => (isNew(line) ? line.actualVolume * line.actualPrice : 0)) },
    { name: "discontinued", amounts: lines.map((line) => (isGone(line) ? -line.budgetVolume * line.budgetPrice : 0)) },
  ];
}

/** More requests at the budget's tokens each, then more tokens in each of the actual requests. */
function splitVolume(
  kept: readonly Line[],
  volume: readonly number[],
  each: (amount: (line: Line) => number) => readonly number[],
): readonly Effect[] {
  const budgetRequests = sum(kept.map((line) => line.budgetRequests));
  const actualRequests = sum(kept.map((line) => line.actualRequests));
  representable({ budgetRequests, actualRequests });
  if (kept.length > 0) checkCounted({ budgetRequests, actualRequests });
  const requests = each(
    (line) => ((actualRequests - budgetRequests) * line.budgetVolume * line.budgetPrice) / budgetRequests,
  );
  const rest = volume.map((amount, index) => amount - (requests[index] ?? 0));
  return [
    { name: "requests", amounts: requests },
    { name: "tokens_per_request", amounts: rest },
  ];
}

/** Volume without a request has no tokens a request. */
function checkCounted(requests: Readonly<Record<string, number>>): void {
  for (const name in requests) {
    if (requests[name] === 0) throw divideByZero(`${sheetCase(name)} is 0.`);
  }
}

const isKept = ({ budgetVolume, actualVolume }: Line): boolean => budgetVolume > 0 && actualVolume > 0;
const isNew = ({ budgetVolume, actualVolume }: Line): boolean => budgetVolume === 0 && actualVolume > 0;
const isGone = ({ budgetVolume, actualVolume }: Line): boolean => budgetVolume > 0 && actualVolume === 0;

function linesOf(given: Variance): readonly Line[] {
  const { budgetVolume, budgetPrice, actualVolume, actualPrice, budgetRequests, actualRequests } = given;
  const lists = { budgetVolume, budgetPrice, actualVolume, actualPrice, budgetRequests, actualRequests };
  for (const [name, amounts] of Object.entries(lists)) {
    if (amounts !== undefined) checkAmounts(name, amounts, budgetVolume.length);
  }
  if ((budgetRequests === undefined) !== (actualRequests === undefined)) {
    throw badArgument("budget_requests and actual_requests go together: give both or neither.");
  }
  const count = filledLines([budgetVolume, budgetPrice, actualVolume, actualPrice]);
  return Array.from({ length: count }, (_unused, index) => {
    const place = { index, count };
    const volumes = { budget: budgetVolume[index] ?? 0, actual: actualVolume[index] ?? 0 };
    return {
      budgetVolume: volumes.budget,
      budgetPrice: needed({ budgetPrice }, place, volumes.budget),
      actualVolume: volumes.actual,
      actualPrice: needed({ actualPrice }, place, volumes.actual),
      budgetRequests: budgetRequests === undefined ? 0 : needed({ budgetRequests }, place, volumes.budget),
      actualRequests: actualRequests === undefined ? 0 : needed({ actualRequests }, place, volumes.actual),
    };
  });
}

/** A range may reach below its last line. */
function filledLines(lists: readonly Amounts[]): number {
  let count = lists[0]?.length ?? 0;
  while (count > 0 && lists.every((amounts) => amounts[count - 1] === undefined)) count--;
  if (count === 0) throw badArgument("budget_volume, budget_price, actual_volume and actual_price are all blank.");
  return count;
}

function checkAmounts(name: string, amounts: Amounts, count: number): void {
  if (amounts.length !== count) {
    throw badArgument(
      `${itemName(name, 0, 1)} has ${amounts.length} cells and budget_volume ${count}; give one a line.`,
    );
  }
  amounts.forEach((amount, index) => {
    notNegative({ [itemName(name, index, count)]: amount });
  });
}

/** A price or a count may be blank only where the line has no volume on that side. */
function needed(
  named: Readonly<Record<string, Amounts>>,
  at: { readonly index: number; readonly count: number },
  volume: number,
): number {
  for (const name in named) {
    const value = named[name]?.[at.index];
    if (value !== undefined) return value;
    if (volume > 0) throw badArgument(`${itemName(name, at.index, at.count)} is missing, and the line has volume.`);
  }
  return 0;
}

/** Columns and rows of the table itself: a line of one of these names would be mistaken for them in `field`. */
const FIXED = ["effect", "usd", "judgement", "budget", "actual", "total"];

function labelsOf(
  given: readonly (string | number)[] | undefined,
  count: number,
  taken: readonly string[],
): readonly string[] {
  if (given === undefined) return [];
  const labels = given.map(String);
  if (labels.length !== count)
    throw badArgument(`labels has ${labels.length} names for ${count} lines; give one a line.`);
  const seen = new Set(taken.map(plainName));
  for (const label of labels) {
    if (seen.has(plainName(label))) {
      throw badArgument(
        `labels must differ from each other and from the table's own names, such as usd or volume; "${label}" stands twice.`,
      );
    }
    seen.add(plainName(label));
  }
  return labels;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
