import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarDay, dayOf, dayOfIsoText, isoText, monthsLater } from "../../src/engine/dates";

test("days carry Excel's serial numbers", () => {
  const cases: readonly (readonly [iso: string, serial: number])[] = [
    ["1970-01-01", 25569],
    ["2000-02-29", 36585],
    ["2024-05-13", 45425],
    ["2026-11-20", 46346],
    ["9999-12-31", 2958465],
  ];
  for (const [iso, serial] of cases) {
    expect(dayOfIsoText(iso)).toBe(serial);
    expect(isoText(serial)).toBe(iso);
  }
});

test("a text that is no day of the calendar is refused", () => {
  for (const text of ["2023-02-29", "2026-13-01", "2026-1-1", "20.11.2026", "", "2026-11-20T12:00"]) {
    expect(dayOfIsoText(text), text).toBeUndefined();
  }
});

test("the calendar day of a serial leads back to the serial", () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
      const { year, month, day } = calendarDay(serial);
      expect(dayOf(year, month, day)).toBe(serial);
    }),
  );
});

test("a month later is the same day, or the month's last", () => {
  const cases: readonly (readonly [from: string, months: number, to: string])[] = [
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-11-20", 2, "2027-01-20"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-05-15", 12, "2027-05-15"],
  ];
  for (const [from, months, to] of cases) expect(isoText(monthsLater(dayOfIsoText(from) ?? 0, months))).toBe(to);
});
