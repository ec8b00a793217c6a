import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CellInput,
  createWorkbook,
  type HeadlessWorkbook,
  type WorkbookInput,
} from "../../src/workbench/workbook";
import { ECHO } from "./echo-functions";

/** Cells by address, column letter then row from 1: formulas start with "=". */
function cells(sheet: string, contents: Readonly<Record<string, number | string | boolean>>): CellInput[] {
  return Object.entries(contents).map(([address, content]) => {
    const place = { sheet, row: Number(address.slice(1)) - 1, col: address.charCodeAt(0) - 65 };
    return typeof content === "string" && content.startsWith("=")
      ? { ...place, formula: content }
      : { ...place, value: content };
  });
}

const opened: HeadlessWorkbook[] = [];
afterAll(() => {
  for (const workbook of opened) workbook.dispose();
});

async function calculated(input: WorkbookInput) {
  const workbook = createWorkbook(input, ECHO);
  opened.push(workbook);
  await workbook.recalculate();
  const at = (address: string, sheet = "Main") =>
    workbook.read(sheet, Number(address.slice(1)) - 1, address.charCodeAt(0) - 65);
  return { workbook, at };
}

const main = (contents: Readonly<Record<string, number | string | boolean>>): WorkbookInput => ({
  sheets: ["Main"],
  cells: cells("Main", contents),
});

describe("cells reach functions as they are", () => {
  it("numbers, texts that look like numbers, booleans, blanks and ranges", async () => {
    const { at } = await calculated(
      main({ A1: 3, B1: "3-5", C1: true, D1: "1E5", F1: "=INFER.ECHO(A1,B1,C1,D1,E1,A1:E1)" }),
    );
    expect(JSON.parse(String(at("F1")))).toEqual([
      [[3]],
      [["3-5"]],
      [[true]],
      [["1E5"]],
      [[null]],
      [[3, "3-5", true, "1E5", null]],
    ]);
  });

  it("a text that reads like an error is a text", async () => {
    const { at } = await calculated(main({ A1: '="#N/A"' }));
    expect(at("A1")).toBe("#N/A");
  });
});

describe("an error's message travels along references", () => {
  it("over cells, sheets and ranges", async () => {
    const { at } = await calculated({
      sheets: ["Main", "Other"],
      cells: [
        ...cells("Main", { A1: "=INFER.FAIL(1)", A2: "=A1*2", A3: "=SUM(A1:A2)", A4: "=FOO(1)", A5: "=A4" }),
        ...cells("Other", { A1: "=Main!A3" }),
      ],
    });
    const because = { code: "#N/A", message: "failed for [[1]]" };
    expect([at("A2"), at("A3"), at("A1", "Other")]).toMatchObject([because, because, because]);
    expect(at("A5")).toMatchObject({ code: "#NAME?", message: "There is no function FOO." });
  });

  it("out of a spill", async () => {
    const { at } = await calculated(main({ A1: "=INFER.GRID()", D1: "=B3+1" }));
    expect(at("B3")).toMatchObject({ code: "#N/A", message: "no price yet" });
    expect(at("D1")).toMatchObject({ code: "#N/A", message: "no price yet" });
  });

  it("and is gone when the cell is right again", async () => {
    const { workbook, at } = await calculated(main({ A1: "=INFER.FAIL(1)", A2: "=A1" }));
    workbook.set(cells("Main", { A1: "=1+1" }));
    await workbook.recalculate();
    expect([at("A1"), at("A2")]).toEqual([2, 2]);
  });
});

describe("spills", () => {
  it("fill the cells below and to the right, and `#` reads them", async () => {
    const { workbook, at } = await calculated(main({ A1: "=SEQUENCE(3)", C1: "=SUM(A1#)", D1: "=A1#*2" }));
    expect([at("A3"), at("C1"), at("D3")]).toEqual([3, 6, 6]);
    expect(workbook.spillOf("Main", 0, 0)).toEqual({ endRow: 2, endCol: 0 });
    expect(workbook.spillOf("Main", 0, 2)).toBeUndefined();
  });

  it("grow and shrink with their inputs, and `#` follows", async () => {
    const { workbook, at } = await calculated(main({ B1: 3, A1: "=SEQUENCE(B1)", C1: "=SUM(A1#)" }));
    workbook.set(cells("Main", { B1: 2 }));
    await workbook.recalculate();
    expect([at("A2"), at("A3"), at("C1")]).toEqual([2, null, 3]);
  });

  it("say what blocks them, and spill once it is removed", async () => {
    const { workbook, at } = await calculated(main({ A1: "=SEQUENCE(3)", A3: "in the way" }));
    expect(at("A1")).toMatchObject({ code: "#SPILL!", message: expect.stringContaining("empty the cells") as string });
    expect(at("A3")).toBe("in the way");
    workbook.set([{ sheet: "Main", row: 2, col: 0, value: null }]);
    await workbook.recalculate();
    expect([at("A1"), at("A3")]).toEqual([1, 3]);
  });

  it("`#` after a cell that does not spill", async () => {
    const { at } = await calculated(main({ A1: 5, A2: "=1+1", B1: "=A1#", B2: "=A2#" }));
    expect(at("B1")).toMatchObject({ code: "#REF!" });
    expect(at("B2")).toBe(2);
  });
});

