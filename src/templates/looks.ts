import type { Border, CellLook } from "../host/port";

/** One habit for all models: inputs blue on pale yellow, formulas black, links to other sheets green. */
const NAVY = "#0f3b66";
const GREY = "#5c5c5c";
const LINE: Border = { style: "thin", color: "#c8c8c8" };
const STRONG_LINE: Border = { style: "thin", color: NAVY };

export const TITLE: CellLook = { bold: true, fontSize: 16, color: NAVY };
export const SUBTITLE: CellLook = { italic: true, color: GREY };
export const HEADING: CellLook = { bold: true, color: NAVY, fill: "#e8f1fa", borders: { bottom: STRONG_LINE } };
/** Over a column of texts to the right of figures. */
export const HEADING_INSET: CellLook = { ...HEADING, align: "left", indent: 1 };
export const HEADING_RIGHT: CellLook = { ...HEADING, align: "right" };
export const INPUT: CellLook = {
  color: "#0000ff",
  fill: "#fffbe0",
  align: "right",
  borders: { top: LINE, right: LINE, bottom: LINE, left: LINE },
};
export const LINK: CellLook = { color: "#0b6a0b" };
export const UNIT: CellLook = { color: GREY, align: "left", indent: 1 };
export const NOTE: CellLook = { color: GREY, fontSize: 9, align: "left", indent: 1 };
export const BODY: CellLook = {};
export const STRONG: CellLook = { bold: true };
export const TOTAL: CellLook = { bold: true, borders: { top: STRONG_LINE } };
export const PARAGRAPH: CellLook = { wrap: true, verticalAlign: "top" };
export const HEADLINE: CellLook = { fontSize: 12, color: NAVY, wrap: true, verticalAlign: "top" };
export const FIGURE: CellLook = { bold: true, fontSize: 18, color: NAVY, align: "right" };
export const FIGURE_LABEL: CellLook = { fontSize: 11, color: "#242424" };

export const TABLE_HEAD: CellLook = { bold: true, color: "#ffffff", fill: "#0f6cbd" };

export const TAB = {
  board: "#0f6cbd",
  cover: "#5c5c5c",
  inputs: "#f2c811",
  calc: "#7a7a7a",
  checks: "#0b6a0b",
} as const;

export const RISE = "#b3261e";
export const FALL = "#3a8f6a";
export const LEVEL = "#0f6cbd";
/** Colours of series that also those tell apart who see few colours: the palette of our own charts. */
export const SERIES_COLORS = ["#0f6cbd", "#c2410c", "#00796b", "#8e3b9e", "#8a6100", "#4a5568"] as const;

export const FORMAT = {
  text: "@",
  general: "General",
  count: "#,##0",
  countOrDash: '#,##0;-#,##0;"–"',
  count1: "#,##0.0",
  count2: "#,##0.00",
  share: "0%",
  shareOrDash: '0%;-0%;"–"',
  share1: "0.0%",
  share2: "0.00%",
  usd: "#,##0",
  usd2: "#,##0.00",
  usdSmall: "#,##0.000000",
  price: "#,##0.0000",
  factor: "0.00",
  date: "yyyy-mm-dd",
  month: "mmm yyyy",
} as const;
