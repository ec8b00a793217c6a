import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import "../../src/functions";
import { camelCase, sheetCase } from "../../src/engine/names";
import { registeredFunctions } from "../../src/functions/call/registry";
import { catalog } from "./support/catalog";

const functionsJson = JSON.parse(readFileSync(new URL("../../generated/functions.json", import.meta.url), "utf8"));

test("ids, registrations and Excel's metadata name the same functions", () => {
  const names = catalog.map(({ name }) => name).sort();
  expect([...registeredFunctions().keys()].sort()).toEqual(names);
  expect(functionsJson.functions.map(({ id }: { id: string }) => id).sort()).toEqual(names);
  expect(functionsJson.functions.map(({ name }: { name: string }) => name).sort()).toEqual(names);
});

test("an error in an input cell reaches our code instead of stopping the call", () => {
  expect(functionsJson.allowErrorForDataTypeAny).toBe(true);
});

test("a group is defined once: no two functions share an id", () => {
  expect(new Set(catalog.map(({ name }) => name)).size).toBe(catalog.length);
});

const CELL_ADDRESS = /^([A-Z]{1,3}\d+|R\d*C\d*)$/;

describe.each(catalog)("$name", (entry) => {
  test("has an id that Excel accepts and that is no cell address", () => {
    expect(entry.name).toMatch(/^[A-Z][A-Z0-9._]{2,}$/);
    expect(entry.name).not.toMatch(CELL_ADDRESS);
  });

  test("is summed up in one sentence that names the unit of the answer and fits a tooltip", () => {
    expect(entry.summary).toMatch(/^[A-Z0-9].*\.$/);
    expect(entry.summary.slice(0, -1)).not.toMatch(/\.\s+[A-Z]/);
    expect(entry.summary.length).toBeLessThanOrEqual(255);
    expect(entry.summary).toMatch(UNIT_IN_SUMMARY);
  });

  test("says of each argument what it is, its unit and its default, within Excel's limit", () => {
    for (const argument of entry.arguments) {
      expect(argument.name, argument.name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(argument.unit, argument.name).not.toBe("");
      expect(argument.description.length, argument.name).toBeGreaterThan(5);
      if (argument.optional) expect(argument.default, argument.name).toBeTruthy();
    }
    for (const { description, name } of excelParameters(entry.name)) {
      expect(description.length, name).toBeLessThanOrEqual(255);
    }
  });

  test("optional arguments come last", () => {
    const optional = entry.arguments.map((argument) => argument.optional);
    expect(optional).toEqual([...optional].sort((a, b) => Number(a) - Number(b)));
  });

  test("argument names survive the way into the engine and back", () => {
    for (const { name } of entry.arguments) expect(sheetCase(camelCase(name))).toBe(name);
  });

  test("has a formula, an account of its result and an example with its value", () => {
    expect(entry.formula).not.toBe("");
    expect(entry.returns).not.toBe("");
    expect(entry.examples.length).toBeGreaterThan(0);
    for (const example of entry.examples) {
      expect(example.formula).toMatch(/^=.*INFER\./);
      expect(example.result).not.toBe("");
    }
  });
});

/** A table's units stand in its column names; else the sentence names one. */
const UNIT_IN_SUMMARY =
  /USD|share|tokens?\b|Mtok|percent|month|year|hour|date|unit|GB|ms|tok\/s|watt|kW|kWh|kg|litre|CO|count|number|times|factor|ratio|multiple|verdict|sentence|text|named?|version|row|column|step|requests?|GPUs|rank|draw|value|elasticity|statistic/i;

function excelParameters(id: string): readonly { readonly name: string; readonly description: string }[] {
  return functionsJson.functions.find((fn: { id: string }) => fn.id === id)?.parameters ?? [];
}
