import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(path, "utf8");

/** The rows of the tables of a document, without their headers. */
const rowsOf = (path: string): readonly string[] =>
  read(path)
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| Fault |") && !line.startsWith("| # |"));

const FAULTS = rowsOf("docs/faults.md");
const NUMBERS = rowsOf("docs/try-in-excel.md").map((row) => Number(row.split("|")[1]));

const shownBy = (row: string): string => row.split(" | ").at(-1) ?? "";

/** "`test/a.test.ts` “one title”, “another”" */
const named = FAULTS.flatMap((row) =>
  [...shownBy(row).matchAll(/`(test\/[^`]+)`((?:,? “[^”]+”)+)/g)].flatMap(([, file = "", titles = ""]) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = ""]) => [file, title] as const),
  ),
);
const numbered = FAULTS.flatMap((row) =>
  [...shownBy(row).matchAll(/Excel ([\d, ]+)/g)].flatMap(([, list = ""]) => list.split(",").map(Number)),
);

describe("the table of faults", () => {
  it.each(FAULTS.map((row) => [row.split("|")[1]?.trim(), row]))("says what shows: %s", (_fault, row) => {
    expect(row.split(" | "), row).toHaveLength(3);
    expect(shownBy(row)).toMatch(/^(`test\/[^`]+\.test\.ts` “|Excel \d)/);
  });

  it.each(named)("names a test that is there: %s “%s”", (file, title) => {
    expect(existsSync(file), file).toBe(true);
    const source = read(file);
    expect(
      ['"', "'", "`"].some((quote) => source.includes(`${quote}${title}${quote}`)),
      title,
    ).toBe(true);
  });

  it("names every file and number in a way that this test reads", () => {
    const text = FAULTS.map(shownBy).join("\n");
    expect(named).toHaveLength(text.split("“").length - 1);
    expect(new Set(named.map(([file]) => file))).toEqual(new Set(text.match(/test\/[^`]+/g)));
    for (const number of numbered) expect(NUMBERS).toContain(number);
    expect(numbered.length).toBeGreaterThan(20);
  });

  it("counts what is to be tried in Excel from 1 without a gap", () => {
    expect(NUMBERS).toEqual(NUMBERS.map((_number, index) => index + 1));
  });
});
