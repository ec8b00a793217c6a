import { dayOfIsoText } from "../../engine/dates";

const ISO = /^\d{4}-\d{2}-\d{2}/;
const SECONDS = /^\d{10}(?:\.0+)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/;
const SECONDS_PER_DAY = 86_400;
const SERIAL_OF_1970 = 25_569;

/** The part of a time that is its day, as the file writes it: rows of one day share it. */
export function dayText(text: string): string {
  if (ISO.test(text)) return text.slice(0, 10);
  const trimmed = text.trim();
  if (SECONDS.test(trimmed)) return String(Math.floor(Number(trimmed) / SECONDS_PER_DAY) + SERIAL_OF_1970);
  const slashed = SLASHED.exec(trimmed);
  return slashed?.[0] ?? (ISO.test(trimmed) ? trimmed.slice(0, 10) : trimmed);
}

/** Whether days such as 03/04/2026 name the month or the day first; `undefined` where no day of the file tells. */
export function isMonthFirst(days: Iterable<string>): boolean | undefined {
  for (const text of days) {
    const [, first, second] = SLASHED.exec(text) ?? [];
    if (Number(second) > 12) return true;
    if (Number(first) > 12 || /^\d+\./.test(text)) return false;
  }
  return undefined;
}

export function isOrderUnsure(days: readonly string[]): boolean {
  return days.some((text) => SLASHED.test(text)) && isMonthFirst(days) === undefined;
}

/** The serial number of a day as `dayText` gives it; `undefined` where it is none. */
export function serialOfDay(text: string, monthFirst: boolean): number | undefined {
  if (ISO.test(text)) return dayOfIsoText(text);
  if (/^\d{5}$/.test(text)) return Number(text);
  const compact = COMPACT.exec(text);
  if (compact !== null) return dayOfIsoText(`${compact[1]}-${compact[2]}-${compact[3]}`);
  const slashed = SLASHED.exec(text);
  if (slashed === null) return undefined;
  const [, first = "", second = "", year = ""] = slashed;
  const [month, day] = monthFirst ? [first, second] : [second, first];
  return dayOfIsoText(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}
