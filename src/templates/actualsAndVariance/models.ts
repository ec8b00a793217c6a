import type { VarianceLines } from "../blocks/varianceBridge";
import { type CellRef, type Formula, f, ListRef, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT } from "../looks";
import { BUDGET_ROWS, type Givens } from "./givens";
import type { Focus } from "./usage";

const HEAD = 6;
const FIRST = HEAD + 1;
/** After the models of the budget one row for all others. */
const OTHERS = BUDGET_ROWS;
const MODELS = BUDGET_ROWS + 1;
/** The first row below the models. */
export const MODELS_END = FIRST + MODELS;

const [NAME, BUDGET_VOLUME, BUDGET_PRICE, BUDGET_USD, ACTUAL_VOLUME, ACTUAL_USD, ACTUAL_PRICE] = [0, 1, 2, 3, 4, 5, 6];

export interface ModelLines extends VarianceLines {
  readonly names: ListRef;
  readonly budgetUsd: ListRef;
  readonly actualUsd: ListRef;
}

/** The whole usage. */
export interface UsageSums {
  readonly total: CellRef;
  readonly tokens: CellRef;
  readonly unpriced: CellRef;
}

interface Used {
  readonly usage: TableRef;
  readonly focus: Focus;
  readonly sums: UsageSums;
}

/** Budget and actual of each model of the budget, and of all others together. */
export function modelLines(sheet: SheetDraft, given: Givens, used: Used): ModelLines {
  const names = nameColumn(sheet, given);
  return { names, ...budgetColumns(sheet, given, used.sums), ...actualColumns(sheet, names, used) };
}

function nameColumn(sheet: SheetDraft, { budget }: Givens): ListRef {
  const budgeted = budget.list("Budget by model");
  sheet.put(HEAD, NAME, "Models", HEADING);
  return sheet.down(FIRST, NAME, MODELS, (item) =>
    item === OTHERS ? "Other models" : f`=IF(${budgeted.at(item)}="","",${budgeted.at(item)})`,
  );
}

function column(sheet: SheetDraft, col: number, title: string, make: (item: number) => Formula): ListRef {
  sheet.put(HEAD, col, title, HEADING_RIGHT);
  return sheet.down(FIRST, col, MODELS, make, { numberFormat: FORMAT.count2, align: "right" });
}

function budgetColumns(sheet: SheetDraft, { budget, factor }: Givens, { total }: UsageSums) {
  const given = (title: string, item: number) => f`N(${budget.list(title).at(item)})`;
  // A formula like its neighbours, not a bare 0.
  const none = f`=0*${total}`;
  const budgetVolume = column(sheet, BUDGET_VOLUME, "Budget, Mtok", (item) =>
    item === OTHERS ? none : f`=${given("Volume", item)}*${factor}`,
  );
  const budgetPrice = column(sheet, BUDGET_PRICE, "USD/Mtok", (item) =>
    item === OTHERS ? none : f`=${given("Price", item)}`,
  );
  const budgetUsd = column(sheet, BUDGET_USD, "Budget, USD", (item) => {
    return f`=${budgetVolume.at(item)}*${budgetPrice.at(item)}`;
  });
  return { budgetVolume, budgetPrice, budgetUsd };
}

function actualColumns(sheet: SheetDraft, names: ListRef, { usage, focus, sums }: Used) {
  const { service, cost } = focus;
  const ifNamed = (item: number, value: Formula) => f`=IF(${names.at(item)}="",0,${value})`;
  // What the listed models leave of a sum.
  const rest = (sum: CellRef, col: number) =>
    f`=MAX(0,${sum}-SUM(${new ListRef(sheet.name, FIRST, col, BUDGET_ROWS)}))`;
  const used = (id: string, item: number) => f`SUMIFS(${usage.column(id)},${usage.column("model")},${names.at(item)})`;
  const paid = (item: number) =>
    f`SUMIFS(${cost},${service},"*/"&${names.at(item)},${cost},">0")+SUMIFS(${cost},${service},${names.at(item)},${cost},">0")`;
  const actualVolume = column(sheet, ACTUAL_VOLUME, "Actual, Mtok", (item) =>
    item === OTHERS
      ? rest(sums.tokens, ACTUAL_VOLUME)
      : ifNamed(item, f`(${used("input_tokens", item)}+${used("output_tokens", item)})/10^6`),
  );
  const actualUsd = column(sheet, ACTUAL_USD, "Actual, USD", (item) =>
    item === OTHERS ? rest(sums.total, ACTUAL_USD) : ifNamed(item, paid(item)),
  );
  const actualPrice = column(sheet, ACTUAL_PRICE, "USD/Mtok", (item) => {
    const volume = actualVolume.at(item);
    return f`=IF(${volume}>0,${actualUsd.at(item)}/${volume},0)`;
  });
  return { actualVolume, actualUsd, actualPrice };
}
