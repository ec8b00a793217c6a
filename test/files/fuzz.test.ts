import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { damagedFile } from "../../scripts/fuzz/mutations.mjs";
import { FileRefusal, openXlsx } from "../../src/files";

/** `scripts/fuzz-xlsx.mjs` reads ten thousand of them; a few show here that none gets past the reader. */
const FILES = 150;

describe("a damaged workbook opens or is refused with a sentence", () => {
  it.each(["openpyxl.xlsx", "xlsxwriter.xlsx"])("%s", (name) => {
    const sound = new Uint8Array(readFileSync(new URL(`corpus/${name}`, import.meta.url)));
    const outcomes = { opened: 0, refused: 0 };
    for (let seed = 1; seed <= FILES; seed++) {
      try {
        openXlsx(damagedFile(sound, seed));
        outcomes.opened++;
      } catch (thrown) {
        if (!(thrown instanceof FileRefusal)) throw new Error(`seed ${seed}`, { cause: thrown });
        expect(thrown.message).toMatch(/^[A-Z"].*\.$/s);
        outcomes.refused++;
      }
    }
    expect(outcomes.opened).toBeGreaterThan(20);
    expect(outcomes.refused).toBeGreaterThan(20);
  });
});
