import { afterAll, describe, expect, it } from "vitest";
import { createCalculator, type Evaluated } from "../../src/workbench/headless";
import { ECHO } from "./echo-functions";

const calculator = createCalculator(ECHO);
afterAll(() => calculator.dispose());

const evaluate = async (formula: string): Promise<Evaluated> => {
  const [result] = await calculator.evaluate([formula]);
  if (result === undefined) throw new Error("no result");
  return result;
};

/** What a function received, argument by argument. */
const received = async (args: string) => {
  const result = await evaluate(`=INFER.ECHO(${args})`);
  return "value" in result ? (JSON.parse(String(result.value)) as unknown[]) : result;
};

describe("an INFER function receives its arguments as Excel hands them over", () => {
  it.each([
    ["a number", "1.5", [[[1.5]]]],
    ["a negative number", "-1", [[[-1]]]],
    ["a percentage", "60%", [[[0.6]]]],
    ["an exponent", "1E5", [[[100000]]]],
    ["a text", '"gpt-4o"', [[["gpt-4o"]]]],
    ["a quote inside a text", '"a""b"', [[['a"b']]]],
    ["an empty text", '""', [[[""]]]],
    ["true and false", "TRUE,FALSE", [[[true]], [[false]]]],
    ["an omitted argument in the middle", "1,,3", [[[1]], null, [[3]]]],
    ["an omitted argument at the end", "1,", [[[1]], null]],
    ["a blank cell", "A1", [[[null]]]],
    [
      "a blank range",
      "A1:B2",
      [
        [
          [null, null],
          [null, null],
        ],
      ],
    ],
    [
      "an array",
      "{1,2;3,4}",
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ],
    ["a computed array", "{1,2}*10", [[[10, 20]]]],
    ["separators inside quoted items", '{"a,b","c;d"}', [[["a,b", "c;d"]]]],
    ["an array with mixed types", '{"x",TRUE,-1.5}', [[["x", true, -1.5]]]],
  ])("%s", async (_what, args, expected) => {
    expect(await received(args)).toEqual(expected);
  });

  it("no argument at all", async () => {
    expect(await received("")).toEqual([]);
  });

  it.each(["3-5", "1E5", "50%", "$2.50", "2024-06-01", "TRUE", "4.1", "007", "1/2", "#N/A", "{1,2}", "12:30"])(
    "the text %j stays text, alone and in an array",
    async (text) => {
      expect(await received(`"${text}",{"${text}","b"}`)).toEqual([[[text]], [[text, "b"]]]);
    },
  );

  it("an error with its code and message", async () => {
    expect(await received("1/0,INFER.FAIL(1)")).toMatchObject([
      [[{ code: "#DIV/0!", message: "A number is divided by zero or by an empty cell." }]],
      [[{ code: "#N/A", message: "failed for [[1]]" }]],
    ]);
  });
});

describe("a result comes back unchanged", () => {
  it("a 1×1 result is a scalar, also from a native function that computes an array", async () => {
    expect(await evaluate('="a"&1')).toEqual({ value: "a1" });
  });

  it("a spill is rows of cells, in which one cell may fail alone", async () => {
    expect(await evaluate("=INFER.GRID()")).toEqual({
      value: [
        ["model", "usd"],
        ["gpt-4o", 2.5],
        ["gpt-5", { error: "#N/A", message: "no price yet" }],
      ],
    });
  });

  it("ragged rows are padded with empty text", async () => {
    expect(await evaluate("=INFER.RAGGED()")).toEqual({
      value: [
        [1, 2],
        [3, ""],
      ],
    });
  });

  it("numbers keep all their digits", async () => {
    expect(await evaluate("=POWER(2,0.5)")).toEqual({ value: Math.SQRT2 });
    expect(await evaluate("=1/3")).toEqual({ value: 1 / 3 });
  });

  it("what is not finite is #NUM! and what is missing is empty text, never null or NaN", async () => {
    expect(await evaluate("=INFER.NOTHING()")).toMatchObject({
      value: [["", { error: "#NUM!" }, { error: "#NUM!" }, ""]],
    });
  });

  it("an exception in a function is a fault with its reason, not a crash", async () => {
    expect(await evaluate("=INFER.BOOM()")).toEqual({
      error: "#VALUE!",
      message: "This is a fault in INFER, not in your input: x is undefined. Please report it.",
    });
  });

  it("a result that arrives later is waited for, also inside a larger formula", async () => {
    expect(await evaluate('=INFER.TOKENS("abc")*2')).toEqual({ value: 18 });
  });
});

