import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { badArgument } from "../../../src/engine/errors";
import {
  date,
  identity,
  listOf,
  number,
  optional,
  optionalNonZero,
  options,
  text,
} from "../../../src/functions/call/readers";
import { cellError, isCellError } from "../../../src/functions/call/registry";
import { spread } from "../../../src/functions/call/spread";
import { call } from "../support/call";

interface Pair {
  readonly left: number;
  readonly right?: number | undefined;
}
const add = ({ left, right = 10 }: Pair): number => left + right;
const sum = (left: unknown, right?: unknown) => spread({ left, right }, { left: number, right: optional(number) }, add);

describe("arguments stretch as in Excel", () => {
  test.each([
    ["one cell and one cell", [[1]], [[2]], [[3]]],
    ["a column and one cell", [[1], [2]], [[5]], [[6], [7]]],
    ["a row and one cell", [[1, 2]], [[5]], [[6, 7]]],
    [
      "a column and a row",
      [[1], [2]],
      [[10, 20]],
      [
        [11, 21],
        [12, 22],
      ],
    ],
    [
      "a block and a row",
      [
        [1, 2],
        [3, 4],
      ],
      [[10, 20]],
      [
        [11, 22],
        [13, 24],
      ],
    ],
  ])("%s", (_case, left, right, result) => {
    expect(sum(left, right)).toEqual(result);
  });

  test("a cell without a partner is #N/A, the others stand", () => {
    const [[first], [second], [third]] = sum([[1], [2]], [[1], [2], [3]]) as [[unknown], [unknown], [unknown]];
    expect([first, second]).toEqual([2, 4]);
    expect(third).toMatchObject({ code: "#N/A" });
  });

  test("the array call equals the scalar loop", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.array(fc.integer(), { minLength: 1 }),
        (down, across) => {
          const block = sum(
            down.map((value) => [value]),
            [across],
          );
          expect(block).toEqual(down.map((left) => across.map((right) => sum([[left]], [[right]])[0]?.[0])));
        },
      ),
    );
  });
});

describe("blank, null and omitted are the engine's default", () => {
  test.each([
    ["omitted", undefined],
    ["null", null],
    ["an empty text", ""],
    ["a blank cell", [[""]]],
    ["a null cell", [[null]]],
  ])("%s", (_case, right) => {
    expect(sum([[1]], right)).toEqual([[11]]);
  });
  test("a blank cell of a range too", () => {
    expect(sum([[1], [2]], [[""], [5]])).toEqual([[11], [7]]);
  });
  test("0 is omitted where it is out of domain: the desktop hands blank cells over as 0", () => {
    const call = (gpus: unknown) => spread({ left: [[1]], right: gpus }, { left: number, right: optionalNonZero }, add);
    expect(call([[0]])).toEqual([[11]]);
  });
});

describe("a bad cell gets its own error and harms no other", () => {
  test("in a column of repeated slips every cell is what it is alone", () => {
    const slip = fc.constantFrom(1, 0, -0, 60, "x", "", null, Number.NaN, true, cellError("#N/A", "none"));
    const share = (cell: unknown) => call("CASCADE", [[0.1]], [[1]], cell);
    fc.assert(
      fc.property(fc.array(slip, { minLength: 2, maxLength: 20 }), (cells) => {
        expect(share(cells.map((cell) => [cell]))).toEqual(cells.map((cell) => [share([[cell]])[0]?.[0]]));
      }),
    );
  });
  test("text where a number belongs", () => {
    const [[good], [bad]] = sum([[1], ["x"]], [[1]]) as [[unknown], [unknown]];
    expect(good).toBe(2);
    expect(bad).toMatchObject({ code: "#VALUE!", message: 'left must be a number; you gave the text "x".' });
  });
  test.each([["1,5"], ["$2.50"], ["60 %"], ["1\u00a0000"]])("%s is text, and is not read silently", (given) => {
    expect(sum([[given]])[0]?.[0]).toMatchObject({ code: "#VALUE!", message: expect.stringContaining(given) });
  });
  test("an error in a cell stays that error", () => {
    expect(
      sum(
        [[cellError("#DIV/0!", "")], [1]].map((row) => row),
        [[1]],
      ),
    ).toMatchObject([[{ code: "#DIV/0!" }], [2]]);
  });
  test("Excel's rich values count as what they hold", () => {
    expect(sum([[{ type: "FormattedNumber", basicType: "Double", basicValue: 5 }]], [[1]])).toEqual([[6]]);
    expect(sum([[{ type: "Error", basicType: "Error", basicValue: "#N/A" }]], [[1]])).toMatchObject([
      [{ code: "#N/A" }],
    ]);
  });
  test("the text #N/A is text, not an error", () => {
    expect(sum([["#N/A"]])[0]?.[0]).toMatchObject({ code: "#VALUE!" });
  });
});

