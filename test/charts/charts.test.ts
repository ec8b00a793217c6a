import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChartSpec, chartShape, type Shape, specOf, summaryOf, svgElement, svgText } from "../../src/charts";
import type { ChartModel } from "../../src/host/port";
import { SAMPLES } from "./samples";

const SIZE = { id: "c", width: 600, height: 320 };

function all(shape: Shape): Shape[] {
  return [shape, ...shape.children.flatMap((child) => (typeof child === "string" ? [] : all(child)))];
}
const ofClass = (shape: Shape, name: string) => all(shape).filter(({ attributes }) => attributes["class"] === name);
const textsOf = (shape: Shape, name: string) => ofClass(shape, name).map(({ children }) => children.join(""));
const number = ({ attributes }: Shape, name: string) => Number(attributes[name]);

const value = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: null });
const kinds = fc.constantFrom("column", "bar", "line", "area", "scatter", "pie", "doughnut" as const);
const charts: fc.Arbitrary<ChartSpec> = fc.record(
  {
    kind: kinds as fc.Arbitrary<ChartSpec["kind"]>,
    series: fc.array(
      fc.record(
        {
          name: fc.string(),
          values: fc.array(value, { maxLength: 40 }),
          categories: fc.array(fc.string({ maxLength: 60 }), { maxLength: 40 }),
        },
        { requiredKeys: ["values"] },
      ),
      { maxLength: 5 },
    ),
    stacking: fc.constantFrom("stacked", "percent" as const) as fc.Arbitrary<"stacked" | "percent">,
    title: fc.string({ maxLength: 200 }),
    legend: fc.constantFrom("top", "bottom", "left", "right") as fc.Arbitrary<"top" | "bottom" | "left" | "right">,
    vertical: fc.record(
      {
        title: fc.string(),
        min: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        max: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        isLogarithmic: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["kind", "series"] },
);

/** As much of a page as elements of SVG are made of. */
class PageOfText {
  createElementNS(namespace: string, tag: string) {
    expect(namespace).toBe("http://www.w3.org/2000/svg");
    const attributes: Record<string, string> = {};
    const children: (Shape | string)[] = [];
    const setAttribute = (name: string, value: string) => {
      attributes[name] = value;
    };
    return { tag, attributes, children, setAttribute, append: (...added: Shape[]) => children.push(...added) };
  }
}
const writtenBy = (element: unknown) => svgText(element as Shape);

describe("every chart", () => {
  it("can be drawn at any size, without a number that is none", () => {
    fc.assert(
      fc.property(
        charts,
        fc.integer({ min: 1, max: 1200 }),
        fc.integer({ min: 1, max: 900 }),
        (spec, width, height) => {
          const drawn = svgText(chartShape(spec, { id: "c", width, height }));
          expect(drawn).not.toMatch(/="[^"]*(NaN|Infinity|undefined|null)[^"]*"/);
          expect(drawn).not.toContain('width="-');
          expect(drawn).not.toContain('height="-');
        },
      ),
    );
  });

  it("is the same text each time", () => {
    for (const spec of Object.values(SAMPLES)) {
      expect(svgText(chartShape(spec, SIZE))).toBe(svgText(chartShape(structuredClone(spec), SIZE)));
    }
  });

  it("is a picture with a name and a description, also without a title", () => {
    const { attributes } = chartShape({ kind: "line", series: [] }, SIZE);
    expect(attributes).toMatchObject({ role: "img", "aria-labelledby": "c-title", "aria-describedby": "c-summary" });
    const drawn = svgText(chartShape(SAMPLES["waterfall"] as ChartSpec, SIZE));
    expect(drawn).toContain('<title id="c-title">Why 450 USD a month becomes 93,926.25');
    expect(drawn).toMatch(/<desc id="c-summary">Column chart, stacked, 7 places from Pilot to Production, values: USD/);
  });

  it("keeps texts texts", () => {
    const drawn = svgText(chartShape({ kind: "pie", title: '<script>"&', series: [] }, SIZE));
    expect(drawn).toContain("&lt;script&gt;&quot;&amp;");
    expect(drawn).not.toContain("<script>");
  });

  it("is the same as elements of a page and as text", () => {
    const drawing = chartShape(SAMPLES["waterfall"] as ChartSpec, SIZE);
    expect(writtenBy(svgElement(drawing, new PageOfText() as unknown as Document))).toBe(svgText(drawing));
  });

  it("says that there is nothing to show instead of drawing empty axes", () => {
    const drawing = chartShape(SAMPLES["no values"] as ChartSpec, SIZE);
    expect(svgText(drawing)).toContain("No values yet");
    expect(ofClass(drawing, "tick")).toEqual([]);
  });
});

describe("stacked columns", () => {
  const amounts = fc.array(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  const heights = (drawing: Shape, place: number) =>
    ofClass(drawing, "bar")
      .filter(({ attributes }) => attributes["data-place"] === place)
      .reduce((sum, bar) => sum + number(bar, "height"), 0);

  it("are as high together as their total", () => {
    fc.assert(
      fc.property(amounts, (rows) => {
        const series = rows.map((values) => ({ values }));
        const totals = [0, 1, 2, 3].map((place) => rows.reduce((sum, row) => sum + (row[place] ?? 0), 0));
        const stacked = chartShape({ kind: "column", stacking: "stacked", series }, SIZE);
        const whole = chartShape({ kind: "column", series: [{ values: totals }] }, SIZE);
        for (const place of [0, 1, 2, 3]) expect(heights(stacked, place)).toBeCloseTo(heights(whole, place), 0);
      }),
    );
  });

  it("fill the plot where they are shares of a whole", () => {
    fc.assert(
      fc.property(amounts, (rows) => {
        const series = rows.map((values) => ({ values: values.map((v) => v + 1) }));
        const drawing = chartShape({ kind: "column", stacking: "percent", series }, SIZE);
        const found = [0, 1, 2, 3].map((place) => heights(drawing, place));
        for (const height of found) expect(height).toBeCloseTo(found[0] ?? 0, 0);
      }),
    );
  });

  it("stand on an invisible base where the chart is a waterfall, and say what each step adds", () => {
    const drawing = chartShape(SAMPLES["waterfall"] as ChartSpec, { ...SIZE, width: 900 });
    expect(ofClass(drawing, "bar").filter(({ attributes }) => attributes["data-series"] === 0)).toEqual([]);
    expect(textsOf(drawing, "step")).toEqual([
      "$450",
      "+$23,550",
      "+$27,000",
      "+$37,000",
      "+$17,926",
      "−$12,000",
      "$93,926",
    ]);
    const [first, second] = ofClass(drawing, "bar").filter(({ attributes }) => attributes["data-series"] === 2);
    const [top, bottom] = [
      number(first as Shape, "y"),
      number(second as Shape, "y") + number(second as Shape, "height"),
    ];
    expect(bottom).toBeCloseTo(top, 0);
  });

  it("put what is negative below zero", () => {
    const drawing = chartShape(
      { kind: "column", stacking: "stacked", series: [{ values: [5] }, { values: [-3] }] },
      SIZE,
    );
    const [above, below] = ofClass(drawing, "bar") as [Shape, Shape];
    expect(number(above, "y") + number(above, "height")).toBeCloseTo(number(below, "y"), 1);
  });
});

describe("a missing value", () => {
  const gap: ChartSpec = { kind: "line", series: [{ values: [1, 2, null, 4, 5], errors: 1 }] };

  it("cuts a line and is no zero", () => {
    const lines = ofClass(chartShape(gap, SIZE), "line").map(({ attributes }) => String(attributes["d"]));
    expect(lines.map((d) => d.match(/[ML]/g)?.length)).toEqual([2, 2]);
    expect(ofClass(chartShape(gap, SIZE), "point")).toHaveLength(4);
  });

  it("is told where it is an error, and counted in the description", () => {
    expect(textsOf(chartShape(gap, SIZE), "note")).toEqual(["1 value is an error and is left out."]);
    expect(summaryOf(gap)).toContain("; 1 without a value, 1 of them an error.");
  });

  it("has no column, as zero has none, but leaves its place", () => {
    const bars = ofClass(chartShape({ kind: "column", series: [{ values: [1, null, 3] }] }, SIZE), "bar");
    expect(bars.map(({ attributes }) => attributes["data-place"])).toEqual([0, 2]);
  });

  it("is what a logarithmic axis cannot show", () => {
    const spec: ChartSpec = { kind: "line", vertical: { isLogarithmic: true }, series: [{ values: [1, 0, -5, 100] }] };
    expect(ofClass(chartShape(spec, SIZE), "point")).toHaveLength(2);
  });
});

describe("the description", () => {
  it("names highest, lowest and last value of each series, in the format of the axis", () => {
    const spec: ChartSpec = {
      kind: "line",
      summary: "Spend grows",
      vertical: { title: "USD per month", numberFormat: "#,##0" },
      series: [{ name: "API", categories: ["Jan", "Feb", "Mar"], values: [1200, 3400, 2600] }],
    };
    expect(summaryOf(spec)).toBe(
      "Spend grows. Line chart, 3 places from Jan to Mar, values: USD per month. API: highest 3,400 (Feb), lowest 1,200 (Jan), last 2,600 (Mar).",
    );
  });

  it("names the largest shares of a pie first", () => {
    expect(summaryOf(SAMPLES["pie"] as ChartSpec)).toBe(
      "Pie chart, 3 places. Cost: Output 70, 70.0%; Own hardware 20, 20.0%; Input 10, 10.0%.",
    );
  });
});

describe("labels of places", () => {
  const named = (names: readonly string[], width = 600) => {
    const series = [{ values: names.map(() => 1), categories: names }];
    return textsOf(chartShape({ kind: "column", series }, { ...SIZE, width }), "category");
  };

  it("all stand there while there is room", () => {
    expect(named(["Jan", "Feb", "Mar"])).toEqual(["Jan", "Feb", "Mar"]);
  });

  it("stand every so many where places are many", () => {
    const years = Array.from({ length: 60 }, (_year, index) => String(1970 + index));
    const shown = named(years, 320);
    expect(shown.length).toBeLessThan(20);
    expect(shown[0]).toBe("1970");
    expect(years).toEqual(expect.arrayContaining(shown));
  });

  it("are broken into two lines before they are turned", () => {
    expect(named(["Pilot phase", "Production phase", "After a year"], 320)).toEqual([
      "Pilot phase",
      "Production",
      "phase",
      "After a year",
    ]);
  });

  it("run from top to bottom in a bar chart", () => {
    const drawing = chartShape(SAMPLES["tornado"] as ChartSpec, SIZE);
    const places = ofClass(drawing, "category");
    expect(places[0]?.children).toEqual(["Requests"]);
    expect(number(places[0] as Shape, "y")).toBeLessThan(number(places[4] as Shape, "y"));
  });
});

describe("a histogram", () => {
  const spec = SAMPLES["histogram"] as ChartSpec;

  it("sets each column between its edges and each marker at its number", () => {
    const drawing = chartShape(spec, SIZE);
    const bars = ofClass(drawing, "bar");
    const [first, tenth] = [bars[0] as Shape, bars[10] as Shape];
    const perUnit = (number(tenth, "x") - number(first, "x")) / 20_000;
    const lines = ofClass(drawing, "marker-line").map((line) => number(line, "x1"));
    const expected = (spec.markers ?? []).map(({ at }) => number(first, "x") + (at - 20_000) * perUnit);
    for (const [index, x] of lines.entries()) expect(Math.abs(x - (expected[index] ?? 0))).toBeLessThan(1.5);
  });
});

describe("a tornado", () => {
  it("lets every bar begin at the base", () => {
    const drawing = chartShape(SAMPLES["tornado"] as ChartSpec, SIZE);
    const [marker] = ofClass(drawing, "marker-line");
    for (const bar of ofClass(drawing, "bar")) {
      const ends = [number(bar, "x"), number(bar, "x") + number(bar, "width")];
      expect(Math.min(...ends.map((end) => Math.abs(end - number(marker as Shape, "x1"))))).toBeLessThan(1.1);
    }
  });
});

describe("a chart of a workbook", () => {
  const chart: ChartModel = {
    kind: "column",
    title: "Cost",
    place: { row: 0, col: 0, rows: 10, cols: 5 },
    series: [{ name: "USD", values: "Calc!$B$2:$B$5", categories: "Calc!$A$2:$A$5" }],
  };
  const cells = {
    "Calc!$B$2:$B$5": [1.5, null, { error: "#N/A" }, "n/a"].map((value) => ({ value, numberFormat: "$0.00" })),
    "Calc!$A$2:$A$5": [46_023, 46_054, 46_082, 46_113].map((value) => ({ value, numberFormat: "mmm yy" })),
  };
  const spec = specOf(chart, (reference) => cells[reference as keyof typeof cells] ?? []);

  it("takes numbers for values, and no text, blank or error", () => {
    expect(spec.series[0]).toMatchObject({ values: [1.5, null, null, null], errors: 1 });
  });

  it("shows days and amounts in the formats of their cells unless its axes have their own", () => {
    expect(spec.series[0]?.categories).toEqual(["Jan 26", "Feb 26", "Mar 26", "Apr 26"]);
    expect(spec.vertical?.numberFormat).toBe("$0.00");
    const own = { ...chart, horizontal: { numberFormat: "m" }, vertical: { numberFormat: "0" } };
    expect(specOf(own, (reference) => cells[reference as keyof typeof cells] ?? [])).toMatchObject({
      vertical: { numberFormat: "0" },
      series: [{ categories: ["1", "2", "3", "4"] }],
    });
  });
});
