import { describe, expect, test } from "vitest";
import { DomainError } from "../../../src/engine/errors";
import { fixed } from "../../../src/engine/risk/distributions";
import { compileModel, evaluateModel } from "../../../src/engine/risk/model";
import { calls, sentence, world } from "./support/world";

const compiled = (text: string, names: readonly string[]) =>
  compileModel(
    text,
    names.map((name) => ({ name, key: name.replaceAll("$", "").toLowerCase(), distribution: fixed(0) })),
    world.functions,
  );

/** The model at one or several points; `{ x: [1, 2] }` are two. */
function results(text: string, values: Readonly<Record<string, readonly number[]>> = { x: [0] }) {
  const points = Object.values(values).map((column) => Float64Array.from(column));
  return evaluateModel(compiled(text, Object.keys(values)), points, points[0]?.length ?? 1);
}
const result = (text: string, x = 0): number | string => {
  const [value] = results(text, { x: [x] });
  return value instanceof DomainError ? value.message : (value ?? "nothing");
};

describe("a model computes as Excel does", () => {
  test.each([
    ["1+2*3", 7, "products before sums"],
    ["-2^2", 4, "the sign binds before the power"],
    ["2^3^2", 64, "powers from the left"],
    ["2^-1", 0.5, "a negative power"],
    ["50%*10", 5, "per cent"],
    ["10%%", 0.001, "per cent of per cent"],
    ["=1+1", 2, "a leading equals sign"],
    ["(1+2)*3", 9, "brackets"],
    ["1>2", 0, "a comparison counts as 0"],
    ["(2>1)+1", 2, "or as 1"],
    ['IF("A"="a",1,2)', 1, "texts compare without case"],
    ['IF("a"<5,1,2)', 2, "numbers come before texts"],
    ["IF(1=1,5)", 5, "IF without else"],
    ["IF(1=2,5)", 0, "gives FALSE, which counts as 0"],
    ["IF(FALSE,1/0,3)", 3, "the branch not taken does no harm"],
    ["IFERROR(1/0,7)", 7, "an error replaced"],
    ["IFERROR(5,1/0)", 5, "no error, nothing replaced"],
    ["AND(1,2>1,TRUE)", 1, "AND"],
    ["OR(0,FALSE)", 0, "OR"],
    ["NOT(0)", 1, "NOT"],
    ["MIN(3,1,2)+MAX(3,1,2)", 4, "least and most"],
    ["SUM(1,2,3)+AVERAGE(2,4)+PRODUCT(2,5)", 19, "of several"],
    ["ROUND(2.675,2)", 2.68, "rounds decimals as written"],
    ["ROUND(-2.5,0)", -3, "away from zero"],
    ["ROUND(1234,-2)", 1200, "to hundreds"],
    ["ROUNDUP(2.0000000000000004,0)", 2, "but not the last digit of a double"],
    ["ROUNDUP(2.1,0)+ROUNDDOWN(2.9,0)", 5, "up and down"],
    ["ROUNDUP(-2.1,0)", -3, "up is away from zero"],
    ["INT(-1.5)+TRUNC(-1.5)", -3, "INT goes down, TRUNC towards zero"],
    ["MOD(-3,2)", 1, "MOD has the divisor's sign"],
    ["CEILING(7,5)+FLOOR(7,5)", 15, "multiples"],
    ["ABS(-3)*SIGN(-3)", -3, "magnitude and sign"],
    ["SQRT(16)+POWER(2,3)", 12, "POWER without prefix is Excel's"],
    ["INFER.POWER(1)", 42, "with prefix it is ours"],
    ["LN(EXP(2))+LOG10(1000)+LOG(8,2)", 8, "logarithms"],
    ["LET(a,3,b,a*2,a+b)", 9, "names bound by LET"],
    ["DOUBLE(4)", 8, "a function of ours without its prefix"],
    ["INFER.DOUBLE(4)", 8, "and with it"],
    ['PICKED("a",5)', 5, "texts as arguments"],
    ["1e3*2", 2000, "exponents"],
  ])("%s = %d (%s)", (text, wanted) => expect(result(text)).toBeCloseTo(wanted, 12));

  test.each<[string, Readonly<Record<string, readonly number[]>>, number]>([
    ["in_tok * 2", { in_tok: [5] }, 10],
    ["IN_TOK * 2", { in_tok: [5] }, 10],
    ["p1 + r + c", { p1: [1], r: [2], c: [3] }, 6],
    ["$B$3*2", { B3: [4] }, 8],
    ["B3*2", { $B$3: [4] }, 8],
    ["Inputs!$B$3*2", { B3: [4] }, 8],
    ["'My inputs'!B3*2", { B3: [4] }, 8],
    ["@price*2", { price: [4] }, 8],
    ["prix_été*2", { prix_été: [4] }, 8],
  ])("driver names in %s", (text, values, wanted) => expect(results(text, values)).toEqual([wanted]));
});

