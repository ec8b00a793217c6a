import { tokenTypes } from "@borgar/fx";
import { describe, expect, test, vi } from "vitest";
import "../../src/functions";
import { modelOfPlan } from "../../src/files";
import { addressOf } from "../../src/host/address";
import type { CellLook, Plan } from "../../src/host/port";
import { planOf, type Template, templates } from "../../src/templates";
import { SheetDraft } from "../../src/templates/draft/sheet";
import { INPUT, LINK } from "../../src/templates/looks";
import { tokensOf } from "../../src/workbench/calc/formula-tokens";

interface Written {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly formula: string;
}

function formulasOf({ blocks }: Plan): Written[] {
  return blocks.flatMap(({ sheet, row, col, cells }) =>
    cells.flatMap((line, r) =>
      line.flatMap((cell, c) =>
        typeof cell === "object" && cell !== null ? [{ sheet, row: row + r, col: col + c, formula: cell.formula }] : [],
      ),
    ),
  );
}

const at = ({ sheet, row, col }: Omit<Written, "formula">) => `${sheet}!${addressOf({ row, col, rows: 1, cols: 1 })}`;
const keyOf = (sheet: string, row: number, col: number) => `${sheet} ${row},${col}`;
const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The formula as every cell of a copied row has it: R3C[-1] for the cell to the left in row 3. */
function relative({ formula, row, col }: Written): string {
  const cells = /(\$?)([A-Z]{1,3})(\$?)(\d+)(?![^!]*!)/g;
  const moved = (_: string, fixedCol: string, letters: string, fixedRow: string, digits: string) => {
    const down = fixedRow === "" ? `[${Number(digits) - 1 - row}]` : digits;
    const right = fixedCol === "" ? `[${columnOf(letters) - col}]` : columnOf(letters) + 1;
    return `R${down}C${right}`;
  };
  const parts = tokensOf(formula).map(({ type, value }) =>
    type === tokenTypes.REF_RANGE ? value.replace(cells, moved) : value,
  );
  return parts.join("");
}

interface Series {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly count: number;
}

/** The plan, and every row that it writes across periods. */
function drawn(template: Template): { plan: Plan; series: readonly Series[] } {
  const series: Series[] = [];
  const original = SheetDraft.prototype.across;
  const spy = vi.spyOn(SheetDraft.prototype, "across").mockImplementation(function (this: SheetDraft, ...args) {
    const [row, col, count] = args;
    series.push({ sheet: this.name, row, col, count });
    return original.apply(this, args);
  });
  try {
    return { plan: planOf(template), series };
  } finally {
    spy.mockRestore();
  }
}

function looksOf({ looks }: Plan): Map<string, CellLook> {
  const found = new Map<string, CellLook>();
  for (const { area, look } of looks) {
    for (let r = area.row; r < area.row + area.rows; r++) {
      for (let c = area.col; c < area.col + area.cols; c++) {
        const key = keyOf(area.sheet, r, c);
        found.set(key, { ...found.get(key), ...look });
      }
    }
  }
  return found;
}

/** Fewer cells side by side than this are no row of periods: the two ends of a line on a chart, for one. */
const PERIODS = 4;

/** What any formula may hold: nothing, one, a pair, and units of time and size. */
const UNITS = new Set(["0", "1", "2", "12", "24", "100", "1000", "1000000", "365", "365.25", "730", "8760", "86400"]);
const MILLION = /\b10\^6\b/g;

/** Numbers that belong to the shape of a sheet or of a text and not to the case, each for its reason. */
const STRUCTURAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "api-budget Calc": { "3": "months of a quarter" },
  "api-budget Outputs": { "10": 'letters of "Not priced"' },
  "pilot-to-production Outputs": { "3": "the third largest" },
  "product-unit-economics Outputs": { "10": 'letters of "Not priced"' },
  "analyzer Monte Carlo": { "3": "letters of a percentile's name" },
  "analyzer Projection": { "5": "rows of the table, one a year" },
  "price-tracker Calc": { "3": "months between the columns of the table" },
  "claim-audit Audit": { "1E+300": "no upper end" },
  "self-host-or-api Curve": { "9": "decimals beyond which a quotient is whole" },
  "self-host-or-api Grid": { "4": "decimals of a share that is stepped" },
  "budget-at-risk Outputs": { "20": "classes of the histogram" },
  "capacity-energy-carbon Quarters": { "3": "months of a quarter", "4": "quarters of a year" },
  "capacity-energy-carbon Outputs": { "8": "columns of the table, one a quarter" },
};

const UNIT =
  /\b(USD|reporting currency|tokens|share of revenue|times|multiples|months|GPUs|kWh|t CO2e|trials|unit of the result)\b/;

function groupsOf<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOfItem(item), [...(groups.get(keyOfItem(item)) ?? []), item]);
  return groups;
}

/** The numbers typed into a formula that are no unit. */
function numbersIn({ formula }: Written): string[] {
  return tokensOf(formula.replace(MILLION, "1000000"))
    .filter(({ type, value }) => type === tokenTypes.NUMBER && !UNITS.has(value))
    .map(({ value }) => value);
}

