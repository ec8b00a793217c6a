import type { ChartSpec } from "../../src/charts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** One chart of each kind and habit, with what is hard to draw. */
export const SAMPLES: Readonly<Record<string, ChartSpec>> = {
  "stacked columns": {
    kind: "column",
    stacking: "stacked",
    title: "AI budget by team, next fiscal year",
    legend: "bottom",
    vertical: { title: "USD per month", numberFormat: "#,##0" },
    series: [
      { name: "Support", categories: MONTHS, values: MONTHS.map((_m, i) => 1200 + i * 90) },
      { name: "Engineering", values: MONTHS.map((_m, i) => 2600 + i * 240) },
      { name: "Sales and marketing", values: MONTHS.map((_m, i) => 400 + ((i * 37) % 5) * 60) },
    ],
  },
  waterfall: {
    kind: "column",
    stacking: "stacked",
    title: "Why 450 USD a month becomes 93,926.25: from pilot to production",
    vertical: { title: "USD per month", numberFormat: "$#,##0" },
    series: [
      {
        name: "Base",
        isInvisible: true,
        categories: [
          "Pilot",
          "More users",
          "Longer context",
          "Agent steps",
          "Retries and guardrails",
          "Caching",
          "Production",
        ],
        values: [0, 450, 24_000, 51_000, 88_000, 93_926.25, 0],
      },
      { name: "Total", values: [450, null, null, null, null, null, 93_926.25], color: "#4a5568" },
      { name: "Increase", values: [null, 23_550, 27_000, 37_000, 17_926.25, null, null] },
      { name: "Decrease", values: [null, null, null, null, null, 12_000, null] },
    ],
  },
  "negative bars": {
    kind: "bar",
    title: "Variance against budget",
    vertical: { title: "USD", numberFormat: "#,##0;-#,##0" },
    series: [
      {
        name: "Variance",
        categories: ["Price", "Volume", "Mix of models and of providers across all regions", "Unexplained"],
        values: [660, 550, -460, null],
      },
    ],
  },
  "lines with gaps": {
    kind: "line",
    title: "Budget, actual and forecast",
    legend: "top",
    vertical: { title: "USD per month", numberFormat: "#,##0" },
    series: [
      { name: "Budget", categories: MONTHS, values: MONTHS.map(() => 2625) },
      { name: "Actual", values: MONTHS.map((_m, i) => (i > 6 || i === 3 ? null : 2400 + i * 75)), errors: 1 },
      { name: "Forecast", values: MONTHS.map((_m, i) => (i < 6 ? null : 2850 + (i - 6) * 110)) },
    ],
  },
  "logarithmic line": {
    kind: "line",
    title: "Price of a million tokens at the same quality",
    vertical: { title: "USD per million tokens", numberFormat: "0.00##", isLogarithmic: true },
    series: [
      {
        name: "Cheapest price",
        categories: Array.from(
          { length: 36 },
          (_q, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
        ),
        values: Array.from({ length: 36 }, (_q, i) => 60 * 0.84 ** i),
      },
    ],
  },
  "shares over time": {
    kind: "area",
    stacking: "percent",
    title: "Share of spend by model",
    legend: "right",
    series: [
      { name: "gpt-5-mini", categories: MONTHS, values: MONTHS.map((_m, i) => 10 + i * 4) },
      { name: "claude-sonnet-4-5", values: MONTHS.map((_m, i) => 40 - i) },
      { name: "Self-hosted open-weight model", values: MONTHS.map((_m, i) => 3 * i) },
    ],
  },
  "break-even scatter": {
    kind: "scatter",
    title: "Self-host or API",
    legend: "bottom",
    horizontal: { title: "Million tokens a month", numberFormat: "#,##0" },
    vertical: { title: "USD per month", numberFormat: "#,##0" },
    series: [
      { name: "API", categories: [0, 500, 1000, 1500, 2000, 2500], values: [0, 2187, 4375, 6562, 8750, 10_937] },
      {
        name: "Own GPUs",
        categories: [0, 900, 900, 1800, 1800, 2500],
        values: [1460, 1460, 2920, 2920, 4380, 4380],
      },
    ],
  },
  doughnut: {
    kind: "doughnut",
    title: "Where the money goes",
    legend: "right",
    vertical: { numberFormat: "$#,##0" },
    series: [
      {
        name: "Cost",
        categories: ["Input tokens", "Output tokens", "Cached input", "Seats", "Embeddings", "Fine-tuning"],
        values: [5200, 8100, 700, 1900, 120, 60],
      },
    ],
  },
  pie: {
    kind: "pie",
    series: [{ name: "Cost", categories: ["Input", "Output", "Own hardware"], values: [10, 70, 20] }],
  },
  "long names": {
    kind: "column",
    title: "Cost of one resolved ticket",
    vertical: { title: "USD", numberFormat: "0.00" },
    series: [
      {
        name: "Cost",
        categories: [
          "Chatbot without tools",
          "Agent with retrieval-augmented generation",
          "Multi-agent orchestration with verification",
          "Human in the second line of support",
          "Donaudampfschifffahrtsgesellschaftskapitän",
          "Escalation",
          "Outsourced desk",
          "Self-service portal and documentation",
          "Phone",
        ],
        values: [0.4, 1.59, 2.79, 6, 7.25, 9, 3.1, 0.08, 11.4],
      },
    ],
  },
  histogram: {
    kind: "column",
    title: "Cost next year, 10,000 trials",
    edges: Array.from({ length: 31 }, (_edge, i) => 20_000 + i * 2000),
    horizontal: { title: "USD per year", numberFormat: "#,##0" },
    vertical: { title: "Trials" },
    markers: [
      { at: 34_100, label: "P10 34,100" },
      { at: 43_900, label: "P50 43,900" },
      { at: 58_200, label: "P90 58,200" },
    ],
    series: [
      {
        name: "Trials",
        values: Array.from({ length: 30 }, (_bin, i) => Math.round(900 * Math.exp(-(((i - 11) / 5) ** 2)))),
      },
    ],
  },
  tornado: {
    kind: "bar",
    title: "What moves the yearly cost most",
    base: 43_900,
    legend: "bottom",
    vertical: { title: "USD per year", numberFormat: "#,##0" },
    markers: [{ at: 43_900, label: "Base 43,900" }],
    series: [
      {
        name: "P10 of the driver",
        categories: ["Requests", "Output tokens", "Price", "Cache hits", "Retries"],
        values: [31_000, 36_500, 39_900, 47_000, 43_100],
      },
      { name: "P90 of the driver", values: [60_500, 52_900, 46_000, 41_800, 45_100] },
    ],
  },
  "no values": { kind: "line", title: "Nothing calculated", series: [{ name: "A", values: [null, null], errors: 2 }] },
};
