import { type InputCell, type InputColumn, type InputTable, inputTable } from "../blocks/inputTable";
import type { Offer } from "../blocks/prices";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import type { ListRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, NOTE, SUBTITLE, TAB, TITLE, UNIT } from "../looks";
import type { Givens } from "./givens";

/** The models of the example, as their makers sell them. */
export const OFFERS: readonly Offer[] = [
  { provider: "openai", modelId: "gpt-4o" },
  { provider: "google", modelId: "gemini-3.8-flash" },
  { provider: "anthropic", modelId: "claude-haiku-5-5" },
  { provider: "anthropic", modelId: "claude-sonnet-5-5" },
  { provider: "openai", modelId: "gpt-6.1-sol" },
  { provider: "openai", modelId: "gpt-5.4-mini" },
];

/** Team, use, model, requests, input, output, cached, reasoning, tier, discount, growth, from. All but the first are examples. */
const USES: readonly (readonly InputCell[])[] = [
  ["Support", "Customer chat", "gpt-4o", 10_000, 1500, 500, null, null, null, null, null, null],
  ["Support", "Ticket triage", "gemini-3.8-flash", 40_000, 900, 60, null, null, null, null, null, null],
  ["Sales", "Call summaries", "claude-haiku-5-5", 6000, 12_000, 800, null, null, "batch", null, 0.5, null],
  ["Engineering", "Code assistant", "claude-sonnet-5-5", 7000, 14_000, 900, 0.7, null, null, 0.05, null, null],
  ["Engineering", "Code review", "gpt-6.1-sol", 900, 20_000, 1200, 0.4, 4000, null, null, null, null],
  ["Operations", "Document search", "gpt-5.4-mini", 12_000, 4000, 350, 0.25, null, null, null, 0.1, null],
];
const USE_ROWS = 10;

/** Team, product, seats, USD per seat and month, seats added a month, from. */
const SEATS: readonly (readonly InputCell[])[] = [
  ["Engineering", "Coding assistant, business seat", 40, 19, 1, null],
  ["Sales", "Chat assistant, team seat", 25, 30, 0, null],
];
const SEAT_ROWS = 5;

/** Rows of the example, and blank ones for the user's own. */
function withBlanks(rows: readonly (readonly InputCell[])[], count: number): readonly (readonly InputCell[])[] {
  return [...rows, ...Array<readonly InputCell[]>(count - rows.length).fill([])];
}

export interface Uses {
  readonly table: InputTable;
  readonly team: ListRef;
  readonly use: ListRef;
  readonly model: ListRef;
  readonly requestsPerDay: ListRef;
  readonly inputTokens: ListRef;
  readonly outputTokens: ListRef;
  readonly cached: ListRef;
  readonly reasoning: ListRef;
  readonly tier: ListRef;
  readonly discount: ListRef;
  readonly growth: ListRef;
  readonly from: ListRef;
}

export interface SeatLines {
  readonly table: InputTable;
  readonly team: ListRef;
  readonly product: ListRef;
  readonly seats: ListRef;
  readonly usdPerSeat: ListRef;
  readonly added: ListRef;
  readonly from: ListRef;
}

export interface Lines {
  readonly sheet: SheetDraft;
  readonly uses: Uses;
  readonly seats: SeatLines;
}

const WIDTHS = [40, 115, 265, 170, 115, 115, 115, 115, 115, 120, 105, 95, 105, 165, 140, 150, 300];
const USES_HEAD = 4;

