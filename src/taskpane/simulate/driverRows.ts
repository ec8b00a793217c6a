import type { RiskModel } from "../../data/types";
import type { DistributionKind } from "../../engine/risk/distributions";
import type { DriverCell, DriverTable } from "../../engine/risk/driver";
import { type Area, type ReadValue, Refusal, referenceOf } from "../../host/port";
import { numberOfText } from "../formulaText";

/** A driver as it stands in the editor: all as typed. */
export interface DriverRow {
  readonly name: string;
  readonly distribution: DistributionKind;
  readonly numbers: readonly [string, string, string];
  /** The cell it stands for, where it was found in a formula. */
  readonly origin?: DriverOrigin;
}

export interface DriverOrigin {
  readonly reference: string;
  readonly value: number;
  /** The cell holds a formula of its own. */
  readonly isCalculated: boolean;
}

/** As in the engine; spelled out here because this part of the pane is loaded apart from it. */
export const DRIVER_COLUMNS = ["name", "distribution", "p1", "p2", "p3"] as const;

/** What the numbers of a distribution are called; as many as it takes. */
export const NUMBER_LABELS: Readonly<Record<DistributionKind, readonly string[]>> = {
  fixed: ["value"],
  normal: ["mean", "deviation"],
  lognormal: ["P5", "P95"],
  uniform: ["low", "high"],
  triangular: ["low", "mode", "high"],
  pert: ["low", "mode", "high"],
  discrete: ["values", "shares"],
};

export const BLANK_ROW: DriverRow = { name: "", distribution: "triangular", numbers: ["", "", ""] };

const isBlankRow = ({ name, numbers }: DriverRow): boolean => [name, ...numbers].every((text) => text.trim() === "");

/** Rows that say something: the table as SIMULATE takes it. Texts that are no number stay texts, for its own sentence. */
export function driverTable(rows: readonly DriverRow[]): DriverTable {
  return rows
    .filter((row) => !isBlankRow(row))
    .map(({ name, distribution, numbers }) => {
      const count = NUMBER_LABELS[distribution].length;
      const cells = numbers.map((text, place) => (place < count ? typedCell(text) : undefined));
      return [name.trim(), distribution, ...cells];
    });
}

function typedCell(text: string): DriverCell {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : (numberOfText(trimmed) ?? trimmed);
}

/** Cells of a sheet as a drivers table; an error in one of them is told with its place. */
export function driverTableOf(cells: readonly (readonly ReadValue[])[], area: Area): DriverTable {
  return cells.map((row, r) =>
    row.map((cell, c): DriverCell => {
      if (cell === null) return undefined;
      if (typeof cell !== "object") return cell;
      const place = referenceOf({ ...area, row: area.row + r, col: area.col + c, rows: 1, cols: 1 });
      throw new Refusal(`${place} holds ${cell.code}, so the drivers cannot be read.`);
    }),
  );
}

/** All distributions, in the order in which they are offered. */
export const KINDS = Object.keys(NUMBER_LABELS) as readonly DistributionKind[];

export function isDistribution(cell: unknown): boolean {
  return typeof cell === "string" && KINDS.includes(cell.trim().toLowerCase() as DistributionKind);
}

/** The drivers that a named model brings along: "name;distribution;numbers", one after the other. */
export function rowsOfModel({ drivers }: RiskModel): readonly DriverRow[] {
  return drivers.split("|").map((driver) => {
    const [name = "", kind = "", first = "", second = "", third = ""] = driver.split(";").map((cell) => cell.trim());
    return { name, distribution: kind as DistributionKind, numbers: [first, second, third] };
  });
}

const SPREAD = 0.2;
const DIGITS = 12;

/** A number as one would type it. */
export function typedNumber(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

/** The first guess for an input: triangular, a fifth down and up; a share stays a share; nothing spreads around zero. */
export function suggestedRow(name: string, origin: DriverOrigin, isShare: boolean): DriverRow {
  const { value } = origin;
  if (value === 0) return { name, distribution: "fixed", numbers: ["0", "", ""], origin };
  const ends = [value * (1 - SPREAD), value * (1 + SPREAD)].sort((a, b) => a - b);
  const [low, high] = ends as [number, number];
  const top = isShare && value <= 1 ? Math.min(1, high) : high;
  return {
    name,
    distribution: "triangular",
    numbers: [typedNumber(low), typedNumber(value), typedNumber(top)],
    origin,
  };
}
