import { describe, expect, it } from "vitest";
import "../../src/functions";
import { catalog } from "../../src/catalog";
import type { CatalogEntry } from "../../src/catalog/types";
import { isCellError } from "../../src/functions/call/registry";
import { callOfCard } from "../../src/taskpane/actions";
import { exampleArguments, given, placesOf, signatureOf } from "../../src/taskpane/arguments";
import { argumentTexts, arrayOfText, localFormula, numberOfText } from "../../src/taskpane/formulaText";
import { previewOf, shownValue } from "../../src/taskpane/preview";

function entry(name: string): CatalogEntry {
  const found = catalog.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
}

const argument = { name: "model", description: "", unit: "name", optional: false };
const unread = () => Promise.reject(new Error("nothing is to be read"));

describe("what is typed for an argument", () => {
  it.each<[typed: string, expected: object, reason: string]>([
    ["gpt-4o", { kind: "value", value: "gpt-4o" }, "a text needs no quotes"],
    ["H100", { kind: "value", value: "H100" }, "a text, though it looks like a cell"],
    ['"4.1"', { kind: "value", value: "4.1" }, "quotes make a text of a number"],
    ["1,500", { kind: "value", value: 1500 }, "digits may be grouped"],
    ["60%", { kind: "value", value: 0.6 }, "a percentage"],
    ["-2.5e3", { kind: "value", value: -2500 }, "a number in scientific notation"],
    ["true", { kind: "value", value: true }, "a truth value"],
    ["2026-01-31", { kind: "value", value: "2026-01-31" }, "a day, which the functions read as text"],
    ["=Start!B5", { kind: "expression", text: "Start!B5" }, "a cell"],
    ["= InferPrices[#All]", { kind: "expression", text: "InferPrices[#All]" }, "a table"],
    ["", { kind: "omitted" }, "nothing"],
    ["   ", { kind: "omitted" }, "blanks"],
  ])("%j is %j: %s", (typed, expected) => {
    expect(given(argument, typed)).toEqual(expected);
  });

  it.each([
    ["=", 'model begins with "="'],
    ["{1,2;3}", "no list that a formula can read"],
    ["{a,b}", "no list that a formula can read"],
    ["x".repeat(256), "longer than 255 characters"],
  ])("%j is refused with a sentence that names the argument", (typed, sentence) => {
    const result = given(argument, typed);
    expect(result.kind === "faulty" && result.message).toContain(sentence);
    expect(result.kind === "faulty" && result.message).toContain("model");
  });

  it("reads lists row by row", () => {
    expect(arrayOfText('{"a;b",2;"c""d",60%}')).toEqual([
      ["a;b", 2],
      ['c"d', 0.6],
    ]);
  });

  it.each(["1,50", "1.2.3", "%", "", "1e", "abc"])("takes %j for no number", (text) => {
    expect(numberOfText(text)).toBeUndefined();
  });
});

