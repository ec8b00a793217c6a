import type { AxisModel, ChartKind } from "../host/sheetParts";

export type { AxisModel, ChartKind };

/** What a chart draws, its references resolved to values. */
export interface ChartSpec {
  readonly kind: ChartKind;
  readonly stacking?: "stacked" | "percent";
  readonly title?: string;
  /** What its author says of it; a summary made from the values follows. */
  readonly summary?: string;
  readonly series: readonly DrawnSeries[];
  readonly legend?: "top" | "bottom" | "left" | "right";
  /** The axis of the categories, in a bar chart too, where it stands upright. */
  readonly horizontal?: AxisModel;
  /** The axis of the values. */
  readonly vertical?: AxisModel;
  /** Columns of a histogram stand between these numbers, one more than there are values. */
  readonly edges?: readonly number[];
  /** Bars begin here instead of at zero and lie over one another: a tornado. */
  readonly base?: number;
  /** Lines across the plot: at a number of the edges where there are some, else at a value. */
  readonly markers?: readonly Marker[];
}

export interface DrawnSeries {
  readonly name?: string;
  /** `null` is no value: a blank, a text or an error. It leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Names of the values; of points in a scatter chart, numbers to the right. */
  readonly categories?: readonly (string | number | null)[];
  readonly color?: string;
  /** Takes room but shows nothing, as the base of a waterfall. */
  readonly isInvisible?: boolean;
  /** How many of the values are errors. */
  readonly errors?: number;
}

export interface Marker {
  readonly at: number;
  readonly label: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The series that show something. */
export function shownSeries({ series }: ChartSpec): readonly DrawnSeries[] {
  return series.filter(({ isInvisible }) => isInvisible !== true);
}

export function isRound({ kind }: ChartSpec): boolean {
  return kind === "pie" || kind === "doughnut";
}

/** True where values grow to the right instead of upwards. */
export function isSideways({ kind }: ChartSpec): boolean {
  return kind === "bar";
}

/** How many places the axis of categories has. */
export function placesOf({ series }: ChartSpec): number {
  return series.reduce((most, { values, categories = [] }) => Math.max(most, values.length, categories.length), 0);
}

/** The name of each place, from the first series that has names; its number where there is none. */
export function placeNames(spec: ChartSpec): readonly string[] {
  const named = spec.series.find(({ categories }) => categories !== undefined)?.categories ?? [];
  return Array.from({ length: placesOf(spec) }, (_place, index) => {
    const name = named[index];
    return name === undefined || named.length === 0 ? String(index + 1) : name === null ? "" : String(name);
  });
}

export function seriesName({ name }: DrawnSeries, index: number): string {
  return name ?? `Series ${index + 1}`;
}