describe("what never reaches a cell", () => {
  const give = (result: unknown) =>
    spread({ left: [[1]], right: null }, { left: number, right: optional(number) }, () => result as number)[0]?.[0];
  test("a zero has no sign", () => expect(give(-0)).toBe(0));
  test("infinity is #NUM!", () => expect(give(Number.POSITIVE_INFINITY)).toMatchObject({ code: "#NUM!" }));
  test.each([[Number.NaN], [null], [{}]])("%s is a fault and says so", (result) => {
    expect(give(result)).toMatchObject({ code: "#VALUE!", message: expect.stringContaining("fault in INFER") });
  });
  test("a programming error is never dressed up as the user's", () => {
    const [[cell]] = spread({ left: [[1]], right: null }, { left: number, right: optional(number) }, () => {
      throw new TypeError("x is not a function");
    }) as [[unknown]];
    expect(cell).toMatchObject({ message: expect.stringContaining("fault in INFER") });
  });
  test("a domain error carries its sentence", () => {
    const [[cell]] = spread({ left: [[1]], right: null }, { left: number, right: optional(number) }, () => {
      throw badArgument("left is odd.");
    }) as [[unknown]];
    expect(cell).toMatchObject({ code: "#VALUE!", message: "left is odd." });
    expect(isCellError(cell)).toBe(true);
  });
});

describe("readers", () => {
  test("a name given as a number says that it needs quotes", () => {
    expect(() => identity.read(80, "gpu")).toThrow(
      'Put the name in quotes: "H100". Without quotes Excel reads cell H100.',
    );
    expect(() => identity.read(undefined, "gpu")).toThrow(/Put the name in quotes/);
  });
  test("a day is a serial number or ISO text", () => {
    expect(date.read(45425.7, "as_of")).toBe(45425);
    expect(date.read("2024-05-13", "as_of")).toBe(45425);
    expect(() => date.read("13.05.2024", "as_of")).toThrow(
      'as_of must be a date or text such as "2026-11-20"; you gave the text "13.05.2024".',
    );
  });
  test("a list drops the blanks at its end and refuses one in its middle", () => {
    expect(listOf(number).read([[1], [2], [""]], "savings")).toEqual([1, 2]);
    expect(() => listOf(number).read([[1], [""], [2]], "savings")).toThrow(/savings \(item 2\) is missing/);
  });
  test("a list of names takes zeros at its end for blank cells, which the desktop hands over so", () => {
    expect(listOf(identity).read([["a"], ["b"], [0], [0]], "models")).toEqual(["a", "b"]);
    expect(listOf(number).read([[1], [0]], "savings")).toEqual([1, 0]);
    expect(() => listOf(identity).read([["a"], [0], ["b"]], "models")).toThrow(/models \(item 2\) must be a name/);
  });
  test("an option given twice is refused, not overwritten", () => {
    const reader = options<{ readonly ttftMs: number }>({ ttft_ms: number });
    const twice = [
      ["ttft_ms", 500],
      ["TTFT ms", 900],
    ];
    expect(() => reader.read(twice, "options")).toThrow("options has the option ttft_ms twice. Keep one.");
  });
  test("options are two columns; an unknown one is refused with those there are", () => {
    const reader = options<{ readonly ttftMs: number; readonly scenario: string }>({
      ttft_ms: number,
      scenario: text,
    });
    expect(
      reader.read(
        [
          ["TTFT ms", 500],
          ["scenario", "offline"],
        ],
        "options",
      ),
    ).toEqual({ ttftMs: 500, scenario: "offline" });
    expect(() => reader.read([["speed", 1]], "options")).toThrow(
      'options has no option "speed". There are: ttft_ms, scenario.',
    );
  });
});

