import { type Figures, figure, percent } from "./narrativeFigures";

type Said = string | undefined;

/** A year's plan against its budget, in the currency that the table names. */
export const BUDGET_SENTENCES: readonly ((figures: Figures) => Said)[] = [
  planned,
  largest("team", (name, share) => `${name} pays the largest part, ${share}.`),
  largest("model", (name, share) => `The model that costs most is ${name} with ${share}.`),
  spent,
  (figures) => {
    const outlook = figures.number("outlook_for_year");
    return outlook === undefined ? undefined : `The outlook for the year is ${money(figures, outlook)}.`;
  },
  (figures) => {
    const lines = figures.number("unpriced_lines");
    if (lines === undefined || lines === 0) return undefined;
    return `${figure(lines)} ${lines === 1 ? "line has" : "lines have"} no price and ${lines === 1 ? "is" : "are"} missing from these figures.`;
  },
];

const money = (figures: Figures, amount: number): string => `${figure(amount)} ${figures.word("currency") ?? "USD"}`;

function planned(figures: Figures): Said {
  const [plan, budget] = [figures.number("plan_for_year"), figures.number("budget_for_year")];
  if (plan === undefined) return undefined;
  const start = `The plan for the year is ${money(figures, plan)}`;
  if (budget === undefined) return `${start}.`;
  const part = figures.number("plan_share_of_budget");
  const used = part === undefined ? "" : `, ${percent(part)} of it`;
  if (plan === budget) return `${start}, exactly the budget.`;
  return `${start}, ${plan < budget ? "within" : "above"} the budget of ${money(figures, budget)}${used}.`;
}

function largest(what: string, say: (name: string, share: string) => string): (figures: Figures) => Said {
  return (figures) => {
    const [name, part] = [figures.word(`largest_${what}`), figures.number(`largest_${what}_share`)];
    return name === undefined || part === undefined ? undefined : say(name, percent(part));
  };
}

function spent(figures: Figures): Said {
  const [actual, plan] = [figures.number("actual_to_date"), figures.number("plan_to_date")];
  if (actual === undefined) return undefined;
  const start = `${money(figures, actual)} are spent to date`;
  if (plan === undefined) return `${start}.`;
  if (actual === plan) return `${start}, as planned.`;
  return `${start}, ${actual < plan ? "less" : "more"} than the ${money(figures, plan)} planned.`;
}