describe("repairs of Univer", () => {
  it("SORT leaves its source as it was", async () => {
    const { at } = await calculated(main({ A1: 5, A2: 4, A3: 3, C1: "=SORT(A1:A3)", D1: "=INDEX(A1:A3,1)" }));
    expect([at("C1"), at("C3"), at("D1"), at("A1")]).toEqual([3, 5, 5, 5]);
  });

  it("@ takes the cell of the formula's own row", async () => {
    const { at } = await calculated(main({ A1: 10, A2: 20, A3: 30, B2: "=@A1:A3", B3: "=@A3+1", C9: "=@A1:A3" }));
    expect([at("B2"), at("B3")]).toEqual([20, 31]);
    expect(at("C9")).toMatchObject({ code: "#VALUE!" });
  });

  it("tables are found in any case, inside LET too", async () => {
    const { at } = await calculated({
      ...main({
        A1: "usd",
        A2: 5,
        A3: 7,
        C1: "=SUM(Prices[usd])",
        C2: "=sum(prices[usd])",
        C3: "=LET(k,2,k*SUM(Prices[usd]))",
        C4: "=INFER.ECHO(Prices[#All])",
      }),
      tables: [{ name: "Prices", sheet: "Main", startRow: 0, startCol: 0, endRow: 2, endCol: 0, columns: ["usd"] }],
    });
    expect([at("C1"), at("C2"), at("C3")]).toEqual([12, 12, 24]);
    expect(at("C4")).toBe('[[["usd"],[5],[7]]]');
  });

  it("a table's row is taken beside it, its columns in any case, and a column that it lacks is named", async () => {
    const { at } = await calculated({
      ...main({
        A1: "left of it",
        A2: 100,
        A3: 100,
        B1: "model",
        C1: "input tokens",
        B2: "a",
        C2: 5,
        B3: "b",
        C3: 7,
        D2: "=Usage[@[input tokens]]*2",
        D3: "=usage[@[Input Tokens]]*2",
        E2: "=Usage[[#This Row],[INPUT tokens]]*2",
        E3: '=Usage[@Model]&"!"',
        F2: "=SUM(Usage[Input tokens])",
        F3: "=COUNTA(Usage[@])",
        G2: "=SUM(Usage[[#All],[MODEL]:[input tokens]])",
        G3: "=SUM(Usage[@[model]:[input tokens]])",
        H2: "=SUM(Usage[output tokens])",
        H3: "=[@model]",
        I2: "=INFER.ECHO(Usage[[#Headers],[MODEL]])",
        I9: "=Usage[@model]",
        J1: "=SUM(Usage[@[input tokens]])",
        J9: '=IFERROR(Usage[@[input tokens]]*2,"none")',
      }),
      tables: [
        {
          name: "Usage",
          sheet: "Main",
          startRow: 0,
          startCol: 1,
          endRow: 2,
          endCol: 2,
          columns: ["model", "input tokens"],
        },
      ],
    });
    expect(["D2", "D3", "E2", "E3", "F2", "F3", "G2", "G3"].map((address) => at(address))).toEqual([
      10,
      14,
      10,
      "b!",
      12,
      2,
      12,
      7,
    ]);
    expect(at("H2")).toMatchObject({
      code: "#REF!",
      message: 'The table Usage has no column "output tokens". It has model, input tokens.',
    });
    expect(at("H3")).toMatchObject({
      code: "#NAME?",
      message: "[@model] needs its table before it, as in Usage[@model].",
    });
    expect(at("I2")).toBe('[[["model"]]]');
    expect([at("I9"), at("J1")]).toMatchObject([{ code: "#VALUE!" }, { code: "#VALUE!" }]);
    expect(at("J9")).toBe("none");
  });

  it("defined names are known, undefined ones are named", async () => {
    const { at } = await calculated({
      ...main({ A1: 4, B1: "=rate*2", B2: "=tariff*2" }),
      names: { rate: "Main!$A$1" },
    });
    expect(at("B1")).toBe(8);
    expect(at("B2")).toMatchObject({ code: "#NAME?", message: expect.stringContaining("no name tariff") as string });
  });

  it("a sheet's name may need quotes", async () => {
    const { at } = await calculated({
      sheets: ["Main", "Mum's prices"],
      cells: [...cells("Mum's prices", { A1: 9 }), ...cells("Main", { A1: "='Mum''s prices'!A1" })],
    });
    expect(at("A1")).toBe(9);
  });
});