export function lines(model: ModelDraft, given: Givens): Lines {
  const sheet = model.sheet("Lines", {
    columnWidths: WIDTHS,
    frozenRows: 3,
    frozenColumns: 3,
    tabColor: TAB.inputs,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Lines of the budget", TITLE);
  sheet.put(
    1,
    0,
    "One line for each use of a model or kind of seat; blank rows are free. On the right: what it costs, where its price comes from.",
    SUBTITLE,
  );
  sheet.putRow(3, 0, ["Use of models, paid by the token", ...Array<null>(WIDTHS.length - 1).fill(null)], HEADING);
  const uses = useLines(model, sheet, given);
  const below = USES_HEAD + 2 + USE_ROWS + 1;
  sheet.putRow(below, 0, ["Seats, paid by the month", ...Array<null>(WIDTHS.length - 1).fill(null)], HEADING);
  const seats = seatLines(model, sheet, given, below + 1);
  sheet.put(below + 4 + SEAT_ROWS, 0, NOTES, NOTE);
  return { sheet, uses, seats };
}

const NOTES =
  "Requests, tokens, shares and seats are examples to be replaced. Input tokens include the cached ones. Growth left blank takes the rate of the sheet Inputs; From left blank starts with the budget.";

function useLines(model: ModelDraft, sheet: SheetDraft, { teams }: Givens): Uses {
  numbered(sheet, USES_HEAD, USE_ROWS);
  const columns: readonly InputColumn[] = [
    { title: "Team", unit: "of Inputs", kind: { cells: teams } },
    { title: "Use", unit: "name", kind: "text" },
    { title: "Model", unit: "name, as gpt-4o", kind: { suggested: API_MODELS } },
    { title: "Requests", unit: "per day", kind: "amount" },
    { title: "Input", unit: "tokens/request", kind: "amount" },
    { title: "Output", unit: "tokens/request", kind: "amount" },
    { title: "Cached", unit: "share of input", kind: "share" },
    { title: "Reasoning", unit: "tokens/request", kind: "amount" },
    { title: "Tier", unit: "blank: standard", kind: { oneOf: ["standard", "batch", "flex", "priority", "off_peak"] } },
    { title: "Discount", unit: "share of bill", kind: "share", format: FORMAT.share1 },
    { title: "Growth", unit: "a year", kind: "number", format: FORMAT.share },
    { title: "From", unit: "first day", kind: "date" },
  ];
  const table = inputTable(model, sheet, { row: USES_HEAD, col: 1 }, columns, withBlanks(USES, USE_ROWS));
  return {
    table,
    team: table.list("Team"),
    use: table.list("Use"),
    model: table.list("Model"),
    requestsPerDay: table.list("Requests"),
    inputTokens: table.list("Input"),
    outputTokens: table.list("Output"),
    cached: table.list("Cached"),
    reasoning: table.list("Reasoning"),
    tier: table.list("Tier"),
    discount: table.list("Discount"),
    growth: table.list("Growth"),
    from: table.list("From"),
  };
}

function seatLines(model: ModelDraft, sheet: SheetDraft, { teams }: Givens, row: number): SeatLines {
  numbered(sheet, row, SEAT_ROWS);
  const columns: readonly InputColumn[] = [
    { title: "Team", unit: "of Inputs", kind: { cells: teams } },
    { title: "Product", unit: "name", kind: "text" },
    { title: "Seats", unit: "in the first month", kind: "amount" },
    { title: "Price", unit: "USD a month", kind: "amount", format: FORMAT.count2 },
    { title: "Added", unit: "seats a month", kind: "number" },
    { title: "From", unit: "first day", kind: "date" },
  ];
  const table = inputTable(model, sheet, { row, col: 1 }, columns, withBlanks(SEATS, SEAT_ROWS));
  return {
    table,
    team: table.list("Team"),
    product: table.list("Product"),
    seats: table.list("Seats"),
    usdPerSeat: table.list("Price"),
    added: table.list("Added"),
    from: table.list("From"),
  };
}

function numbered(sheet: SheetDraft, head: number, count: number): void {
  sheet.put(head, 0, "No.", HEADING);
  sheet.put(head + 1, 0, null, UNIT);
  sheet.down(head + 2, 0, count, (item) => item + 1, { ...UNIT, indent: 0, align: "center" });
}
