import { describe, expect, it } from "vitest";
import { openXlsx, saveXlsx } from "../../src/files";
import { SAMPLE } from "./sample";

describe("a workbook that we wrote", () => {
  it("opens as the same model, with nothing lost", async () => {
    const { model, losses } = openXlsx(await saveXlsx(SAMPLE));
    expect(losses).toEqual([]);
    expect(model).toEqual({ ...SAMPLE, font: { name: "Calibri", size: 11 } });
  });

  it("is the same file, byte by byte, each time", async () => {
    const [first, second] = [await saveXlsx(SAMPLE), await saveXlsx(SAMPLE)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });
});
