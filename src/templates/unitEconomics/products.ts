import { type InputCell, type InputTable, inputTable } from "../blocks/inputTable";
import type { Offer } from "../blocks/prices";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import type { SheetDraft } from "../draft/sheet";
import { NOTE, SUBTITLE, TAB, TITLE } from "../looks";

/** The models of the example, as their makers sell them. */
export const OFFERS: readonly Offer[] = [
  { provider: "anthropic", modelId: "claude-sonnet-5-5" },
  { provider: "openai", modelId: "gpt-6.1-sol" },
  { provider: "openai", modelId: "gpt-5.4-mini" },
  { provider: "google", modelId: "gemini-3.8-flash" },
  { provider: "anthropic", modelId: "claude-haiku-5-5" },
];

/** Product, model, users, requests a user and month, price, charged per, input, output, cached, other cost. All are examples. */
const EXAMPLES: readonly (readonly InputCell[])[] = [
  ["Code assistant", "claude-sonnet-5-5", 4000, 900, 20, "user", 9000, 450, 0.75, 0.001],
  ["Meeting summaries", "gpt-5.4-mini", 6000, 40, 8, "user", 14_000, 900, null, 0.02],
  ["Contract review", "gpt-6.1-sol", 300, 60, 0.5, "request", 60_000, 2500, 0.2, 0.05],
  ["Research agent", "gpt-6.1-sol", 800, 45, 15, "user", 120_000, 4000, 0.6, 0.02],
  ["Search with adverts", "gemini-3.8-flash", 90_000, 25, 0.002, "request", 2500, 250, null, 0.0005],
  ["Free chat", "claude-haiku-5-5", 250_000, 30, 0, "user", 1800, 350, 0.4, 0.0001],
];
const ROWS = 8;

export const CHARGED = ["user", "request"] as const;

export interface Products {
  readonly sheet: SheetDraft;
  readonly table: InputTable;
}

const HEAD = 3;

export function products(model: ModelDraft): Products {
  const sheet = model.sheet("Products", {
    columnWidths: [220, 170, 90, 115, 95, 95, 105, 105, 105, 110, 300],
    frozenRows: HEAD + 2,
    frozenColumns: 1,
    tabColor: TAB.inputs,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Products", TITLE);
  sheet.put(
    1,
    0,
    "One line for each product. Blank rows are free; the column on the right says what is missing.",
    SUBTITLE,
  );
  const rows = [...EXAMPLES, ...Array<readonly InputCell[]>(ROWS - EXAMPLES.length).fill([])];
  const table = inputTable(
    model,
    sheet,
    { row: HEAD, col: 0 },
    [
      { title: "Product", unit: "name", kind: "text" },
      { title: "Model", unit: "any name INFER knows", kind: { suggested: API_MODELS } },
      { title: "Users", unit: "paying or not", kind: "amount" },
      { title: "Requests", unit: "per user, month", kind: "amount" },
      { title: "Price", unit: "USD", kind: "amount", format: "#,##0.00##" },
      { title: "Charged per", unit: "user (month)", kind: { oneOf: CHARGED } },
      { title: "Input", unit: "tokens/request", kind: "amount" },
      { title: "Output", unit: "tokens/request", kind: "amount" },
      { title: "Cached", unit: "share of input", kind: "share" },
      { title: "Other cost", unit: "USD/request", kind: "amount", format: "#,##0.0000" },
    ],
    rows,
  );
  sheet.put(
    HEAD + 3 + ROWS,
    0,
    "All lines are examples to be replaced. Input tokens include the cached ones; output includes hidden reasoning. Other cost: retrieval, hosting, moderation. A request may be a task of many calls: then give the tokens of the whole task.",
    NOTE,
  );
  return { sheet, table };
}
