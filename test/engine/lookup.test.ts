import { describe, expect, test } from "vitest";
import { findRow, nameIndex } from "../../src/engine/lookup";

const rows = [
  { id: "gpt-4o", names: ["gpt-4o", "gpt-4o-latest"] },
  { id: "claude-3.5-sonnet", names: ["claude-3-5-sonnet-20240620", "claude-3.5-sonnet"] },
  { id: "llama-3.3-70b", names: ["Llama-3.3-70B"] },
];
const index = nameIndex("model", rows, ({ names }) => names);

describe("a name is found", () => {
  test.each([
    ["gpt-4o", "gpt-4o", "as it stands"],
    ["GPT 4O", "gpt-4o", "without case and spaces"],
    ["gpt_4o", "gpt-4o", "with another separator"],
    ["gpt\u20114o", "gpt-4o", "with a typographic hyphen pasted from a page"],
    ["gpt-4o\u00a0", "gpt-4o", "with a no-break space at its end"],
    ["claude-3-5-sonnet", "claude-3.5-sonnet", "with dashes for dots where nothing else decides"],
    ["LLAMA 3.3 70b", "llama-3.3-70b", "by alias"],
  ])("%s is %s: %s", (name, id) => {
    expect(findRow(index, name).id).toBe(id);
  });
});

test("a short name is compared strictly: two wrong letters of two are no slip", () => {
  const short = nameIndex("model", ["o1", "o3", "gpt-4o"], (name) => [name]);
  expect(short.suggest("o9")).toEqual(["o1", "o3"]);
  expect(short.suggest("xx")).toEqual([]);
  expect(short.suggest("foo")).toEqual([]);
});

test("an unknown name is #N/A with what was perhaps meant, never a silent zero", () => {
  expect(() => findRow(index, "gpt-4p")).toThrow('No model "gpt-4p" in the table. Did you mean "gpt-4o"?');
  expect(() => findRow(index, "something else")).toThrow('No model "something else" in the table.');
});

test("each thing is suggested once, by its nearest name", () => {
  expect(index.suggest("claude-3-5-sonet")).toEqual(["claude-3.5-sonnet"]);
});

test("a name near none brings up its family", () => {
  expect(() => findRow(index, "Llama 9 Behemoth")).toThrow(
    'No model "Llama 9 Behemoth" in the table. Did you mean "Llama-3.3-70B"?',
  );
  expect(index.suggest("behemoth")).toEqual([]);
});
