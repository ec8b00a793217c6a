import { describe, expect, test } from "vitest";
import "../../src/functions";
import { type CellModel, modelOfPlan, type WorkbookModel } from "../../src/files";
import { registeredFunctions } from "../../src/functions/call/registry";
import { addressOf } from "../../src/host/address";
import { namesToTry, planOf, type Template, templates, wantedNames } from "../../src/templates";
import { recalculated } from "../../src/workbench/recalculate";

const shown = ({ row, col }: CellModel) => addressOf({ row, col, rows: 1, cols: 1 });

/** Every error that a workbook shows, with its place and formula. */
function errors({ sheets }: WorkbookModel): string[] {
  return sheets.flatMap(({ name, cells }) =>
    cells.flatMap((cell) => {
      const spilled = cell.spill?.values.flat() ?? [cell.value];
      const bad = spilled.find((value) => typeof value === "object");
      return bad === undefined ? [] : [`${name}!${shown(cell)} ${JSON.stringify(bad)} ${cell.formula}`];
    }),
  );
}

function textsOf({ sheets }: WorkbookModel, sheet: string): unknown[] {
  return sheets.find(({ name }) => name.endsWith(sheet))?.cells.map(({ value }) => value) ?? [];
}

const formulasOf = (template: Template) =>
  planOf(template).blocks.flatMap(({ sheet, cells }) =>
    cells.flatMap((line, row) =>
      line.flatMap((cell, col) =>
        typeof cell === "object" && cell !== null ? [{ sheet, row, col, formula: cell.formula }] : [],
      ),
    ),
  );

describe("the models together", () => {
  test("have ids that a command line takes as they are, each once", () => {
    const ids = templates.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  });
  test("name only functions that exist, and use those they name", () => {
    for (const template of templates) {
      const text = formulasOf(template)
        .map(({ formula }) => formula)
        .join(" ");
      for (const name of template.functions) {
        expect(registeredFunctions().has(name), name).toBe(true);
        expect(text, `${template.id} ${name}`).toContain(`INFER.${name}(`);
      }
    }
  });
});

describe.each(templates)("$name", (template) => {
  test("calculates without an error, and all its checks hold", async () => {
    const { model } = await recalculated(modelOfPlan(planOf(template)));
    expect(errors(model)).toEqual([]);
    expect(textsOf(model, "Cover")).toContain("All checks OK");
    expect(textsOf(model, "Cover")).toContain("0 of the yellow cells differ from their default");
  });

  test("calculates the same under other names of its sheets and tables", async () => {
    const [, other] = [...take(namesToTry(template), 2)];
    if (other === undefined) throw new Error("There is a second set of names.");
    const plan = planOf(template, other);
    const wanted = wantedNames(template);
    expect(plan.sheets.map(({ name }) => name)).toEqual(wanted.sheets.map((name) => `${template.shortName} ${name}`));
    for (const { name } of plan.sheets) expect(name.length).toBeLessThanOrEqual(31);
    const { model } = await recalculated(modelOfPlan(plan));
    expect(errors(model)).toEqual([]);
    expect(textsOf(model, "Cover")).toContain("All checks OK");
  });

  test("calls no function of ours in rules, charts or names, where Excel may take none", () => {
    const { validations, charts, names, blocks } = planOf(template);
    expect(JSON.stringify([validations, charts, names])).not.toContain("INFER.");
    expect(JSON.stringify(blocks)).toContain("INFER.");
  });

  test("keeps to what every spreadsheet that we write for can calculate", () => {
    for (const { sheet, row, col, formula } of formulasOf(template)) {
      const place = `${sheet}!${addressOf({ row, col, rows: 1, cols: 1 })} ${formula}`;
      expect(formula.length, place).toBeLessThanOrEqual(8192);
      // LET over a structured reference and a LAMBDA bound in it fail in the workbench.
      expect(/\bLET\(/i.test(formula) && /\[/.test(formula), place).toBe(false);
      expect(formula, place).not.toMatch(/\bLAMBDA\(|\bTODAY\(|\bNOW\(|\bRAND|\bOFFSET\(|\bINDIRECT\(/i);
      for (const text of formula.match(/"(?:[^"]|"")*"/g) ?? []) expect(text.length, place).toBeLessThanOrEqual(257);
    }
  });
});

function* take<T>(source: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const item of source) {
    if (left-- <= 0) return;
    yield item;
  }
}
