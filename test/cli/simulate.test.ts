import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../src/cli/run";
import { simulateCommand } from "../../src/cli/simulate";
import { registeredFunctions } from "../../src/functions/call/registry";
import { testTerminal } from "./testTerminal";

let folder = "";
const file = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "infer-simulate-"));
  writeFileSync(
    file("drivers.csv"),
    "\ufeffname,distribution,p1,p2,p3\r\nprice,triangular,1,2,4\r\nn,discrete,10;20,0.7;0.3\r\n",
  );
  writeFileSync(file("tied.csv"), 'name,distribution,p1,p2,p3,x,y\n"x",normal,0,1,,1,0.5\ny,normal,0,1,,,1\n');
  writeFileSync(file("broken.csv"), 'name,distribution\n"price,triangular,1,2,4\n');
  writeFileSync(file("wrong.csv"), "price,triangular,5,2,4\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function infer(...args: readonly string[]) {
  const { terminal, written } = testTerminal([]);
  const exit = await run(["simulate", ...args], [simulateCommand], terminal);
  return { exit, ...written };
}

describe("infer simulate", () => {
  test("prints the statistics of a cell, digit for digit", async () => {
    const { exit, out } = await infer(
      file("drivers.csv"),
      "price*n",
      "--trials",
      "1e5",
      "--seed=7",
      "--budget",
      "50",
      "--json",
    );
    const table = [
      ["price", "triangular", 1, 2, 4],
      ["n", "discrete", "10;20", "0.7;0.3", ""],
    ];
    const rows = registeredFunctions().get("SIMULATE")?.(table, "price*n", 1e5, 7, 50) as unknown[][];
    const found = JSON.parse(out);
    expect(exit).toBe(0);
    expect(Object.entries(found.statistics)).toEqual(rows.slice(1));
    expect(found).toMatchObject({ model: "price*n", trials: 100_000, seed: 7, budget: 50, isPartial: false });
    expect(found.tornado[0]).toMatchObject({ driver: "n" });
  });

  test("prints one line a statistic without --json", async () => {
    const { out } = await infer(file("drivers.csv"), "price*n", "--trials", "1000");
    expect(out).toMatch(/^trials +1000\nbase +20\nmean +\d+\.\d+\n/);
  });

  test("reads correlations from the file", async () => {
    const { out } = await infer(file("tied.csv"), "x+y", "--trials", "1e5", "--json");
    expect(JSON.parse(out).statistics.sd).toBeCloseTo(Math.sqrt(2 + 4 * Math.sin(Math.PI / 12)), 1);
  });

  test.each([
    ["semicolons", 'n;discrete;10;1\nprice;triangular;1;2;4\nm;discrete;"10;20";"0.7;0.3"\n'],
    ["tabs", "n\tfixed\t10\nprice\ttriangular\t1\t2\t4\nm\tdiscrete\t10;20\t0.7;0.3\n"],
  ])("tells %s between the cells", async (_mark, text) => {
    writeFileSync(file("marked.csv"), text);
    const { out } = await infer(file("marked.csv"), "price*n*m", "--trials", "100", "--json");
    expect(JSON.parse(out).statistics.base).toBe(200);
  });

  test("runs a named model on its own drivers", async () => {
    const { exit, out } = await infer("-", "cost_per_token", "--trials=1000", "--json");
    expect(exit).toBe(0);
    expect(JSON.parse(out).statistics.base).toBeCloseTo(0.5556, 4);
  });

  test("ends with 1 where trials fail", async () => {
    const { exit, out } = await infer(file("drivers.csv"), "1/(n-10)", "--trials", "1000");
    expect(exit).toBe(1);
    expect(out).toMatch(/mean +The model fails in \d+\.?\d*% of the trials/);
  });

  test.each([
    [["drivers.csv"], /Give a file of drivers and a model/],
    [["missing.csv", "x"], /The file .*missing.csv cannot be read/],
    [["broken.csv", "x"], /broken.csv is no table/],
    [["wrong.csv", "price"], /drivers row 1 \(price\): p1 \(low\) must be at most p2 \(mode\)/],
    [["drivers.csv", "price*m"], /model names "m" at character 7/],
    [["drivers.csv", "price", "--trials", "many"], /--trials needs a number; you gave "many"/],
    [["drivers.csv", "price", "--trials", "1"], /trials must be a whole number from 2 to 4,000,000,000/],
    [["drivers.csv", "price", "--speed"], /simulate has no option --speed/],
  ])("refuses %j with a sentence and exit code 2", async ([name = "", ...args], wanted) => {
    const { exit, out, err } = await infer(file(name), ...args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(wanted);
  });
});
