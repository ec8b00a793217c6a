import type { CellLook } from "../host/plan";
import type { ValidationModel } from "../host/sheetParts";
import type { CellContent } from "./cell-data";

/** A sheet as data: rows of cells from the top left, column widths in pixels, how many rows stay in sight. */
export interface SheetPlan {
  readonly name: string;
  readonly columnWidths: readonly number[];
  readonly frozenRows: number;
  readonly rows: readonly (readonly CellContent[])[];
  readonly rules: readonly ValidationModel[];
}

const TITLE: CellLook = { bold: true, fontSize: 16, color: "#0f3b66" };
const NOTE: CellLook = { italic: true, color: "#5c5c5c" };
const HEADING: CellLook = { bold: true, color: "#0f3b66", fill: "#e8f1fa" };
const INPUT: CellLook = { color: "#0000ff", fill: "#fffbe0" };
const UNIT: CellLook = { color: "#5c5c5c" };
const SOURCE: CellLook = { color: "#5c5c5c", fontSize: 9 };

const USD = "$#,##0.00";
const USD_SMALL = "$#,##0.00000";
const COUNT = "#,##0";
const SHARE = "0%";

const heading = (text: string, second = "", third = "", fourth = ""): CellContent[] =>
  [text, second, third, fourth].map((value) => ({ value, look: HEADING }));

/** As in the models: what breaks a rule is refused as it is typed, with the sentence. */
const rule = (
  addresses: string,
  title: string,
  text: string,
  limits: Pick<ValidationModel, "type" | "operator" | "first" | "second">,
): ValidationModel => ({ addresses, ...limits, allowsBlank: false, alert: { style: "stop", title, text } });

const input = (label: string, value: number | string, unit: string, format: string, note = ""): CellContent[] => [
  { value: label },
  { value, look: { ...INPUT, align: "right", numberFormat: format } },
  { value: unit, look: UNIT },
  { value: note, look: SOURCE },
];

/** A calculated row; a source that starts with "=" is a formula too. */
const result = (label: string, formula: string, unit: string, format: string, source = ""): CellContent[] => [
  { value: label },
  { formula, look: { align: "right", numberFormat: format } },
  { value: unit, look: UNIT },
  source.startsWith("=") ? { formula: source, look: SOURCE } : { value: source, look: SOURCE },
];

/** Formats of what COMPARE spills beside the model: USD per request, USD per month, multiple, rank. */
const COMPARED = [USD_SMALL, USD, "0.00", "0"];
const COLUMN_HEAD: CellLook = { bold: true, align: "right" };

const TEXT = "@";
const AUTOMATIC = "General";
const PRICE_SOURCE = '=INFER.SOURCE("prices",B5,"url")&", as of "&INFER.SOURCE("prices",B5,"as_of")';

/** The sheet a newcomer finds: a workload, its bill, the break-even against an own GPU, and models side by side. */
export const FIRST_SHEET: SheetPlan = {
  name: "Start",
  columnWidths: [250, 140, 190, 170, 150],
  frozenRows: 2,
  rows: [
    [{ value: "What AI inference costs", look: TITLE }],
    [
      {
        formula: '="Change a yellow cell and the rest follows. List prices as of "&INFER.VERSION("data_as_of")&"."',
        look: NOTE,
      },
    ],
    heading("Your workload", "Value", "Unit", "Source"),
    [],
    input("Model", "gpt-4o", "name", TEXT, "any name from the price table, also azure/gpt-4o"),
    input("Input tokens per request", 1500, "tokens", COUNT),
    input("Output tokens per request", 500, "tokens", COUNT),
    input("Requests per day", 10_000, "requests", COUNT),
    input("Share of input read from cache", 0, "share", SHARE),
    [],
    heading("Through an API"),
    result("Input price", '=INFER.PRICE(B5,"input")', "USD per million tokens", USD, PRICE_SOURCE),
    result("Output price", '=INFER.PRICE(B5,"output")', "USD per million tokens", USD, PRICE_SOURCE),
    result("One request", "=INFER.COST(B5,B6,B7)", "USD", USD_SMALL, "tokens times price, input and output apart"),
    result("One month", "=INFER.MONTHLYCOST(B5,B8,B6,B7,B9)", "USD per month", USD, "30.4 days"),
    result("Tokens in a month", "=B8*(B6+B7)*365/12/1000000", "million tokens", "#,##0.0"),
    result("Blended price", "=INFER.BLENDEDPRICE(B5,B7/(B6+B7),B9)", "USD per million tokens", USD),
    [],
    heading("On your own GPU"),
    input("Accelerator", "h100-sxm", "name", TEXT),
    result("Rent, on demand", "=INFER.RENT(B20)", "USD per GPU-hour", USD, "median of the providers in the rent table"),
    input("GPUs", 1, "GPUs", COUNT, "use THROUGHPUT or your own measurement for how many you need"),
    result("Fixed cost", "=B21*B22*730", "USD per month", USD, "730 hours"),
    result("Break-even volume", "=INFER.BREAKEVEN(B23,B17)", "million tokens a month", "#,##0.0"),
    result(
      "Cheaper today",
      '=IF(B16>B24,"own GPU, if it serves that much","API")',
      "",
      AUTOMATIC,
      "your million tokens a month against the break-even",
    ),
    [],
    heading("Models side by side", "", "for the workload above"),
    [
      { value: "Models", look: UNIT },
      ...["gpt-4o", "gpt-5-mini", "claude-sonnet-4-5", "gemini-2.5-flash"].map((value) => ({
        value,
        look: { ...INPUT, numberFormat: TEXT },
      })),
    ],
    [
      { formula: "=INFER.COMPARE(B28:E28,B6,B7,B8*365/12,B9)", look: { bold: true } },
      ...COMPARED.map(() => ({ look: COLUMN_HEAD })),
    ],
    ...Array.from({ length: 4 }, () => [{}, ...COMPARED.map((numberFormat) => ({ look: { numberFormat } }))]),
  ],
  rules: [
    rule("B6:B8", "Your workload", "A number of 0 or more.", {
      type: "decimal",
      operator: "greaterThanOrEqual",
      first: "0",
    }),
    rule("B9", "Share of input read from cache", "A share from 0 % to 100 %: write 60% or 0.6.", {
      type: "decimal",
      first: "0",
      second: "1",
    }),
    rule("B22", "GPUs", "A number above 0.", { type: "decimal", operator: "greaterThan", first: "0" }),
  ],
};
