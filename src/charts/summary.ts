import { numbersAcross } from "./frame";
import { formatted } from "./number-format";
import { type ChartSpec, type DrawnSeries, isRound, placesOf, seriesName, shownSeries } from "./spec";
import { placeText, valueText } from "./value-text";

const MOST_SERIES = 6;

const KINDS = {
  column: "Column chart",
  bar: "Bar chart",
  line: "Line chart",
  area: "Area chart",
  scatter: "Scatter chart",
  pie: "Pie chart",
  doughnut: "Doughnut chart",
} as const;

const STACKINGS = { stacked: ", stacked", percent: ", as shares of 100%" } as const;

/** The picture in words, made from its values: what it is, and of each series the last, highest and lowest value. */
export function summaryOf(spec: ChartSpec): string {
  const shown = shownSeries(spec);
  const told = shown.slice(0, MOST_SERIES).map((series) => seriesText(spec, series));
  const rest = shown.length > MOST_SERIES ? [`${shown.length - MOST_SERIES} more series.`] : [];
  const markers = (spec.markers ?? []).map(({ label }) => label);
  const parts = [
    ...(spec.summary === undefined ? [] : [sentence(spec.summary)]),
    `${kindText(spec)}${unitText(spec)}.`,
    ...told,
    ...rest,
    ...(markers.length === 0 ? [] : [`Marked: ${markers.join(", ")}.`]),
  ];
  return parts.join(" ");
}

const sentence = (text: string) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

function kindText(spec: ChartSpec): string {
  const stacking = spec.stacking === undefined ? "" : STACKINGS[spec.stacking];
  const name = spec.edges === undefined ? KINDS[spec.kind] : "Histogram";
  const count = placesOf(spec);
  if (count === 0) return `${name}${stacking}, without values`;
  const from = placeText(spec, 0);
  const to = placeText(spec, count - 1);
  const isRow = spec.kind !== "scatter" && !isRound(spec) && from !== "" && from !== to;
  const places = isRow ? ` from ${from} to ${to}` : "";
  return `${name}${stacking}, ${count} ${spec.kind === "scatter" ? "point" : "place"}${count === 1 ? "" : "s"}${places}`;
}

function unitText({ vertical }: ChartSpec): string {
  return vertical?.title === undefined ? "" : `, values: ${vertical.title}`;
}

function seriesText(spec: ChartSpec, series: DrawnSeries): string {
  const found = series.values.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
  const name = seriesName(series, spec.series.indexOf(series));
  const [first] = found;
  const missing = missingText(series);
  if (first === undefined) return `${name}: no values${missing}.`;
  if (isRound(spec)) return `${name}: ${sharesText(spec, found)}${missing}.`;
  const at = (place: number) => (spec.kind === "scatter" ? acrossText(spec, series, place) : placeText(spec, place));
  const told = ({ value, place }: { readonly value: number; readonly place: number }) => {
    const where = at(place);
    return `${valueText(spec, value)}${where === "" ? "" : ` (${where})`}`;
  };
  const highest = found.reduce((best, one) => (one.value > best.value ? one : best), first);
  const lowest = found.reduce((best, one) => (one.value < best.value ? one : best), first);
  const last = found.at(-1) ?? first;
  return `${name}: highest ${told(highest)}, lowest ${told(lowest)}, last ${told(last)}${missing}.`;
}

function acrossText(spec: ChartSpec, series: DrawnSeries, place: number): string {
  const across = numbersAcross(series)[place];
  return across === undefined ? "" : `at ${formatted(across, spec.horizontal?.numberFormat)}`;
}

function sharesText(spec: ChartSpec, found: readonly { readonly value: number; readonly place: number }[]): string {
  const total = found.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const largestFirst = [...found].sort((a, b) => b.value - a.value).slice(0, MOST_SERIES);
  return largestFirst
    .map(({ value, place }) => {
      const share = total > 0 ? `, ${formatted(Math.max(0, value) / total, "0.0%")}` : "";
      return `${placeText(spec, place)} ${valueText(spec, value)}${share}`;
    })
    .join("; ");
}

function missingText({ values, errors = 0 }: DrawnSeries): string {
  const missing = values.filter((value) => value === null).length;
  if (missing === 0) return "";
  const wrong = errors === 0 ? "" : `, ${errors} of them an error`;
  return `; ${missing} without a value${wrong}`;
}