describe("a field of a table", () => {
  const costs = (field: unknown) => call("BRIDGE", 450, [[2, 3]], [["a", "b"]], null, field);
  const twins = (field: unknown) => call("BRIDGE", 450, [[2, 3]], [["a", "A"]], null, field);
  test("names a row, a column, or one value", () => {
    expect(costs("b.step")).toEqual([[1800]]);
    expect(costs("factor").flat()).toEqual(["", 2, 3, ""]);
    expect(costs("B")[0]?.slice(0, 2)).toEqual([3, 1800]);
  });
  test("and several as they lie, a blank in its place", () => {
    const labels = [["a.step"], [""], ["b.step"], [""]];
    expect(costs(labels)).toEqual([[450], [""], [1800], [""]]);
    expect(
      costs([
        ["a.step", "a.factor"],
        ["b.step", "b.factor"],
      ]),
    ).toEqual([
      [450, 2],
      [1800, 3],
    ]);
    expect(costs([["label", "", "step", ""]])).toEqual([
      ["Start", "", ""],
      ["a", "", 450],
      ["b", "", 1800],
      ["End", "", ""],
    ]);
    expect(costs([["a"], ["b"]]).map((row) => row[1])).toEqual([450, 1800]);
    expect(costs([["a", "step"]])[0]?.[0]).toMatchObject({
      message: expect.stringContaining("columns only, rows only"),
    });
  });
  test("of a record and of totals leaves a blank in its place too", () => {
    const labels = [["input_tokens"], [""], ["output_tokens"]];
    expect(call("AGENTTOKENS", 3, 5000, 2000, 800, null, null, labels)).toEqual([[21_000], [""], [2400]]);
    const totals = [["npv_rent", "", "npv_buy"]];
    const plan = [100, 10, 50, 1, 0, 0, 0, "SL", 0, 0, 0];
    expect(call("BUYVSRENT", ...plan, totals)).toEqual([[-50, "", -110]]);
  });
  test("of two rows of one name takes neither silently", () => {
    for (const field of ["a", "a.step"]) {
      expect(twins(field)[0]?.[0]).toMatchObject({
        code: "#VALUE!",
        message:
          'field names 2 rows: "a" stands that often in label. Take a column and pick the row, or give them different names.',
      });
    }
    expect(twins("step").flat()).toEqual(["", 450, 1800, ""]);
  });
  test("a lever of its own called Target is not mistaken for the plan's", () => {
    const levers = [
      ["Target", 0.2],
      ["Routing", 0.5],
    ];
    expect(call("ROADMAP", 1000, levers, "Target.running_usd")[0]?.[0]).toMatchObject({ code: "#VALUE!" });
    expect(call("ROADMAP", 1000, levers, "Routing.running_usd")).toEqual([[500]]);
  });
});

test("whole columns are trimmed to what is filled; more than 100,000 filled cells are refused with a sentence", () => {
  const column = Array.from({ length: 1_048_576 }, (_unused, row) => [row < 3 ? row : ""]);
  expect(sum(column, [[1]])).toEqual([[1], [2], [3]]);
  const full = Array.from({ length: 100_001 }, () => [1]);
  expect(sum(full, [[1]])[0]?.[0]).toMatchObject({
    code: "#VALUE!",
    message: expect.stringContaining("100001 filled cells"),
  });
});
