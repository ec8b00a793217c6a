import { describe, expect, it } from "vitest";
import { formulaTokens, inferCalls, isInferFormula, rewritten } from "../../src/taskpane/formulaTokens";

const of = (formula: string, kind: string) =>
  formulaTokens(formula)
    .filter((token) => token.kind === kind)
    .map(({ text }) => text);

describe("the references of a formula", () => {
  it.each([
    ["=B2*$C$3", ["B2", "$C$3"]],
    ["=SUM(Inputs!B2:B9)+'My sheet'!A1", ["Inputs!B2:B9", "'My sheet'!A1"]],
    ["='it''s'!B2+1", ["'it''s'!B2"]],
    ["=COUNT(A:A)+COUNT($1:$1)+D4#", ["A:A", "$1:$1", "D4#"]],
    ['="B2"&LOG10(A1)', ["A1"]],
    ["=Rate*InferPrices[#All]+tab1x+A1B", []],
    ["=1E5+2.5%", []],
  ])("%s has %j", (formula, references) => {
    expect(of(formula, "reference")).toEqual(references);
  });

  it("are apart from names, columns of tables and functions", () => {
    expect(of("=Rate*Prices[[#This Row],[usd]]+LET(x,1,x)", "name")).toEqual([
      "Rate",
      "Prices[[#This Row],[usd]]",
      "x",
      "x",
    ]);
    expect(of("=INFER.COST(A1)+LOG10(2)", "call")).toEqual(["INFER.COST", "LOG10"]);
  });
});

describe("the calls of our functions", () => {
  it("come with their arguments, left-out ones too, outer calls first", () => {
    const [outer, inner, ...rest] = inferCalls('=1+INFER.SELFHOST(INFER.RENT("H100",,"a,b"), {1,2;3,4} ,)');
    expect(rest).toEqual([]);
    expect([outer?.name, inner?.name]).toEqual(["SELFHOST", "RENT"]);
    expect(outer?.args.map(({ text }) => text)).toEqual(['INFER.RENT("H100",,"a,b")', "{1,2;3,4}", ""]);
    expect(inner?.args.map(({ text }) => text)).toEqual(['"H100"', "", '"a,b"']);
    expect([outer?.depth, inner?.depth]).toEqual([0, 1]);
  });

  it("may have no argument, stand in other functions, and carry the prefix of an add-in that is not loaded", () => {
    expect(inferCalls("=ROUND(infer.version(),2)")).toMatchObject([{ name: "VERSION", args: [], depth: 1 }]);
    expect(inferCalls('=_xldudf_INFER_COST("gpt-4o",1,2)')).toMatchObject([{ name: "COST" }]);
    expect(isInferFormula("=_xldudf_INFER_COST(1)")).toBe(true);
    expect(isInferFormula('="INFER."&A1')).toBe(false);
  });

  it("give places at which the formula can be rewritten", () => {
    const formula = "=INFER.GPU( H100 ,tdp)";
    const [call] = inferCalls(formula);
    const first = call?.args[0];
    if (first === undefined) throw new Error("no argument");
    expect(rewritten(formula, [{ ...first, text: '"H100"' }])).toBe('=INFER.GPU( "H100" ,tdp)');
  });
});
