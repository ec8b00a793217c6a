import { badArgument, type DomainError, divideByZero, overflow, remember, remembered } from "./errors";
import { sheetCase } from "./names";

/**
 * Domain rules. Each takes the values by their engine names, so that the sentence names the argument as the sheet does:
 * `share({ utilization })` says "utilization must be 0 to 1; you gave 60. Write 60% or 0.6."
 * Undefined values are skipped: what is omitted cannot be out of range.
 */
type Named = Readonly<Record<string, number | undefined>>;

/** A number as a sentence shows it: thousands separated, no locale, up to 10 significant digits. */
export function shown(value: number): string {
  // Sentences are made for every bad cell of a range, so the common short numbers take the short way.
  if (Number.isInteger(value) && value > -1000 && value < 1000) return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "no number" : `${value < 0 ? "-" : ""}1.8e+308 or more`;
  const magnitude = Math.abs(value);
  const exact = String(value);
  const plain = exact.length <= 11 ? exact : String(Number(value.toPrecision(10)));
  if (magnitude >= 1e15 || magnitude < 1e-6) return plain;
  const point = plain.indexOf(".");
  const whole = point < 0 ? plain : plain.slice(0, point);
  return grouped(whole) + (point < 0 ? "" : plain.slice(point));
}

function grouped(whole: string): string {
  const start = whole.startsWith("-") ? 1 : 0;
  let end = whole.length;
  let tail = "";
  while (end - start > 3) {
    tail = `,${whole.slice(end - 3, end)}${tail}`;
    end -= 3;
  }
  return whole.slice(0, end) + tail;
}

function refuse(name: string, rule: string, value: number, fix?: (value: number) => string): never {
  throw remembered(rule, name, value) ?? remember(rule, name, value, refusal(name, rule, value, fix?.(value)));
}

function refusal(name: string, rule: string, value: number, advice: string | undefined): DomainError {
  return badArgument(`${sheetCase(name)} ${rule}; you gave ${shown(value)}.${advice ? ` ${advice}` : ""}`);
}

export function positive(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY)) refuse(name, "must be above 0", value);
  }
}

export function notNegative(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      refuse(name, "must be 0 or more", value);
    }
  }
}

export function finite(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !Number.isFinite(value)) refuse(name, "must be a finite number", value);
  }
}

/** An intermediate result that huge inputs drive beyond every number is told as that, before it turns into a NaN. */
export function representable(values: Named): void {
  for (const name in values) {
    if (Number.isFinite(values[name] ?? 0)) continue;
    throw overflow(`${sheetCase(name)} is beyond what a cell can hold.`);
  }
}

/** A share of a whole: 0 to 1. A 60 typed for 60 % is the most frequent slip, so the sentence shows both spellings. */
export function share(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(value >= 0 && value <= 1)) refuse(name, "must be 0 to 1", value, percentFix);
  }
}

/** A share that divides: above 0, at most 1. */
export function positiveShare(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value === undefined || (value > 0 && value <= 1)) continue;
    // Above 1 it is the usual slip, and told as of any share; 0 and less need to hear that 0 is out.
    refuse(name, value > 1 ? "must be 0 to 1" : "must be above 0 and at most 1", value, percentFix);
  }
}

/** 60 is 60 %; 1.2 may be 120 % as well as 1.2 %, so there it stays silent. */
function percentFix(value: number): string {
  return value >= 2 && value <= 100 ? `Write ${shown(value)}% or ${shown(value / 100)}.` : "";
}

/** Rates may fall: -10 is typed for -10 % as 10 is for 10 %. */
function rateFix(value: number): string {
  return Math.abs(value) <= 100 ? `Write ${shown(value)}% or ${shown(value / 100)}.` : "";
}

/** A yearly rate of change: above −100 %, and at most 1,000 % so that 12 typed for 12 % is caught. */
export function rate(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(value > -1 && value <= 10)) {
      refuse(name, "must be above -100% and at most 1000%", value, rateFix);
    }
  }
}

/** A rate of what hardly doubles in a period, such as a rent in a year: at most 100 %, so that 3 typed for 3 % is caught. */
export function slowRate(values: Named): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(value > -1 && value <= 1)) {
      refuse(name, "must be above -100% and at most 100%", value, rateFix);
    }
  }
}

export function wholeNumber(values: Named, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= min && value <= max)) {
      const upTo = max === Number.MAX_SAFE_INTEGER ? `of ${shown(min)} or more` : `from ${shown(min)} to ${shown(max)}`;
      refuse(name, `must be a whole number ${upTo}`, value);
    }
  }
}

export function between(values: Named, min: number, max: number): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !(value >= min && value <= max)) {
      refuse(name, `must be ${shown(min)} to ${shown(max)}`, value);
    }
  }
}

/** One of a few words; spelling is forgiven for case, spaces, dashes and underscores. */
export function oneOf<Word extends string>(values: Readonly<Record<string, string>>, words: readonly Word[]): Word {
  for (const name in values) {
    const given = values[name] ?? "";
    const word = words.find((candidate) => sameName(candidate, given));
    if (word === undefined) {
      throw badArgument(`${sheetCase(name)} must be ${orList(words.map((w) => `"${w}"`))}; you gave "${given}".`);
    }
    return word;
  }
  throw new Error("oneOf needs a named value");
}

export function orList(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** Names are compared without case, spaces, dashes and underscores: "GPT 4o" is "gpt-4o". */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s\u00a0_\-\u2010-\u2015]+/g, "");
}

function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** Divides, or says which argument is zero. */
export function ratio(numerator: number, denominator: Named): number {
  for (const name in denominator) {
    const value = denominator[name];
    if (value === undefined) continue;
    if (value === 0) throw divideByZero(`${sheetCase(name)} is 0.`);
    return numerator / value;
  }
  throw new Error("ratio needs a named denominator");
}
