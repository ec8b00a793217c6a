import { notNegative, plainName, ratio } from "../checks";
import { badArgument } from "../errors";
import type { Grid, Value } from "../grid";
import { itemName } from "../lists";

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
  const labels = labelsOf(given.labels, lines.length);
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
  const growth = kept.length === 0 ? 0 : actualTotal / budgetTotal;
  const each = (amount: (line: Line) => number): readonly number[] =>
    lines.map((line) => (isKept(line) ? amount(line) : 0));
  const volume = each((line) => (growth - 1) * line.budgetVolume * line.budgetPrice);
  return [
    ...(withRequests ? splitVolume(kept, volume, each, growth) : [{ name: "volume", amounts: volume }]),
    { name: "mix", amounts: each((line) => (line.actualVolume - growth * line.budgetVolume) * line.budgetPrice) },
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
  growth: number,
): readonly Effect[] {
  const budgetRequests = sum(kept.map((line) => line.budgetRequests));
  const actualRequests = sum(kept.map((line) => line.actualRequests));
  const requestGrowth = kept.length === 0 ? 1 : ratio(actualRequests, { budgetRequests });
  if (growth > 0) ratio(growth, { actualRequests });
  const requests = each((line) => (requestGrowth - 1) * line.budgetVolume * line.budgetPrice);
  const rest = volume.map((amount, index) => amount - (requests[index] ?? 0));
  return [
    { name: "requests", amounts: requests },
    { name: "tokens_per_request", amounts: rest },
  ];
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

const OWN_COLUMNS = ["effect", "usd", "judgement"];

function labelsOf(given: readonly (string | number)[] | undefined, count: number): readonly string[] {
  if (given === undefined) return [];
  const labels = given.map(String);
  if (labels.length !== count)
    throw badArgument(`labels has ${labels.length} names for ${count} lines; give one a line.`);
  const seen = new Set(OWN_COLUMNS.map(plainName));
  for (const label of labels) {
    if (seen.has(plainName(label)))
      throw badArgument(
        `labels must differ from each other and from effect, usd and judgement; "${label}" stands twice.`,
      );
    seen.add(plainName(label));
  }
  return labels;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
