import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayFillRange, type NameKinds, shrunkFormula } from "../../src/files/formulas/arrays";
import { whyBlocked } from "../../src/files/formulas/blocked";
import { SharedFormulas } from "../../src/files/formulas/shared";
import { storedFormula, typedFormula } from "../../src/files/formulas/stored";

/** What a user types, what Excel stores. */
const BOTH_WAYS: readonly (readonly [typed: string, stored: string])[] = [
  ["=1+2", "1+2"],
  ["=INFER.COST(A1,B1:B3)", "_xldudf_INFER_COST(A1,B1:B3)"],
  ['=SUM(INFER.PRICE("gpt-4o","output"),1)', 'SUM(_xldudf_INFER_PRICE("gpt-4o","output"),1)'],
  ['="_xldudf_INFER_COST(1)"', '"_xldudf_INFER_COST(1)"'],
  ["=SORT(FILTER(A1:A9,B1:B9>1))", "_xlfn._xlws.SORT(_xlfn._xlws.FILTER(A1:A9,B1:B9>1))"],
  ["=XLOOKUP(A1,B:B,C:C)", "_xlfn.XLOOKUP(A1,B:B,C:C)"],
  ["=STDEV.S(A1:A3)", "_xlfn.STDEV.S(A1:A3)"],
  ["=NETWORKDAYS.INTL(A1,A2)", "NETWORKDAYS.INTL(A1,A2)"],
  ["=SUM(F1#)", "SUM(_xlfn.ANCHORARRAY(F1))"],
  ["=SUM('My sheet'!F1#*2)", "SUM(_xlfn.ANCHORARRAY('My sheet'!F1)*2)"],
  ["=@A1:A3", "_xlfn.SINGLE(A1:A3)"],
  ["=@INDEX(A1:A3,2)+1", "_xlfn.SINGLE(INDEX(A1:A3,2))+1"],
  ["=@(A1:A3*2)", "_xlfn.SINGLE(A1:A3*2)"],
  ["=LET(x,1,y,x+1,x*y)", "_xlfn.LET(_xlpm.x,1,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)"],
  ["=LET(f,LAMBDA(a,a+x),f(1))+x", "_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.a,_xlpm.a+x),_xlpm.f(1))+x"],
  ["=MAP(A1:A3,LAMBDA(v,v*2))", "_xlfn.MAP(A1:A3,_xlfn.LAMBDA(_xlpm.v,_xlpm.v*2))"],
  ["=SUM(Sales[[#This Row],[usd]],Sales[kwh])", "SUM(Sales[[#This Row],[usd]],Sales[kwh])"],
  ["='It''s'!A1&\"a\"\"b\"", "'It''s'!A1&\"a\"\"b\""],
  ["={1,2;3,4}", "{1,2;3,4}"],
  ["=IF(A1,TRUE,#N/A)", "IF(A1,TRUE,#N/A)"],
];

describe("formulas as users type and as files store them", () => {
  it.each(BOTH_WAYS)("%s", (typed, stored) => {
    expect(storedFormula(typed)).toBe(stored);
    expect(typedFormula(stored)).toBe(typed);
  });

  it.each([
    ["[2]!_xldudf_INFER_COST(A1)", "=INFER.COST(A1)"],
    ["1+[12]!_xldudf_INFER_COST([12]!_xldudf_INFER_GPU(A1))", "=1+INFER.COST(INFER.GPU(A1))"],
    ["'C:\\Program Files\\FUNCRES.XLAM'!_xldudf_INFER_COST(A1)", "=INFER.COST(A1)"],
    ["_xldudf_infer_cost(A1)", "=INFER.COST(A1)"],
    ["INFER.COST(A1)", "=INFER.COST(A1)"],
    ["_xlfn.sort(A1:A3)", "=SORT(A1:A3)"],
    ["sort(A1:A3)", "=SORT(A1:A3)"],
    ["my_own(A1)", "=my_own(A1)"],
  ])("%s, as other versions and programs store it", (stored, typed) => {
    expect(typedFormula(stored)).toBe(typed);
  });

  it("stores a row of the own table with the table's name", () => {
    expect(storedFormula("=[@usd]*[@[units sold]]", { table: "Sales" })).toBe(
      "Sales[[#This Row],[usd]]*Sales[[#This Row],[units sold]]",
    );
    expect(storedFormula("=Sales[@[a]:[b]]")).toBe("Sales[[#This Row],[a]:[b]]");
  });

  it("survives any text of a formula, and comes back as it was stored", () => {
    const piece = fc.constantFrom(
      "A1",
      "B2:C3",
      "(",
      ")",
      ",",
      "SUM(",
      "LET(",
      "LAMBDA(",
      "x",
      "@",
      "#",
      '"t"',
      "+",
      "{",
      "}",
      "[",
      "]",
      "INFER.COST(",
      " ",
      "!",
      "1",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const stored = storedFormula(`=${pieces.join("")}`);
        expect(typeof typedFormula(stored)).toBe("string");
      }),
      { numRuns: 300 },
    );
  });
});

