import { describe, expect, it } from "vitest";
import { faults, treeFaults } from "../../scripts/directions.mjs";

/** [why it is refused, file, text, words of the refusal] */
const REFUSED: readonly (readonly [string, string, string, string])[] = [
  ["the engine imports tables", "src/engine/a.ts", 'import { prices } from "../data";', "must not import src/data"],
  ["the engine imports data values", "src/engine/a.ts", 'import { x } from "../data/types";', "only types"],
  ["the engine imports the shell", "src/engine/a.ts", 'import { cost } from "../functions/prices";', "must not import"],
  ["the engine imports a package", "src/engine/a.ts", 'import { core } from "@univerjs/core";', "must not import"],
  ["the engine imports Node", "src/engine/a.ts", 'import fs from "node:fs";', "must not import node:fs"],
  ["the engine imports on demand", "src/engine/a.ts", 'await import("../cli/run");', "must not import src/cli/run"],
  ["the engine re-exports the shell", "src/engine/a.ts", 'export * from "../functions";', "must not import"],
  ["data import the engine", "src/data/a.ts", 'import { pow } from "../engine/portable";', "must not import"],
  ["functions import the pane", "src/functions/a.ts", 'import { x } from "../taskpane/model";', "must not import"],
  ["functions import the host", "src/functions/a.ts", 'import { x } from "../host/port";', "must not import"],
  ["functions import the workbench", "src/functions/a.ts", 'import { x } from "../workbench/grid";', "must not import"],
  ["functions import the command line", "src/functions/a.ts", 'import { x } from "../cli/run";', "must not import"],
  ["a view imports Excel's adapter", "src/taskpane/views/a.ts", 'import { x } from "../../host/excel";', "must not"],
  ["the port imports the workbench", "src/host/port.ts", 'import { x } from "../workbench/grid";', "must not import"],
  ["the workbench imports Excel's adapter", "src/workbench/a.ts", 'import { x } from "../host/excel";', "must not"],
  ["the command line imports the pane", "src/cli/a.ts", 'import { x } from "../taskpane/model";', "must not import"],
  ["a folder nobody planned", "src/misplaced/a.ts", 'import { x } from "../engine/units";', "in no layer"],
  ["charts import a host", "src/charts/a.ts", 'import { Refusal } from "../host/port";', "only types"],
  ["charts import the engine", "src/charts/a.ts", 'import { pow } from "../engine/portable";', "must not import"],
  ["files import the pane", "src/files/a.ts", 'import { x } from "../taskpane/model";', "must not import"],
  ["a view calls Excel", "src/taskpane/views/a.ts", "Excel.run(async () => {});", "must not name Excel"],
  ["a view names an Excel type", "src/taskpane/views/a.ts", "let r: Excel.Range;", "must not name Excel"],
  ["the workbench waits for Office", "src/workbench/a.ts", "Office.onReady();", "must not name Office"],
  ["a group file registers itself", "src/functions/a.ts", 'CustomFunctions.associate("A", a);', "CustomFunctions"],
  ["the engine reads the clock", "src/engine/a.ts", "const t = Date.now();", "clock"],
  ["the engine asks for today", "src/engine/a.ts", "const t = new Date();", "clock"],
  ["the engine rolls dice", "src/engine/a.ts", "const r = Math.random();", "Math.random"],
  ["the engine takes an inexact exponential", "src/engine/a.ts", "const e = Math.exp(1);", "Math.exp"],
  ["the engine takes an inexact power", "src/engine/a.ts", "const p = 2 ** 0.5;", "must not use **"],
  ["the engine assigns a power", "src/engine/a.ts", "let p = 2; p **= 2;", "must not use **"],
  ["the engine hides a method of Math", "src/engine/a.ts", 'const f = Math["exp"];', "must not index Math"],
  ["the engine writes in a language", "src/engine/a.ts", "const s = (1).toLocaleString();", "locale"],
  ["the engine sorts in a language", "src/engine/a.ts", 'const c = "a".localeCompare("b");', "locale"],
  ["the engine formats with Intl", "src/engine/a.ts", "new Intl.NumberFormat();", "must not name Intl"],
  ["the engine reads local time", "src/engine/a.ts", "const y = day.getFullYear();", "getFullYear"],
  ["the engine touches the page", "src/engine/a.ts", "document.title = '';", "must not name document"],
  ["the engine goes to the network", "src/engine/a.ts", 'fetch("https://example.com");', "must not name fetch"],
  ["a function multiplies", "src/functions/a.ts", "const x = a * 2;", "must not calculate (*)"],
  ["a function adds", "src/functions/a.ts", "const x = a + b;", "must not calculate (+)"],
  ["a function subtracts in place", "src/functions/a.ts", "x -= 1;", "must not calculate (-=)"],
  ["a function counts", "src/functions/a.ts", "i++;", "must not calculate (++)"],
  ["a default export by word", "src/engine/a.ts", "const a = 1; export default a;", "default"],
  ["a default export by modifier", "src/engine/a.ts", "export default function a() {}", "default"],
  ["a file named utils", "src/engine/utils.ts", "export const a = 1;", "name it for what it knows"],
  ["a file named helper", "src/host/sheetHelper/helpers.ts", "export const a = 1;", "name it for what it knows"],
  ["a folder named common", "src/engine/common/a.ts", "export const a = 1;", "name it for what it knows"],
];

/** [why it is allowed, file, text] */
const ALLOWED: readonly (readonly [string, string, string])[] = [
  ["the engine knows the shapes of data", "src/engine/a.ts", 'import type { PriceRow } from "../data/types";'],
  ["shapes may be imported one by one", "src/engine/a.ts", 'import { type PriceRow } from "../data/types";'],
  ["exact functions of Math stay", "src/engine/a.ts", "const r = Math.sqrt(Math.abs(x));"],
  ["a window of our own is no global", "src/engine/a.ts", "const window = 3; const x = window;"],
  ["a given moment is no clock", "src/engine/a.ts", "const d = new Date(0);"],
  ["a word in a comment", "src/engine/a.ts", "// Math.random and Date.now are forbidden\nexport {};"],
  ["a word in a text", "src/engine/a.ts", 'const s = "Excel reads cell H100";'],
  ["a property called Excel", "src/taskpane/model.ts", "const hosts = { Excel: 1 }; const x = hosts.Excel;"],
  ["a negative default", "src/functions/a.ts", "const x = -1;"],
  ["the calling layer counts cells", "src/functions/call/a.ts", "const x = rows * columns;"],
  ["the calling layer registers", "src/functions/call/registry.ts", "CustomFunctions.associate;"],
  ["Excel's adapter calls Excel", "src/host/excel.ts", "Excel.run(async () => {});"],
  ["functions call the engine", "src/functions/a.ts", 'import { cost } from "../engine/prices";'],
  ["a view styles itself", "src/taskpane/views/a.ts", 'import "./a.css";'],
];

describe("the directions between the parts", () => {
  it.each(REFUSED)("refuse that %s", (_why, file, text, words) => {
    expect(faults(file, text).join("\n")).toContain(words);
  });

  it.each(ALLOWED)("allow it: %s", (_why, file, text) => {
    expect(faults(file, text)).toEqual([]);
  });

  it("name file and line", () => {
    expect(faults("src/engine/a.ts", "export {};\n\nMath.random();")[0]).toMatch(/^src\/engine\/a\.ts:3 /);
  });

  it("hold in the whole tree", () => {
    expect(treeFaults()).toEqual([]);
  });
});
