import { CellValueType } from "@univerjs/core";
import { describe, expect, it } from "vitest";
import { catalog } from "../../src/catalog";
import { cellDataOf } from "../../src/workbench/cell-data";
import { descriptionOf } from "../../src/workbench/descriptions";

describe("a cell as Univer stores it", () => {
  it.each([
    ["a number", { value: 2.5 }, { v: 2.5, t: CellValueType.NUMBER }],
    ["a boolean", { value: true }, { v: 1, t: CellValueType.BOOLEAN }],
    ["a text", { value: "gpt-4o" }, { v: "gpt-4o", t: CellValueType.STRING }],
    ["a text that begins like a formula", { value: "=1+1" }, { v: "=1+1", t: CellValueType.STRING }],
    ["an id that reads as a number", { value: "1E5" }, { v: "1E5", t: CellValueType.FORCE_STRING }],
    ["an id that reads as a date", { value: "3-5" }, { v: "3-5", t: CellValueType.FORCE_STRING }],
    ["a text that reads as a boolean", { value: "TRUE" }, { v: "TRUE", t: CellValueType.FORCE_STRING }],
    ["nothing: the content stays as it was", {}, {}],
  ])("%s", (_what, content, expected) => {
    expect(cellDataOf(content)).toEqual(expected);
  });

  it("a formula is written with or without its sign, and takes the place of a value", () => {
    expect(cellDataOf({ formula: "1+1" })).toMatchObject({ f: "=1+1", v: null });
    expect(cellDataOf({ formula: "=1+1", value: 3 })).toMatchObject({ f: "=1+1", v: null });
  });

  it("emptying a cell removes its formula and its error's message too", () => {
    expect(cellDataOf({ value: null })).toEqual({ v: null, f: null, si: null, p: null, custom: null });
    expect(cellDataOf({ value: "" })).toEqual(cellDataOf({ value: null }));
  });

  it("a look names only what it changes", () => {
    expect(cellDataOf({ look: { numberFormat: "0.00" } })).toEqual({ s: { n: { pattern: "0.00" } } });
    expect(cellDataOf({ look: { bold: true, fill: "#fffbe0" } }).s).toEqual({ bl: 1, bg: { rgb: "#fffbe0" } });
  });
});

it("autocomplete knows every function of the catalogue with its arguments in call order", () => {
  for (const entry of catalog) {
    const description = descriptionOf(entry);
    expect(description.functionName).toBe(`INFER.${entry.name}`);
    expect(description.abstract).toBe(entry.summary);
    expect(description.functionParameter.map(({ name, require }) => [name, require === 0])).toEqual(
      entry.arguments.map(({ name, optional }) => [name, optional]),
    );
  }
});
