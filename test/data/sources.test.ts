import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { forbiddenWord } from "../../scripts/import/wording.mjs";
import { measurements, prices, rents, sourceOf, tableByName, tableNames } from "../../src/data";

const page = readFileSync(join(import.meta.dirname, "../../docs/sources.md"), "utf8");

/** The page's table of tables: a row of cells each, the header first. */
function countsOnPage(): string[][] {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => line.startsWith("| table | rows |"));
  const end = lines.findIndex((line, i) => i > start && !line.startsWith("|"));
  return lines
    .slice(start, end)
    .filter((line) => !line.startsWith("|---"))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

describe("docs/sources.md", () => {
  const [header = [], ...rows] = countsOnPage();
  const words = header.slice(2, -1);

  it("lists every table", () => {
    expect(rows.map(([name]) => name)).toEqual(tableNames.filter((name) => name !== "risk_models"));
  });

  it.each(rows)("%s: rows, evidence and newest day are those of the data", (name = "", count, ...rest) => {
    const rowCount = tableByName(name)?.rowCount ?? 0;
    const evidence = Array.from({ length: rowCount }, (_, row) => sourceOf(name, row).evidence);
    expect(Number(count)).toBe(rowCount);
    expect(rest.slice(0, -1).map(Number)).toEqual(words.map((word) => evidence.filter((own) => own === word).length));
    expect(rest.at(-1)).toBe(tableByName(name)?.asOf);
  });

  it("counts sellers, offers and derived rates as the data does", () => {
    const offers = new Set(prices().map((row) => `${row.provider}|${row.modelId}`));
    expect(page).toContain(
      `${new Set(prices().map((row) => row.provider)).size} sellers, ${offers.size.toLocaleString("en-US")} offers`,
    );
    expect(page).toContain(`Rents come from ${new Set(rents().map((row) => row.provider)).size} sellers`);
    const derived = measurements().filter((row) => row.provenance.note?.startsWith("output tok/s derived"));
    expect(page).toContain(`In ${derived.length.toLocaleString("en-US")} rows the output`);
  });

  it("carries MLCommons' line, and no forbidden word", () => {
    expect(page).toContain("trademarks of MLCommons Association");
    expect(forbiddenWord(page)).toBeUndefined();
  });
});