describe("an error keeps its message", () => {
  it.each([
    ["arithmetic", "=1+INFER.FAIL(7)"],
    ["a minus sign", "=-INFER.FAIL(7)"],
    ["SUM", "=SUM(1,INFER.FAIL(7))"],
    ["IF", "=IF(INFER.FAIL(7)>1,2,3)"],
    ["LET", "=LET(r,INFER.FAIL(7),r+1)"],
    ["INDEX", "=INDEX(INFER.FAIL(7),1,1)"],
    ["ROUND", "=ROUND(INFER.FAIL(7),2)"],
  ])("through %s", async (_what, formula) => {
    expect(await evaluate(formula)).toEqual({ error: "#N/A", message: "failed for [[7]]" });
  });

  it.each([
    ["=1/0", "#DIV/0!", "A number is divided by zero"],
    ["=VLOOKUP(9,{1,2},2,FALSE)", "#N/A", "A value is not available"],
    ["=SQRT(-1)", "#NUM!", "outside what the function takes"],
    ['="a"+1', "#VALUE!", "text stands where a number is needed"],
    ["=FOO(1)", "#NAME?", "There is no function FOO."],
    ["=ECHO(1)", "#NAME?", "There is no function ECHO. Did you mean INFER.ECHO?"],
    ["=INFER.ECO(1)", "#NAME?", "There is no function INFER.ECO. Did you mean INFER.ECHO?"],
    ["=INFER.ECHO(gpt)", "", ""],
    ["=gpt+1", "#NAME?", "There is no name gpt. If it is a text, put it in quotes."],
    ["=Prices!A1", "#REF!", 'There is no sheet "Prices".'],
    ["=LET(a,1,INFER.ECO(a))", "#NAME?", "There is no function INFER.ECO."],
  ])("%s has a sentence of its own", async (formula, error, message) => {
    const result = await evaluate(formula);
    if (error === "") expect(JSON.stringify(result)).toContain("There is no name gpt");
    else expect(result).toMatchObject({ error, message: expect.stringContaining(message) as string });
  });

  it("a handled error is no error", async () => {
    expect(await evaluate('=IFERROR(FOO(1),"none")')).toEqual({ value: "none" });
    expect(await evaluate("=ISNA(INFER.FAIL(1))")).toEqual({ value: true });
  });
});

describe("a formula that cannot be read is an error that says why", () => {
  it.each([
    ["=SUM(", "a closing parenthesis is missing"],
    ["=SUM((1)", "a closing parenthesis is missing"],
    ["=1)", "closes a parenthesis that was never opened"],
    ['="abc', "a text is not closed with a quote"],
    ["=1+", 'something is missing after "+"'],
    ["=SUM(1;2)", "separate arguments with commas"],
    ["=", "it is empty"],
    ["", "it is empty"],
  ])("%j", async (formula, reason) => {
    expect(await evaluate(formula)).toMatchObject({
      error: "#NAME?",
      message: expect.stringContaining(reason) as string,
    });
  });
});

it("spaces before an opening parenthesis do no harm", async () => {
  expect(await evaluate("=SUM (1,2) * (3)")).toEqual({ value: 9 });
  expect(await evaluate('=INFER.ECHO ("a")')).toEqual({ value: '[[["a"]]]' });
});

it("more arguments than a function takes are refused, as Excel refuses them", async () => {
  const calls = new Map([["HALF", (x: unknown, y: unknown) => [[Number(x) + Number(y)]]]]);
  const other = createCalculator(calls);
  expect(await other.evaluate(["=INFER.HALF(1,2,3)"])).toEqual([
    { error: "#VALUE!", message: "HALF takes up to 2 arguments; you gave 3." },
  ]);
  other.dispose();
});

