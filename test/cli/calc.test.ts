import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { COMMANDS } from "../../src/cli/commands";
import { run } from "../../src/cli/run";
import { openXlsx } from "../../src/files";
import { DYNAMIC, oneSheet } from "../files/handmade";
import { testTerminal } from "./testTerminal";

const folder = mkdtempSync(path.join(tmpdir(), "infer-calc-"));
let made = 0;

function fileOf(bytes: Uint8Array): string {
  made++;
  const file = path.join(folder, `in-${made}.xlsx`);
  writeFileSync(file, bytes);
  return file;
}

async function infer(...argv: string[]) {
  const { terminal, written } = testTerminal();
  const code = await run(["calc", ...argv], COMMANDS, terminal);
  return { code, ...written };
}

const SOUND = oneSheet(
  `<row r="1"><c r="A1"><v>1500</v></c><c r="B1"><f>_xldudf_INFER_COST("gpt-4o",A1,500)</f></c><c r="C1"><f>[2]!_xldudf_INFER_COST("gpt-4o",A1,500)*2</f></c></row>`,
);

describe("infer calc", () => {
  it("--json reports every formula as a user types it, with its value", async () => {
    const { code, out } = await infer(fileOf(SOUND), "--json");
    expect(JSON.parse(out)).toEqual({
      cells: [
        { sheet: "S1", cell: "B1", formula: '=INFER.COST("gpt-4o",A1,500)', value: 0.00875 },
        { sheet: "S1", cell: "C1", formula: '=INFER.COST("gpt-4o",A1,500)*2', value: 0.0175 },
      ],
    });
    expect(code).toBe(0);
  });

  it("ends with 1 when a formula ends in an error, and says why", async () => {
    const file = fileOf(
      oneSheet(`<row r="1"><c r="A1"><f>_xldudf_INFER_PRICE("gpt4-oh")</f></c><c r="B1"><f>1+1</f></c></row>`),
    );
    const { code, out } = await infer(file, "--json");
    const [first] = (JSON.parse(out) as { cells: Record<string, string>[] }).cells;
    expect(first).toMatchObject({ cell: "A1", error: "#N/A", message: expect.stringContaining('No model "gpt4-oh"') });
    expect(code).toBe(1);
    expect(await infer(file)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^2 formulas, 1 in error\nS1!A1 {2}=INFER/),
    });
  });

  it("counts a formula that cannot be read as in error", async () => {
    const unreadable = (address: string, formula: string) => `<c r="${address}"><f>${formula}</f><v>5</v></c>`;
    const file = fileOf(
      oneSheet(
        `<row r="1">${unreadable("A1", "LET(x,1)")}${unreadable("B1", "1+")}${unreadable("C1", "SUM(1")}<c r="D1"><f>1+1</f></c></row>`,
      ),
    );
    const { code, out } = await infer(file, "--json");
    const { cells } = JSON.parse(out) as { cells: Record<string, string>[] };
    expect(cells).toMatchObject([
      { cell: "A1", error: "#NAME?", message: "The formula cannot be read." },
      { cell: "B1", error: "#NAME?", message: expect.stringContaining('something is missing after "+"') },
      { cell: "C1", error: "#NAME?", message: expect.stringContaining("a closing parenthesis is missing") },
      { cell: "D1", value: 2 },
    ]);
    expect(code).toBe(1);
    expect(await infer(file)).toMatchObject({ code: 1, out: expect.stringMatching(/^4 formulas, 3 in error\n/) });
  });

  it("an error that was typed is none of a formula", async () => {
    expect(await infer(fileOf(oneSheet(`<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>`)), "--json")).toMatchObject({
      code: 0,
      out: '{"cells":[]}\n',
    });
  });

  it("reports a spilling result with its range and values", async () => {
    const file = fileOf(
      oneSheet(
        `<row r="1"><c r="A1" cm="1"><f t="array" ref="A1">_xlfn.SEQUENCE(2)*_xldudf_INFER_COST("gpt-4o",0,100)</f></c></row>`,
        DYNAMIC,
      ),
    );
    const { out } = await infer(file, "--json");
    expect((JSON.parse(out) as { cells: unknown[] }).cells).toMatchObject([
      { value: 0.001, spill: "A1:A2", values: [[0.001], [0.002]] },
    ]);
  });

  it("keeps the stored value of a formula that reaches out, and notes it", async () => {
    const file = fileOf(
      oneSheet(
        `<row r="1"><c r="A1"><f>_xlfn.WEBSERVICE("http://127.0.0.1:9/")</f><v>7</v></c><c r="B1"><f>A1+1</f></c></row>`,
      ),
    );
    const { code, out } = await infer(file, "--json");
    expect((JSON.parse(out) as { cells: unknown[] }).cells).toEqual([
      {
        sheet: "S1",
        cell: "A1",
        formula: '=WEBSERVICE("http://127.0.0.1:9/")',
        value: 7,
        message: expect.stringContaining("stored value") as string,
      },
      { sheet: "S1", cell: "B1", formula: "=A1+1", value: 8 },
    ]);
    expect(code).toBe(0);
  });

  it("keeps the stored value of a function that is not known here, also where others read it", async () => {
    const file = fileOf(
      oneSheet(
        `<row r="1"><c r="A1"><f>MYMACRO(2)</f><v>7</v></c><c r="B1"><f>A1+1</f></c><c r="C1"><f>MYMACRO(3)</f></c>
         <c r="D1"><f>_xlfn.PERCENTOF(A1,B1)+Double(1)</f><v>0.5</v></c><c r="E1"><f>Double(4)</f></c></row>`,
        {
          workbook: `<definedNames><definedName name="Double">_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)</definedName></definedNames>`,
        },
      ),
    );
    const out = path.join(folder, "kept.xlsx");
    const { code, out: printed } = await infer(file, "-o", out, "--json");
    const kept = (name: string) =>
      `Not calculated, the stored value stands: it calls ${name}, which is not known here.`;
    expect((JSON.parse(printed) as { cells: unknown[] }).cells).toMatchObject([
      { cell: "A1", value: 7, message: kept("MYMACRO") },
      { cell: "B1", value: 8 },
      { cell: "C1", error: "#NAME?", message: "There is no function MYMACRO." },
      { cell: "D1", value: 0.5, message: kept("PERCENTOF") },
      { cell: "E1", value: 8 },
    ]);
    expect(code).toBe(1);
    expect(openXlsx(readFileSync(out)).model.sheets[0]?.cells.map(({ value }) => value)).toEqual([
      7,
      8,
      { error: "#NAME?" },
      0.5,
      8,
    ]);
  });

  it("a formula that would overflow the engine is an error of its cell alone", async () => {
    const sum = Array(4500).fill("1").join("+");
    const { code, out } = await infer(
      fileOf(oneSheet(`<row r="1"><c r="A1"><f>${sum}</f></c><c r="B1"><f>1+1</f></c></row>`)),
      "--json",
    );
    expect((JSON.parse(out) as { cells: unknown[] }).cells).toMatchObject([
      { cell: "A1", error: "#NAME?", message: expect.stringContaining("up to 2,000 are calculated") },
      { cell: "B1", value: 2 },
    ]);
    expect(code).toBe(1);
  });

  it("writes with -o, over its input only when told", async () => {
    const source = fileOf(SOUND);
    const out = path.join(folder, "out.xlsx");
    await infer(source);
    expect(Buffer.from(SOUND).equals(readFileSync(source))).toBe(true);
    await infer(source, "-o", out);
    expect(Buffer.from(SOUND).equals(readFileSync(source))).toBe(true);
    expect(openXlsx(readFileSync(out)).model.sheets[0]?.cells[1]?.value).toBe(0.00875);
    await infer(source, "--force");
    expect(openXlsx(readFileSync(source)).model.sheets[0]?.cells[1]?.value).toBe(0.00875);
    const again = fileOf(SOUND);
    const link = path.join(folder, "link.xlsx");
    symlinkSync(again, link);
    for (const same of [again, link]) {
      const { code, err } = await infer(again, "-o", same);
      expect(err).toContain(`${same} is the input. Add --force to write over it.`);
      expect(code).toBe(2);
    }
    expect(Buffer.from(SOUND).equals(readFileSync(again))).toBe(true);
    await infer(again, "-o", again, "--force");
    expect(openXlsx(readFileSync(again)).model.sheets[0]?.cells[1]?.value).toBe(0.00875);
  });

  it.each<readonly [string, () => string[], string]>([
    ["no file", () => [], "Give one .xlsx file."],
    ["a missing file", () => ["nowhere.xlsx"], "nowhere.xlsx cannot be read"],
    ["an unknown option", () => ["a.xlsx", "--fast"], "calc has no option --fast."],
    ["an ending that Excel would refuse", () => ["a.xlsm", "-o", "b.xlsx"], "b.xlsx must end in .xlsm"],
    ["a text", () => [fileOf(new TextEncoder().encode("a,b"))], "is no workbook"],
    ["a damaged file", () => [fileOf(SOUND.subarray(0, 400))], "is damaged"],
    [
      "a folder that is not there",
      () => [fileOf(SOUND), "-o", path.join(folder, "no", "out.xlsx")],
      "cannot be written",
    ],
  ])("says what is wrong with %s, with exit code 2", async (_case, argv, sentence) => {
    const { code, err } = await infer(...argv());
    expect(err).toContain(sentence);
    expect(code).toBe(2);
  });

  it("names the cells of a circle instead of a result, and writes nothing", async () => {
    const circle = `<row r="1"><c r="A1"><f>B1+1</f></c><c r="B1"><f>SUM(C1:C3)</f></c></row><row r="2"><c r="C2"><f>A1*2</f></c></row>`;
    const out = path.join(folder, "never.xlsx");
    const { code, err } = await infer(fileOf(oneSheet(circle)), "-o", out);
    expect(err).toMatch(/in a circle: 'S1'!A1 → 'S1'!B1 → 'S1'!C2\./);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  it("refuses more than 20,000 formulas with a sentence", async () => {
    const rows = Array.from(
      { length: 20_001 },
      (_u, r) => `<row r="${r + 1}"><c r="A${r + 1}"><f>1</f></c></row>`,
    ).join("");
    const { code, err } = await infer(fileOf(oneSheet(rows)));
    expect(err).toContain("20,001 formulas; up to 20,000 are calculated");
    expect(code).toBe(2);
  });
});