describe("the formula of a card", () => {
  it.each([
    ["COST", ["gpt-4o", "1500", "500"], '=INFER.COST("gpt-4o",1500,500)', "omitted arguments at the end are left out"],
    [
      "COST",
      ["gpt-4o", "1500", "500", "", "", "", "", "2026-01-31"],
      '=INFER.COST("gpt-4o",1500,500,,,,,"2026-01-31")',
      "in the middle they keep their place",
    ],
    ["COSTPERTOKEN", ["2.5", "900", "60%"], "=INFER.COSTPERTOKEN(2.5,900,60%)", "a percentage stays one"],
    [
      "STACKSAVINGS",
      ["{60%,20%;0.5,1}"],
      "=INFER.STACKSAVINGS({0.6,0.2;0.5,1})",
      "but not in braces, where Excel takes none",
    ],
    ["COST", ["=Start!B5", "1,500", "500"], "=INFER.COST(Start!B5,1500,500)", "a reference stands as it is"],
    ["COST", ['say "hi"', "1", "1"], '=INFER.COST("say ""hi""",1,1)', "quotes inside a text are doubled"],
    ["VERSION", [], "=INFER.VERSION()", "no arguments at all"],
    [
      "EXPLAIN",
      ["COST", "gpt-4o", "1500", "500"],
      '=INFER.EXPLAIN("COST","gpt-4o",1500,500)',
      "repeating arguments follow",
    ],
  ])("of %s with %j is %s: %s", (name, typed, formula) => {
    expect(callOfCard(entry(name), typed).formula).toBe(formula);
  });

  it("has one more place behind the last value of a repeating argument", () => {
    expect(placesOf(entry("EXPLAIN"), ["COST", "gpt-4o"]).map(({ name }) => name)).toEqual([
      "function_name",
      "args 1",
      "args 2",
    ]);
  });

  it("is written with the separators of the user's language", () => {
    const german = { decimal: ",", list: ";" };
    expect(localFormula("=INFER.COST(\"a,b.5\",1.5,'My, sheet'!B4)", german)).toBe(
      "=INFER.COST(\"a,b.5\";1,5;'My, sheet'!B4)",
    );
    expect(localFormula("=INFER.PAYBACK({-100,60})", german)).toBeUndefined();
    expect(localFormula("=INFER.PAYBACK({-100,60})", { decimal: ".", list: "," })).toBe("=INFER.PAYBACK({-100,60})");
  });

  it("finds the call inside a larger example", () => {
    expect(argumentTexts('=INDEX(INFER.COMPARE({"a","b"}, 1, MAX(2,3)), 1)', "COMPARE")).toEqual([
      '{"a","b"}',
      "1",
      "MAX(2,3)",
    ]);
    expect(argumentTexts("=INFER.COSTLINES(1)", "COST")).toBeUndefined();
    expect(argumentTexts("=INFER.VERSION()", "VERSION")).toEqual([]);
  });

  it("shows the signature with optional arguments in brackets", () => {
    expect(signatureOf(entry("BREAKEVENUTIL"))).toMatch(
      /^INFER\.BREAKEVENUTIL\(flat_usd_per_hour, per_use_usd_per_hour\)$/,
    );
    expect(signatureOf(entry("EXPLAIN"))).toContain("args…");
  });
});

describe("the example that a card opens with", () => {
  it.each(catalog.map(({ name }) => name))("gives a result for %s without an error", async (name) => {
    const { args, formula } = callOfCard(entry(name), exampleArguments(entry(name)));
    const preview = await previewOf(name, args, unread);
    expect(preview.kind, formula).toBe("result");
    const cells = preview.kind === "result" ? preview.cells : [];
    expect(isCellError(cells[0]?.[0]), formula).toBe(false);
  });
});

describe("the live result", () => {
  it("is the function's own answer", async () => {
    const { args } = callOfCard(entry("COST"), ["gpt-4o", "1500", "500"]);
    expect(await previewOf("COST", args, unread)).toEqual({ kind: "result", cells: [[0.00875]] });
  });

  it("reads the cells that an argument refers to", async () => {
    const { args } = callOfCard(entry("COST"), ["=Start!B5", "1500", "500"]);
    const areas: unknown[] = [];
    const preview = await previewOf("COST", args, (area) => {
      areas.push(area);
      return Promise.resolve([["gpt-4o"]]);
    });
    expect(areas).toEqual([{ sheet: "Start", row: 4, col: 1, rows: 1, cols: 1 }]);
    expect(preview).toEqual({ kind: "result", cells: [[0.00875]] });
  });

  it("shows an unknown model as the error it is, with its sentence", async () => {
    const { args } = callOfCard(entry("COST"), ["gpt4ooo", "1500", "500"]);
    const preview = await previewOf("COST", args, unread);
    const cell = preview.kind === "result" ? preview.cells[0]?.[0] : undefined;
    expect(cell).toMatchObject({ code: "#N/A", message: expect.stringContaining("gpt4ooo") });
  });

  it.each([
    [["=InferModels[[#All],[id]]", "1", "1"], "it reads InferModels"],
    [["=B5", "1", "1"], "it reads B5"],
    [["=Start!A1:ZZ9999", "1", "1"], "it reads many cells"],
    [["{1", "1", "1"], "no list that a formula can read"],
  ])("of %j waits and says why: %s", async (typed, sentence) => {
    const preview = await previewOf("COST", callOfCard(entry("COST"), typed).args, unread);
    expect(preview.kind === "waiting" && preview.message).toContain(sentence);
  });

  it.each([
    [2625, "2,625"],
    [0.00875, "0.00875"],
    [333.7142857142857, "333.714285714"],
    [true, "TRUE"],
  ])("shows %j as %s", (value, shown) => {
    expect(shownValue(value)).toBe(shown);
  });
});
