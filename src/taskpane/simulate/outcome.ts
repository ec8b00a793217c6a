import type { HistogramTable } from "../../engine/risk/histogram";
import type { PlainValue, SimulationResult } from "../../engine/risk/service";

/** What a run says of one driver. */
export interface DriverEffect {
  readonly driver: string;
  /** The part of the variance it explains alone. */
  readonly share: number | undefined;
  /** The result with this driver at its P10 and P90, all others at base. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly inputLow: number | undefined;
  readonly inputHigh: number | undefined;
  readonly base: number | undefined;
}

export function statistic({ statistics }: SimulationResult, name: string): number | undefined {
  return numberIn(statistics[name]);
}

const numberIn = (value: PlainValue | undefined): number | undefined => (typeof value === "number" ? value : undefined);

/** Why a run has no statistics, if it has none. */
export function failureOf({ statistics }: SimulationResult): string | undefined {
  const { mean } = statistics;
  return typeof mean === "object" ? mean.message : undefined;
}

export function notesOf({ statistics }: SimulationResult): string {
  return String(statistics["notes"] ?? "");
}

/** The drivers, those that explain most first. */
export function effectsOf(result: SimulationResult): readonly DriverEffect[] {
  const effects = result.tornado.map((row): DriverEffect => {
    const driver = String(row["driver"]);
    return {
      driver,
      share: statistic(result, `share_${driver}`),
      low: numberIn(row["low"]),
      high: numberIn(row["high"]),
      inputLow: numberIn(row["inputLow"]),
      inputHigh: numberIn(row["inputHigh"]),
      base: numberIn(row["base"]),
    };
  });
  return effects.sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
}

/** The part of the variance that no driver explains alone. */
export function jointShare(result: SimulationResult): number | undefined {
  return statistic(result, "share_joint");
}

export type Zone = "low" | "middle" | "high";

/** Where a class of results lies: up to P10, from P90, or between. */
export function zoneOf({ from, bin }: HistogramTable[number], p10: number, p90: number): Zone {
  if (bin <= p10) return "low";
  return from >= p90 ? "high" : "middle";
}

const SMALLEST_GROUPED = 1000;

/** An amount as the pane shows it: four digits where it is small, whole where it is large. */
export function amount(value: number): string {
  return Math.abs(value) >= SMALLEST_GROUPED
    ? value.toLocaleString("en-US", { maximumFractionDigits: 0 })
    : value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
}

export function percent(share: number): string {
  return share.toLocaleString("en-US", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A sheet's format for amounts of this size. */
export function amountFormat(magnitude: number): string {
  if (magnitude >= SMALLEST_GROUPED) return "#,##0";
  return magnitude >= 1 ? "#,##0.00" : "0.00####";
}
