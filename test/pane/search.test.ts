import { describe, expect, it } from "vitest";
import { catalog } from "../../src/catalog";
import { FIRST_FUNCTIONS, groupsOf, listed, searched } from "../../src/taskpane/search";

const names = (query: string): readonly string[] => searched(catalog, query).map(({ name }) => name);

describe("searching functions", () => {
  it.each([
    ["cost", "COST", "the exact name comes first"],
    ["=INFER.COST(", "COST", "a formula begun is as good as a name"],
    ["break", "BREAKEVEN", "the beginning of a name"],
    ["brkeven", "BREAKEVEN", "letters left out"],
    ["carbon", "CARBON", "a name"],
    ["compare gpus", "COMPAREGPUS", "all words must fit"],
  ])("%j finds %s first: %s", (query, name) => {
    expect(names(query)[0]).toBe(name);
  });

  it.each([
    ["payback", "BUYVSRENT", "in what it gives"],
    ["npv", "BUYVSRENT", "in what it gives"],
    ["cached", "COST", "in an argument"],
    ["electricity", "REGION", "in its summary"],
  ])("%j also finds %s: %s", (query, name) => {
    expect(names(query)).toContain(name);
  });

  it("finds nothing for what is nowhere, and everything for a blank", () => {
    expect(names("zebra")).toEqual([]);
    expect(searched(catalog, "  ")).toBe(catalog);
  });
});

describe("the list of functions", () => {
  it("leads with the first functions, in their order, and lists every function once", () => {
    const groups = listed(catalog, "", "");
    expect(groups[0]?.title).toBe("Start with these");
    expect(groups[0]?.entries.map(({ name }) => name)).toEqual(FIRST_FUNCTIONS);
    const all = groups.flatMap(({ entries }) => entries.map(({ name }) => name));
    expect([...all].sort()).toEqual(catalog.map(({ name }) => name).sort());
  });

  it("shows one group alone, and searches inside it", () => {
    for (const group of groupsOf(catalog)) {
      expect(
        listed(catalog, "", group)
          .flatMap(({ entries }) => entries)
          .every((e) => e.group === group),
      ).toBe(true);
    }
    expect(
      listed(catalog, "cost", "Ownership")
        .flatMap(({ entries }) => entries)
        .map(({ name }) => name),
    ).not.toContain("COST");
  });

  it("counts what a search found", () => {
    expect(listed(catalog.slice(0, 1), "price", "")[0]?.title).toBe("1 function");
    expect(listed(catalog.slice(0, 2), "price", "")[0]?.title).toBe("2 functions");
  });
});
