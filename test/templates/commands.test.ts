import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { COMMANDS } from "../../src/cli/commands";
import { run } from "../../src/cli/run";
import { planOf, templates } from "../../src/templates";
import { testTerminal } from "../cli/testTerminal";

const folder = mkdtempSync(path.join(tmpdir(), "infer-templates-"));

async function infer(...argv: string[]) {
  const { terminal, written } = testTerminal();
  const code = await run(argv, COMMANDS, terminal);
  return { code, ...written };
}

describe("infer template, then infer calc", () => {
  it.each(templates)("$id is written and calculates without a cell in error", async (template) => {
    const file = path.join(folder, `${template.id}.xlsx`);
    expect(await infer("template", template.id, "-o", file)).toMatchObject({ code: 0, err: "" });
    const { code, out } = await infer("calc", file, "--json");
    expect(code).toBe(0);
    const reported = (JSON.parse(out) as { cells: { error?: string }[] }).cells;
    const formulas = planOf(template)
      .blocks.flatMap(({ cells }) => cells.flat())
      .filter(isFormula);
    expect(reported).toHaveLength(formulas.length);
    expect(reported.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});

const isFormula = (cell: unknown) => typeof cell === "object" && cell !== null;
