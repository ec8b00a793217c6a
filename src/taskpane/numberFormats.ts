import type { Column } from "../data/types";

/** A sheet's format for a text that must never become a number or a date. */
export const TEXT = "@";
export const DAY = "yyyy-mm-dd";
const COUNT = "#,##0";
const SHARE = "0.0%";
const GENERAL = "General";

/** Number formats by unit. Prices keep the digits they have: 0.075 stays 0.075, 15 shows as 15.00. */
const BY_UNIT: Readonly<Record<string, string>> = {
  "USD/Mtok": "#,##0.00####",
  "USD/GPU-h": "#,##0.00##",
  "USD/kWh": "0.000#",
  "USD/request": "0.00####",
  USD: "#,##0.00",
  "USD/month": "#,##0.00",
  "USD/year": "#,##0.00",
  "USD/h": "#,##0.00##",
  share: SHARE,
  "share 0-1": SHARE,
  "share a year": SHARE,
  "share a month": SHARE,
  "share a period": SHARE,
  date: DAY,
  tokens: COUNT,
  requests: COUNT,
  "requests/day": COUNT,
  "requests/month": COUNT,
  users: COUNT,
  elements: COUNT,
  bytes: COUNT,
  GPUs: COUNT,
  rank: COUNT,
  year: "0",
};

/** The format of a number in this unit; numbers of other units show as many digits as they have. */
export function formatOfUnit(unit: string | undefined): string {
  return BY_UNIT[unit ?? ""] ?? GENERAL;
}

export function formatOfColumn({ kind, unit }: Column): string {
  if (kind === "text") return TEXT;
  if (kind === "date") return DAY;
  return kind === "number" ? formatOfUnit(unit) : GENERAL;
}
