import type { Area } from "../../host/port";

/** What a check looks for. The order is that of the list. */
export const RULES = {
  error: "Errors",
  name: "Names that Excel does not know",
  calculation: "Calculation",
  unquoted: "Names without quotes",
  percent: "Percentages typed as whole numbers",
  textNumber: "Numbers stored as text",
  currency: "Currencies in your own tables",
  wholeColumn: "Whole columns or rows",
  dataVersion: "Tables of another day",
  dataAge: "Age of the data",
  oldDay: "Prices of a past day",
  unverified: "Unverified rows",
  sameDraws: "The same draws twice",
} as const;

export type Rule = keyof typeof RULES;

export interface Finding {
  readonly rule: Rule;
  readonly severity: "wrong" | "doubtful" | "note";
  /** Absent for what concerns the whole workbook. */
  readonly cell?: Area;
  readonly text: string;
  /** The formula as it should be, where that is certain. */
  readonly fix?: { readonly before: string; readonly after: string };
}

export interface FindingGroup {
  readonly rule: Rule;
  readonly title: string;
  readonly findings: readonly Finding[];
}

export function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  return (Object.keys(RULES) as Rule[])
    .map((rule) => ({ rule, title: RULES[rule], findings: findings.filter((finding) => finding.rule === rule) }))
    .filter((group) => group.findings.length > 0);
}