describe("a formula that would overflow the engine's stack is an error that says so", () => {
  it.each([
    ["a sum of 4,500 terms", `=${Array(4500).fill("1").join("+")}`, "4,499 operations; up to 2,000"],
    ["8,000 signs", `=${"-".repeat(8000)}1`, "7,999 operations; up to 2,000"],
    ["5,000 calls in each other", `=${"SUM(".repeat(5000)}1${")".repeat(5000)}`, "5,000 levels of parentheses"],
  ])("%s", async (_what, formula, reason) => {
    expect(await evaluate(formula)).toMatchObject({
      error: "#NAME?",
      message: expect.stringContaining(reason) as string,
    });
  });

  it.each([
    ["2,000 operations", `=${Array(2001).fill("1").join("+")}`, 2001],
    ["64 levels", `=${"IF(TRUE,".repeat(64)}1${")".repeat(64)}`, 1],
  ])("%s are calculated", async (_what, formula, value) => {
    expect(await evaluate(formula)).toEqual({ value });
  });
});

describe("native functions calculate as in Excel", () => {
  it.each([
    ["a text is a number where a number is needed", '="5"+1', 6],
    ["a text is a date where a date is needed", '=YEAR("2024-06-01")', 2024],
    ["LET", "=LET(x,1,y,x+1,x+y)", 3],
    ["LET with a LAMBDA bound to a name", "=LET(f,LAMBDA(x,x+1),f(3)*f(4))", 20],
    ["LAMBDA called at once", "=LAMBDA(x,x*2)(21)", 42],
    ["a name as Excel stores it", "=SUM(_xlfn.SEQUENCE(3))", 6],
    ["names as Excel stores LET", "=_xlfn.LET(_xlpm.x,2,_xlpm.x*3)", 6],
    ["SORT as Excel stores it", "=INDEX(_xlfn._xlws.SORT({3;1;2}),1)", 1],
    ["implicit intersection of a number", "=@SUM(1,2)", 3],
    ["IRR", "=ROUND(IRR({-100,60,60}),4)", 0.1307],
    ["XLOOKUP", '=XLOOKUP("b",{"a","b"},{1,2})', 2],
    ["an omitted branch is 0", "=IF(TRUE,,1)", 0],
    ["a blank cell is 0", "=A1", 0],
    ["without a leading =", "1+2", 3],
    ["with blanks around", "  =1+2 ", 3],
    ["lower case", "=sum(1,2)", 3],
  ])("%s", async (_what, formula, value) => {
    expect(await evaluate(formula)).toEqual({ value });
  });
});

it("our functions are found as Excel stores them in a file", async () => {
  const forms = [
    "=_xldudf_INFER_ECHO(1)",
    "=[2]!_xldudf_INFER_ECHO(1)",
    "='C:\\Add-ins\\FUNCRES.XLAM'!_xldudf_INFER_ECHO(1)",
    "=infer.echo(1)",
  ];
  expect(await calculator.evaluate(forms)).toEqual(forms.map(() => ({ value: "[[[1]]]" })));
});

it("a formula that binds names gives the same result each time, also in another calculator", async () => {
  const formulas = [
    '=LET(t,{"a","b";1,2},INDEX(t,2,1))',
    "=LAMBDA(a,b,a-b)(7,2)",
    "=REDUCE(0,{1,2,3},LAMBDA(s,v,s+v))",
  ];
  const other = createCalculator(ECHO);
  const expected = [{ value: 1 }, { value: 5 }, { value: 6 }];
  for (const each of [calculator, calculator, other, calculator]) {
    expect(await each.evaluate(formulas)).toEqual(expected);
  }
  other.dispose();
});

it("formulas stand for themselves: spills do not collide and order is kept", async () => {
  const formulas = Array.from({ length: 50 }, (_formula, index) => `=SEQUENCE(3,1,${index})`);
  const results = await calculator.evaluate(formulas);
  expect(results).toEqual(formulas.map((_formula, index) => ({ value: [[index], [index + 1], [index + 2]] })));
});
