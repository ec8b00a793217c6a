const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/;
const MS_PER_DAY = 86_400_000;
const SERIAL_OF_1970 = 25_569;

/** A date that a file writes as text, as a serial number; the text itself where it is none. */
export function serialOfIso(text: string): number | string {
  const match = ISO.exec(text);
  if (match === null) return text;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute) / MS_PER_DAY + SERIAL_OF_1970 + second / 86_400;
}