const names: NameKinds = (name) => (({ rate: "one", fleet: "several" })[name] as "one" | "several") ?? "other";

describe("a formula whose result may spill", () => {
  it.each([
    ["=A1+1", false],
    ["=SUM(A1:A9)", false],
    ["=SUMIFS(D2:D6,A2:A6,F2)", false],
    ["=INDEX(B2:B6,MATCH(MAX(D2:D6),D2:D6,0))", false],
    ['=VLOOKUP("x",A2:D6,3,FALSE)', false],
    ["=NPV(0.1,D2:D6)", false],
    ["=SUM(Sales[usd])", false],
    ["=Sales[[#This Row],[usd]]*2", false],
    ["=rate*2", false],
    ["=A1:A9*2", true],
    ["=SUM(A1:A9*B1:B9)", true],
    ["=SUMIFS(D2:D6,A2:A6,F2:F3)", true],
    ["=IF(A1:A9>1,1,0)", true],
    ["=fleet", true],
    ["=unknown*2", true],
    ["=SEQUENCE(3)", true],
    ["=F1#", true],
    ["={1,2}*2", true],
    ["=INFER.COST(A1)", true],
    ["=LET(x,1,x)", true],
  ])("%s: %s", (formula, may) => {
    expect(mayFillRange(formula, names)).toBe(may);
  });
});

describe("a formula that a file stores plainly means one value, as Excel shows with @", () => {
  it.each([
    ["=A1:A9*2", "=@A1:A9*2"],
    ["=SUM(A1:A9*B1:B9)", "=SUM(@A1:A9*@B1:B9)"],
    ["=SUMPRODUCT(A1:A9*B1:B9)", "=SUMPRODUCT(A1:A9*B1:B9)"],
    ["=SUM(A1:A9)", "=SUM(A1:A9)"],
    ["=fleet", "=@fleet"],
    ["=unknown*2", "=unknown*2"],
    ["=SEQUENCE(3)", "=@SEQUENCE(3)"],
    ["=ROW()", "=ROW()"],
    ["=INFER.COST(A1)", "=INFER.COST(A1)"],
    ["=INFER.COST(A1:A9)", "=@INFER.COST(A1:A9)"],
    ["=SUM(INFER.COST(A1:A9))", "=SUM(INFER.COST(A1:A9))"],
    ["=LET(x,A1:A9,x)", "=LET(x,A1:A9,x)"],
  ])("%s is %s", (stored, shown) => {
    expect(shrunkFormula(stored, names)).toBe(shown);
  });
});

describe("formulas that would reach out of the workbook", () => {
  it.each([
    ['=WEBSERVICE("http://127.0.0.1/")', "WEBSERVICE"],
    ['=1+IMAGE("http://127.0.0.1/x.png")', "IMAGE"],
    ['=RTD("prog",,"x")', "RTD"],
    ["=[1]Sheet1!A1", "another workbook"],
    ["='[Book 2.xlsx]S'!B2*2", "another workbook"],
    ["='C:\\data\\[b.xlsx]S'!B2", "another workbook"],
    ["=[1]!name", "another workbook"],
    ["=cmd|'/c calc'!A0", "another program"],
  ])("%s", (formula, reason) => {
    expect(whyBlocked(formula)).toContain(reason);
  });

  it.each([
    '=HYPERLINK("http://x","y")',
    "=Sales[usd]",
    "=Sales[[#This Row],[usd]]",
    '="[1]Sheet1!A1"',
    "=SUM(IMAGES!A1)",
  ])("%s does not", (formula) => {
    expect(whyBlocked(formula)).toBe(undefined);
  });
});

describe("formulas that are stored once for many cells", () => {
  it("move relative references and keep absolute ones", () => {
    const shared = new SharedFormulas();
    shared.define(0, "=A1*$B$1+Sheet2!C1+SUM(A$1:A1)", "D1");
    expect(shared.at(0, "D3")).toBe("=A3*$B$1+Sheet2!C3+SUM(A$1:A3)");
    expect(shared.at(0, "E1")).toBe("=B1*$B$1+Sheet2!D1+SUM(B$1:B1)");
    expect(shared.at(7, "E1")).toBe(undefined);
  });
});
