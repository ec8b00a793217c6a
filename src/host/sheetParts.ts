/** What a sheet holds beside its cells. Rows and columns count from 0; ranges include both ends. */

export interface RangeModel {
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

export type ChartKind = "column" | "bar" | "line" | "area" | "scatter" | "pie" | "doughnut";

/** A chart of ours: what is drawn, from which ranges, where. */
export interface ChartModel {
  readonly kind: ChartKind;
  readonly stacking?: "stacked" | "percent";
  readonly title?: string;
  /** The picture in words, for those who do not see it. */
  readonly summary?: string;
  readonly series: readonly SeriesModel[];
  /** The cells it covers. */
  readonly place: RangeModel;
  readonly legend?: "top" | "bottom" | "left" | "right";
  readonly horizontal?: AxisModel;
  readonly vertical?: AxisModel;
}

export interface SeriesModel {
  readonly name?: string;
  /** References with their sheet: "Calc!$B$2:$B$13". */
  readonly values: string;
  readonly categories?: string;
  readonly color?: string;
  /** Takes room but shows nothing, as the base of a waterfall. */
  readonly isInvisible?: boolean;
}

export interface AxisModel {
  readonly title?: string;
  readonly numberFormat?: string;
  readonly min?: number;
  readonly max?: number;
  readonly isLogarithmic?: boolean;
}

/** What may be typed into cells, and what is said to anything else. */
export interface ValidationModel {
  /** One or more addresses, separated by blanks: "B2:B20 D4". */
  readonly addresses: string;
  readonly type: "list" | "whole" | "decimal" | "date" | "time" | "textLength" | "custom";
  readonly operator?: string;
  /** A formula without "=", a number, or for a list its items in quotes: "\"a,b\"". */
  readonly first?: string;
  readonly second?: string;
  readonly allowsBlank: boolean;
  readonly prompt?: Message;
  /** What is said to a wrong input; absent lets everything pass. */
  readonly alert?: Message & { readonly style: "stop" | "warning" | "information" };
}

export interface Message {
  readonly title?: string;
  readonly text?: string;
}

export interface PrintModel {
  readonly orientation?: "portrait" | "landscape";
  /** Pages in width and height; 0 is as many as needed. */
  readonly fitTo?: { readonly wide: number; readonly tall: number };
  readonly area?: string;
  /** Rows and columns on every page: "$1:$3", "$A:$A". */
  readonly titleRows?: string;
  readonly titleColumns?: string;
}