describe("columns", () => {
  test("give what the scalar loop gives, beyond one block too", () => {
    const x = Array.from({ length: 3000 }, (_unused, i) => i / 7 - 100);
    const text = "IF(x>0,DOUBLE(x),-x)+LET(y,x^2,IF(y>50,y,SQRT(y)))-MIN(x,5)";
    const wanted = x.map((value) => {
      const y = value ** 2;
      return (value > 0 ? 2 * value : -value) + (y > 50 ? y : Math.sqrt(y)) - Math.min(value, 5);
    });
    const found = results(text, { x });
    for (const [i, value] of wanted.entries()) expect(found[i], `x = ${x[i]}`).toBeCloseTo(value, 9);
  });

  test("call a function once a block, and once in all where no driver has a say", () => {
    calls.length = 0;
    results("DOUBLE(x)+DOUBLE(3)", { x: Array.from({ length: 2048 }, () => 1) });
    expect(calls).toEqual([
      { name: "DOUBLE", count: 1 },
      { name: "DOUBLE", count: 1024 },
      { name: "DOUBLE", count: 1024 },
    ]);
  });

  test("a text chosen trial by trial reaches the function", () => {
    const found = results('IFERROR(PICKED(IF(x>1,"a","b"),x),-1)', { x: [1, 2, 3] });
    expect(found).toEqual([-1, 2, 3]);
  });

  test("a failure stays in its trial", () => {
    const found = results("1/x", { x: [2, 0, 4] });
    expect([found[0], found[2]]).toEqual([0.5, 0.25]);
    expect(found[1]).toMatchObject({ kind: "divideByZero", message: "model: division by 0 at character 2." });
  });

  test("an overflow is a failure, never a hidden 0", () => {
    expect(results("1/(x*1E300)", { x: [1e300] })[0]).toMatchObject({ kind: "overflow" });
  });
});

describe("a failing trial says why and where", () => {
  test.each([
    ["2*(1/x)", 0, /division by 0 at character 5/],
    ["SQRT(x)", -1, /SQRT at character 1 needs 0 or more; it got -1/],
    ["LN(x)", 0, /LN at character 1 needs a number above 0/],
    ["x^0.5", -4, /negative number has no broken power \(character 2\)/],
    ["MOD(1,x)", 0, /MOD by 0 at character 1/],
    ["1+DOUBLE(x)", -1, /DOUBLE at character 3: x must be 0 or more/],
    ['PICKED("b",x)', 1, /PICKED at character 1: No "b"/],
    ['x*"2"', 1, /the text "2" stands at character 3 where a number is needed/],
    ['IF(x>0,"high","low")', 1, /model gives the text "high"; it must give a number/],
  ])("%s at x = %d", (text, x, wanted) => expect(result(text, x)).toMatch(wanted));
});

describe("a text that is no model is refused with its place", () => {
  test.each([
    ["", /^model is empty/],
    ["=", /^model is empty/],
    ["x*(2", /^model cannot be read at character 4 \("2"\): Expected \) but got the end of the text/],
    ["x 3", /^model cannot be read at character/],
    ["x+tokens", /^model names "tokens" at character 3, which is no driver. The drivers are x, cost/],
    ["x+cots", /^model names "cots" at character 3, which is no driver. Did you mean cost\?/],
    ["x+A1", /^model names "A1" at character 3/],
    ["x x", /^model: A name without an operator before it \(character/],
    ["x&1", /^model: The operator & \(character 2\) has no place/],
    ["{1,2}*x", /^model: A list in braces \(character 1\)/],
    ["#REF!*x", /^model: The error #REF! \(character 1\)/],
    ["LAMBDA(a,a)(x)", /LAMBDA|call of a call/],
    ["1e400*x", /1e400 at character 1 is too large a number/],
    ["DUOBLE(x)", /^model calls DUOBLE at character 1, which is no function of a model. Did you mean DOUBLE/],
    ["INFER.SQRT(x)", /^model calls SQRT at character 1, which is no function of a model/],
    ["IF(x)", /^model: IF at character 1 takes 2 to 3 arguments; it has 1/],
    ["SQRT(1,2)", /^model: SQRT at character 1 takes 1 argument; it has 2/],
    ["SUM()", /^model: SUM at character 1 takes 1 to 255 arguments; it has 0/],
  ])("%s", (text, wanted) => expect(sentence(() => compiled(text, ["x", "cost"]))).toMatch(wanted));

  test("FORECAST, a name of Excel's own that we have too, wants its prefix", () => {
    const functions = { ...world.functions, has: () => true };
    expect(sentence(() => compileModel("FORECAST(1)", [], functions))).toMatch(/write INFER.FORECAST/);
  });

  test("a driver whose name no formula can hold", () => {
    expect(sentence(() => compiled("1", ["in tok"]))).toMatch(/^drivers: "in tok" cannot stand in a formula/);
  });
});