describe("recalculation", () => {
  let book: Awaited<ReturnType<typeof calculated>>;
  beforeAll(async () => {
    book = await calculated(main({ A1: 2, A2: "=A1*10", A3: "=A2+1" }));
  });

  it("follows a changed input through all that depend on it", async () => {
    book.workbook.set(cells("Main", { A1: 5 }));
    expect(await book.workbook.recalculate()).toEqual({ circular: false });
    expect([book.at("A2"), book.at("A3")]).toEqual([50, 51]);
  });

  it("gives LET and LAMBDA the same result each time", async () => {
    const contents = { A1: 3, A2: "=LET(t,A1:A1*2,u,t+1,t*u)", A3: "=SUM(MAP(A1:A2,LAMBDA(v,v*2)))" };
    const { workbook, at } = await calculated(main(contents));
    const { at: again } = await calculated(main(contents));
    expect([at("A2"), at("A3"), again("A2"), again("A3")]).toEqual([42, 90, 42, 90]);
    workbook.set(cells("Main", { A1: 1 }));
    await workbook.recalculate();
    expect([at("A2"), at("A3")]).toEqual([6, 14]);
  });

  it("tells a circle of formulas", async () => {
    book.workbook.set(cells("Main", { A1: "=A3" }));
    expect(await book.workbook.recalculate()).toEqual({ circular: true });
  });

  it("waits for a result that arrives later", async () => {
    const { at } = await calculated(main({ A1: "abc", A2: "=INFER.TOKENS(A1)", A3: "=A2+1" }));
    expect([at("A2"), at("A3")]).toEqual([9, 10]);
  });
});

it("an unknown sheet is refused by name", async () => {
  const { workbook } = await calculated(main({ A1: 1 }));
  expect(() => workbook.read("Nope", 0, 0)).toThrow('The workbook has no sheet "Nope".');
});

describe("a comparison looks at the cell itself", () => {
  it("a 0 is not empty, however often a column is asked", async () => {
    const { at } = await calculated(
      main({
        A1: 0,
        A2: '=""',
        B1: '=A1=""',
        B2: '=A1=""',
        B3: '=IF(A1="",1,2)',
        B4: '=A2=""',
        B5: '=A9=""',
        B6: "=A9=0",
        B7: '=SUMPRODUCT(--(A1:A3=""))',
      }),
    );
    const results = ["B1", "B2", "B3", "B4", "B5", "B6", "B7"].map((address) => at(address));
    expect(results).toEqual([false, false, 2, true, true, true, 2]);
  });

  it("an empty text that a formula gives is a text: no number, no blank cell, but equal to one", async () => {
    const formulas = {
      "=A1=0": false,
      "=0=A1": false,
      "=A1>0": true,
      "=A1=FALSE": false,
      "=IF(A1=0,1,2)": 2,
      '=A1=""': true,
      "=A1=A9": true,
      "=A9=A1": true,
      "=A1<>A9": false,
      "=A9=0": true,
      "=SUMPRODUCT(--(A1:A2=0))": 1,
      "=SUMPRODUCT(--(A1:A3<>A7:A9))": 0,
      "=ISBLANK(A1)": false,
      "=ISTEXT(A1)": true,
      "=COUNTA(A1:A9)": 2,
      "=SUM(A1:A9)": 0,
      '=MATCH("",A1:A9,0)': 1,
      "=B1=0": false,
    };
    const asked = Object.keys(formulas).map((formula, row) => [`D${row + 1}`, formula] as const);
    const { at, workbook } = await calculated(
      main({ A1: '=""', A3: '=""', B1: '=IF(SEQUENCE(2)>0,"")', ...Object.fromEntries(asked) }),
    );
    const results = () => Object.fromEntries(asked.map(([address, formula]) => [formula, at(address)]));
    expect(results()).toEqual(formulas);
    await workbook.recalculate();
    expect(results()).toEqual(formulas);
  });
});

describe("a reference that a function gives", () => {
  it("keeps the sheet of the table it is taken from", async () => {
    const { at } = await calculated({
      sheets: ["Main", "Prices"],
      cells: [
        ...cells("Prices", { A1: "name", B1: "price", A2: "a", B2: 1, A3: "b", B3: 2 }),
        ...cells("Main", {
          A1: "=IF(TRUE,INDEX(T[price],2),0)",
          A2: '=INDEX(T[price],MATCH("b",T[name],0))*10',
          A3: "=SUM(INDEX(T[price],1):INDEX(T[price],2))",
          A4: "=IFERROR(INDEX(T,2,1),0)",
          A5: "=SUM(OFFSET(T[price],0,0,2,1))",
          A6: "=IF(TRUE,INDEX(Prices!B2:B3,2),0)",
        }),
      ],
      tables: [
        { name: "T", sheet: "Prices", startRow: 0, startCol: 0, endRow: 2, endCol: 1, columns: ["name", "price"] },
      ],
    });
    expect(["A1", "A2", "A3", "A4", "A5", "A6"].map((address) => at(address))).toEqual([2, 20, 3, "b", 3, 2]);
  });
});
