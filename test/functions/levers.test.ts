import { describe, expect, it, test } from "vitest";
import "../../src/functions";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

function call(name: string, ...args: readonly unknown[]): unknown[][] {
  return registeredFunctions().get(name)?.(...args) as unknown[][];
}

const sentence = (result: unknown[][]): string => {
  const [cell] = result.flat();
  return isCellError(cell) ? `${cell.code} ${cell.message}` : `no error: ${String(cell)}`;
};

const PLAN = [
  ["Routing", 0.6, 0.5, 9000, 1],
  ["Caching", 0.2, 1, 0, 3],
];
const target = (levers: unknown): unknown => call("ROADMAP", [[10_000]], levers, [["Target.running_usd"]])[0]?.[0];

describe("the levers of ROADMAP", () => {
  it("stand in the columns name, saving, adoption, one_time_usd, start_month where there is no header", () => {
    expect(target(PLAN)).toBeCloseTo(5600, 9);
  });

  it("may have a header that names the columns in any order", () => {
    const header = ["Start month", "Lever", "One-time USD", "Saving", "Adoption"];
    const rows = PLAN.map(([name, saving, adoption, once, start]) => [start, name, once, saving, adoption]);
    expect(target([header, ...rows])).toBeCloseTo(5600, 9);
  });

  it("may stop after the saving", () => {
    const two = [
      ["Routing", 0.6],
      ["Caching", 0.2],
    ];
    expect(target(two)).toBeCloseTo(3200, 9);
  });

  test.each([
    ["null", null],
    ["an empty text", ""],
    ["0, as the desktop may hand blank cells over", 0],
  ])("may be followed by rows that are blank as %s", (_how, blank) => {
    expect(target([...PLAN, [blank, blank, blank, blank, blank]])).toBeCloseTo(5600, 9);
  });

  test.each([[null], [0], [""]])("start in month 1 where start_month is %j", (blank) => {
    expect(target([["Routing", 0.6, 1, 0, blank]])).toBeCloseTo(4000, 9);
  });

  test.each([
    [[["Routing", null, 1, 0, 1]], "#VALUE! levers row 1, saving is missing. Give a number; write 0 if you mean none."],
    [
      [["Routing", 0.6, null, 0, 1]],
      "#VALUE! levers row 1, adoption is missing. Give a number; write 0 if you mean none.",
    ],
    [[[null, 0.6, 1, 0, 1]], "#VALUE! levers row 1 has no name."],
    [[["Routing", 60, 1, 0, 1]], "#VALUE! saving (lever 1) must be 0 to 1; you gave 60. Write 60% or 0.6."],
    [[["Routing"]], "#VALUE! levers needs at least two columns, name and saving; you gave 1."],
    [
      [
        ["Lever", "Benefit"],
        ["Routing", 0.6],
      ],
      '#VALUE! levers needs a column saving; its first row reads: the text "Lever", the text "Benefit".',
    ],
  ])("refuse %j", (levers, expected) => {
    expect(sentence(call("ROADMAP", [[10_000]], levers, null))).toBe(expected);
  });

  it("spill a table whose columns the waterfall needs, blank where a row has no value", () => {
    const [header = [], today = []] = call("ROADMAP", [[10_000]], PLAN, null);
    expect(header.slice(-4)).toEqual(["base_usd", "total_usd", "fall_usd", "rise_usd"]);
    expect(today[0]).toBe("Today");
    expect(today[header.indexOf("fall_usd")]).toBe("");
    expect(today[header.indexOf("total_usd")]).toBe(10_000);
  });
});

describe("levers over ranges", () => {
  it("gives a saving for each hit rate, and lets one bad cell fail alone", () => {
    const [[good], [bad], [last]] = call("PROMPTCACHE", [[0.8], [80], [0.5]], null, null, null) as [
      [unknown],
      [unknown],
      [unknown],
    ];
    expect(good).toBeCloseTo(0.67, 12);
    expect(isCellError(bad)).toBe(true);
    expect(last).toBeCloseTo(0.325, 12);
  });

  it("gives several fields of QUANTIZE beside each other", () => {
    expect(call("QUANTIZE", [[16]], [[4]], null, null, [["memory", "throughput"]])).toEqual([[4, 3.5]]);
  });

  it("names the fields there are", () => {
    expect(sentence(call("QUANTIZE", [[16]], [[4]], null, null, [["speed"]]))).toBe(
      '#N/A No field "speed". There are: throughput, memory, saving.',
    );
  });

  it("drops blank cells at the end of a list, and refuses one in the middle", () => {
    expect(call("STACKSAVINGS", [[0.6], [0.2], [null]], null)[0]?.[0]).toBeCloseTo(0.68, 12);
    expect(sentence(call("STACKSAVINGS", [[0.6], [null], [0.2]], null))).toMatch(
      /^#VALUE! savings \(item 2\) is missing/,
    );
  });

  it("takes costs and shares from a row or a column", () => {
    expect(call("ROUTE", [[1, 2]], [[0.5], [0.5]], null)[0]?.[0]).toBeCloseTo(1.5, 12);
  });
});
