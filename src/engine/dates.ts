/**
 * Days as Excel counts them: whole serial numbers, 1 January 1900 = 1. Pure arithmetic on the proleptic Gregorian
 * calendar, so that no clock, time zone or locale can move a day.
 */

/** Serial of 1 March 0000 less one day: shifts the civil-day count of H. Hinnant's algorithm onto Excel's serials. */
const SERIAL_OF_ERA_START = -693_899;
const DAYS_PER_ERA = 146_097;

/** Serial number of a calendar day; months outside 1–12 roll over like Excel's DATE. */
export function dayOf(year: number, month: number, day: number): number {
  const monthIndex = month - 3;
  const shiftedYear = year + Math.floor(monthIndex / 12);
  const shiftedMonth = monthIndex - Math.floor(monthIndex / 12) * 12;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * shiftedMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra + SERIAL_OF_ERA_START;
}

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function calendarDay(serial: number): CalendarDay {
  const shifted = Math.floor(serial) - SERIAL_OF_ERA_START;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** "2026-11-20" as a serial; `undefined` for any other text or a day that does not exist. */
export function dayOfIsoText(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text);
  if (match === null) return undefined;
  const serial = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return isoText(serial) === text.slice(0, 10) ? serial : undefined;
}

export function isoText(serial: number): string {
  const { year, month, day } = calendarDay(serial);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The same day some months later, at most the month's last day, like Excel's EDATE. */
export function monthsLater(serial: number, months: number): number {
  const { year, month, day } = calendarDay(serial);
  const lastDay = calendarDay(dayOf(year, month + months + 1, 1) - 1).day;
  return dayOf(year, month + months, Math.min(day, lastDay));
}
