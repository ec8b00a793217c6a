import { dayOfIsoText } from "../../src/engine/dates";

/** The serial number of a day that surely is one. */
export function serialOfDay(isoText: string): number {
  const day = dayOfIsoText(isoText);
  if (day === undefined) throw new Error(`${isoText} is no day`);
  return day;
}
