import { FigureList } from "../blocks/figureList";
import { InputSheet } from "../blocks/inputs";
import { priced } from "../blocks/prices";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT } from "../looks";

/** What is given about users, about a case done by a model and about the same case done by a person. */
export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Product unit economics");
  const usd2 = { kind: "amount", format: FORMAT.usd2 } as const;
  list.section("Users");
  const spread = list.line("Spread of use between users", {
    value: 1.5,
    unit: "standard deviation / mean",
    kind: "amount",
    format: FORMAT.factor,
    note: "1.5: a tenth of the users cause 42% of the cost. 0: all use alike.",
  });
  list.section("What if");
  const percent = { value: 0, unit: "of the sheet Products", kind: "number", format: FORMAT.share } as const;
  const priceChange = list.line("Change of what customers pay", {
    ...percent,
    note: "10% for a tenth more, -10% for a tenth less",
  });
  const costChange = list.line("Change of the cost of a request", {
    ...percent,
    note: "-30% for a cheaper model or shorter prompts",
  });
  list.section("A case, such as a ticket, done by a model");
  const name = list.line("Model", {
    value: "gpt-5.4-mini",
    unit: "name",
    kind: { suggested: API_MODELS },
    note: "Any name INFER knows",
  });
  const calls = list.line("Calls of the model for one attempt", {
    value: 6,
    unit: "calls",
    kind: "amount",
    note: "Example",
  });
  const input = list.line("Input tokens of a call", { value: 8000, unit: "tokens", kind: "amount", note: "Example" });
  const cached = list.line("Of them read from the cache", {
    value: 0.5,
    unit: "share",
    kind: "share",
    note: "Example",
  });
  const output = list.line("Output tokens of a call", {
    value: 500,
    unit: "tokens",
    kind: "amount",
    note: "Example; hidden reasoning included",
  });
  const success = list.line("Attempts that resolve the case", {
    value: 0.65,
    unit: "share",
    kind: "share",
    note: "Example: measure it on your own cases",
  });
  const attempts = list.line("Attempts before a person takes over", {
    value: 1,
    unit: "attempts",
    kind: { wholeFrom: 1, to: 20 },
  });
  const review = list.line("Checking one attempt", {
    ...usd2,
    value: 0.25,
    unit: "USD",
    note: "Example: sampled review",
  });
  const cases = list.line("Cases", { value: 20_000, unit: "cases per month", kind: "amount", note: "Example" });
  list.section("The same case done by a person");
  const minutes = list.line("Working time", { value: 12, unit: "minutes", kind: "amount", note: "Example" });
  const wage = list.line("Wage", { ...usd2, value: 30, unit: "USD per hour", note: "Example" });
  const load = list.line("On top of the wage", {
    value: 0,
    unit: "share",
    kind: "share",
    note: "Benefits, taxes, workplace, paid time without a case",
  });
  const whatIf = { spread, priceChange, costChange };
  return { list, whatIf, name, calls, input, cached, output, success, attempts, review, cases, minutes, wage, load };
}

export type Givens = ReturnType<typeof givens>;

/** A case by a model, with people for what fails, against a case by people alone. */
export function caseFigures(sheet: SheetDraft, row: number, given: Givens, prices: TableRef) {
  const list = FigureList.titled(sheet, row, ["A case", "Value", "Unit"]);
  const { name } = given;
  const tokens = f`${given.input},${given.output},${given.input}*${given.cached}`;
  const call = priced(name, prices, (own) => f`INFER.COST(${name},${tokens},,,,,${own})`);
  const one = list.line("One call", call, "USD", FORMAT.usdSmall);
  const attempt = list.line("One attempt", f`=${one}*${given.calls}`, "USD", FORMAT.usdSmall);
  const human = list.line(
    "By a person",
    f`=INFER.HUMANCOST(${given.minutes},${given.wage},${given.load})`,
    "USD per case",
  );
  const outcome = (title: string, field: string, unit: string, format?: string): CellRef =>
    list.line(
      title,
      f`=INFER.COSTPEROUTCOME(${attempt},${given.success},${human},${given.review},${given.attempts},"${field}")`,
      unit,
      format,
    );
  const resolved = outcome("A resolved case, attempts alone", "usd_per_resolved", "USD per resolved case");
  const perCase = outcome("Any case, with people for what fails", "usd_per_case", "USD per case");
  const saving = outcome("Saved against people alone", "saving_per_case", "USD per case");
  const share = outcome("Cases that the model resolves", "resolved_share", "share", FORMAT.share1);
  const breakEven = outcome("Success rate from which it saves", "break_even_success", "share", FORMAT.share1);
  const month = list.line("Saved in a month", f`=${saving}*${given.cases}`, "USD per month", FORMAT.count);
  return { attempt, human, resolved, perCase, saving, share, breakEven, month };
}

export type CaseFigures = ReturnType<typeof caseFigures>;