test("the numbers allowed in formulas are there, so that the list grows no longer than it has to be", () => {
  const found = new Set(
    templates.flatMap((template) =>
      formulasOf(planOf(template)).flatMap((cell) =>
        numbersIn(cell).map((number) => `${template.id} ${cell.sheet} ${number}`),
      ),
    ),
  );
  for (const [place, numbers] of Object.entries(STRUCTURAL)) {
    for (const number of Object.keys(numbers)) expect(found).toContain(`${place} ${number}`);
  }
});

describe.each(templates)("$name", (template) => {
  const { plan, series } = drawn(template);
  const formulas = formulasOf(plan);
  const looks = looksOf(plan);
  const lookAt = ({ sheet, row, col }: Omit<Written, "formula">) => looks.get(keyOf(sheet, row, col)) ?? {};

  test("has one formula in each row across periods", () => {
    const written = new Map(formulas.map((cell) => [keyOf(cell.sheet, cell.row, cell.col), cell]));
    const rows = series.filter(({ count }) => count >= PERIODS);
    const broken = rows.flatMap(({ sheet, row, col, count }) => {
      const cells = Array.from({ length: count }, (_period, period) => {
        const cell = written.get(keyOf(sheet, row, col + period));
        return cell === undefined ? "a constant" : relative(cell);
      });
      const different = new Set(cells);
      return different.size === 1 ? [] : [`${sheet} row ${row + 1}: ${[...different].join(" | ")}`];
    });
    expect(broken).toEqual([]);
  });

  test("has no other formula between the equal ones of a row", () => {
    const rows = groupsOf(formulas, ({ sheet, row }) => `${sheet} row ${row + 1}`);
    const interrupted = [...rows].flatMap(([place, cells]) =>
      [...groupsOf(cells, relative).values()]
        .filter((equal) => equal.length >= PERIODS)
        .flatMap((equal) => {
          const [first = 0, last = 0] = [equal[0]?.col, equal.at(-1)?.col];
          const between = cells.filter(({ col }) => col > first && col < last);
          return between.length === equal.length - 2 ? [] : [`${place}: ${equal[0]?.formula}`];
        }),
    );
    expect(interrupted).toEqual([]);
  });

  test("has no merged cells, no hidden sheet, and nothing that changes by itself", () => {
    for (const { name, visibility, merges, columns, rows } of modelOfPlan(plan).sheets) {
      expect({ name, visibility, merges }).toEqual({ name, visibility: "visible", merges: [] });
      expect([...columns, ...rows].filter(({ isHidden }) => isHidden)).toEqual([]);
    }
    const volatile = /\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|CELL|INFO)\(/i;
    expect(formulas.filter(({ formula }) => volatile.test(formula)).map(at)).toEqual([]);
  });

  test("takes its numbers from cells: formulas hold units of measure and the shape of the sheet alone", () => {
    const calculating = formulas.filter(({ sheet }) => !["Board", "Cover", "Inputs", "Checks"].includes(sheet));
    const hard = calculating.flatMap((cell) => {
      const allowed = STRUCTURAL[`${template.id} ${cell.sheet}`] ?? {};
      const others = numbersIn(cell).filter((number) => allowed[number] === undefined);
      return others.map((number) => `${at(cell)} ${number} in ${cell.formula}`);
    });
    expect(hard).toEqual([]);
  });

  test("has one chart on its Board, and a unit in the title of each", () => {
    expect(plan.charts.filter(({ sheet }) => sheet === "Board")).toHaveLength(1);
    for (const { chart } of plan.charts) expect(chart.title).toMatch(UNIT);
  });

  test("prints every sheet one page wide", () => {
    for (const { name, print } of plan.sheets) expect([name, print?.fitTo?.wide]).toEqual([name, 1]);
  });

  test("shows links to other sheets in green, unless their place has a colour", () => {
    const links = formulas.filter(({ formula }) => /^=('[^']+'|\w+)!\$?[A-Z]+\$?\d+$/.test(formula));
    const black = links.filter((cell) => lookAt(cell).color === undefined);
    expect(black.map((cell) => `${at(cell)} ${cell.formula}`)).toEqual([]);
    expect(links.filter((cell) => lookAt(cell).color === LINK.color).length).toBeGreaterThan(0);
  });

  test("has the look of an input on every cell that may be typed into", () => {
    const plain = plan.validations.flatMap(({ sheet, validation }) =>
      validation.addresses.split(" ").flatMap((address) => {
        const [from = "", to = from] = address.split(":");
        const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(from) ?? [];
        const [, lastLetters = "", lastDigits = ""] = /^([A-Z]+)(\d+)$/.exec(to) ?? [];
        const places: string[] = [];
        for (let row = Number(digits) - 1; row < Number(lastDigits); row++) {
          for (let col = columnOf(letters); col <= columnOf(lastLetters); col++) {
            const { color, fill } = lookAt({ sheet, row, col });
            if (color !== INPUT.color || fill !== INPUT.fill) places.push(at({ sheet, row, col }));
          }
        }
        return places;
      }),
    );
    expect(plain).toEqual([]);
    expect(plan.validations.length).toBeGreaterThan(0);
  });
});
