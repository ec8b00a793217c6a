import type { ReadValue } from "../../host/port";

/** A price as it was given, or why it is none; `undefined` is blank: not known. */
export type Amount = number | { readonly fault: string } | undefined;

export interface AmountStyle {
  readonly decimal: "." | ",";
  /** A number such as 2,500 can be read in two ways, and no other cell of the list tells which. */
  readonly isAmbiguous: boolean;
}

const CURRENCIES: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR" };
const CODE = /\b(USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|CNY|SEK|NOK|DKK|PLN|BRL)\b/i;
const NOT_KNOWN = /^(?:|-|–|—|n\/?a|none|null|tbd|\?)$/i;

/** The currency that a text names by its sign or code. */
export function currencyIn(text: string): string | undefined {
  const code = CODE.exec(text)?.[1]?.toUpperCase();
  if (code !== undefined) return code;
  const sign = [...text].find((character) => character in CURRENCIES);
  return sign === undefined ? undefined : CURRENCIES[sign];
}

/** A text without currency and unit: "$ 2.50 / 1M tokens" is "2.50". */
function digitsOf(text: string): string {
  return text
    .replace(/\b(?:per|pro|par|por)\b.*$|\/.*$/i, "")
    .replace(CODE, "")
    .replace(/[$€£¥₹]/g, "")
    .replace(/[\s\u00a0\u202f'’]/g, "");
}

const PLAIN = /^[-+]?\d*\.?\d+(?:e[-+]?\d+)?$/i;
const THOUSANDS = /^[-+]?\d{1,3}(?:,\d{3})+$/;

/** How the numbers of a list are written, by those that can be read in one way only. */
export function styleOf(cells: readonly ReadValue[]): AmountStyle {
  const texts = cells.filter((cell) => typeof cell === "string").map(digitsOf);
  const isComma = texts.some((text) => /^[-+]?\d*,(?:\d{1,2}|\d{4,})$/.test(text) || /\.\d{3},\d+$/.test(text));
  const isPoint = texts.some((text) => /\d*\.\d+$/.test(text) && !/,\d+$/.test(text));
  const isAmbiguous = !isComma && !isPoint && texts.some((text) => THOUSANDS.test(text));
  return { decimal: isComma ? "," : ".", isAmbiguous };
}

export function amountOf(cell: ReadValue, { decimal, isAmbiguous }: AmountStyle): Amount {
  if (cell === null) return undefined;
  if (typeof cell === "number") return cell < 0 ? { fault: `${cell} is below 0` } : cell;
  if (typeof cell !== "string") return { fault: `${typeof cell === "boolean" ? cell : cell.code} is no price` };
  const text = digitsOf(cell);
  if (NOT_KNOWN.test(cell.trim()) || text === "")
    return NOT_KNOWN.test(cell.trim()) ? undefined : { fault: `"${cell.trim()}" is no price` };
  if (isAmbiguous && THOUSANDS.test(text)) {
    return { fault: `"${cell.trim()}" can be read as ${text.replaceAll(",", "")} or as ${text.replace(",", ".")}` };
  }
  const plain = decimal === "," ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  if (!PLAIN.test(plain)) return { fault: `"${cell.trim()}" is no price` };
  const value = Number(plain);
  return value < 0 ? { fault: `"${cell.trim()}" is below 0` } : value;
}

/** A number moved by powers of ten, without the last-digit errors of a multiplication. */
export function shifted(value: number, powers: number): number {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + powers}`);
}

const DIGITS = 12;

/** A price after a discount, to twelve digits. */
export function discounted(price: number, discount: number): number {
  return discount === 0 ? price : Number((price * (1 - discount)).toPrecision(DIGITS));
}
