import { badArgument, notFound } from "../../engine/errors";
import type { Grid, Row } from "../../engine/grid";
import { cellOf, matrixOf, shownCell } from "./cells";
import { gridOf, type Picked, pick, pickOne } from "./field";
import { type OutCell, outCell, thrownCell } from "./outcome";
import { optionalText, type Reader } from "./readers";
import { isCellError } from "./registry";
import {
  type ArgumentsFor,
  checkResultSize,
  everywhere,
  fill,
  firstExplained,
  moveTo,
  noPartner,
  type Prepared,
  prepare,
  type ReadersFor,
} from "./spread";

type AnyReaders = Readonly<Record<string, Reader<unknown>>>;

/**
 * A table of one record: a header row and a value row, or with `field` that value alone. With a field it stretches like
 * any scalar function, and several fields in a row or column stretch as one more argument.
 */
export function spillRecord<P extends object>(
  args: ArgumentsFor<P>,
  readers: ReadersFor<P>,
  compute: (params: P) => Row,
  field: unknown,
): OutCell[][] {
  return guarded(args, readers, field, (prepared) => {
    const params = prepared.params as P & { readonly field?: string };
    if (matrixOf(field) === undefined) return header(gridOf([compute(single(prepared) as P)]));
    // A blank between several fields leaves its place blank.
    return fill(prepared, () => (params.field === undefined ? "" : pickOne(gridOf([compute(params)]), params.field)));
  });
}

/** A table of several rows under a header row; with `field` a column, a row or "row.column" without its header. */
export function spillTable<P extends object>(
  args: ArgumentsFor<P>,
  readers: ReadersFor<P>,
  compute: (params: P) => readonly Row[] | Grid,
  field: unknown,
): OutCell[][] {
  return guarded(args, readers, undefined, (prepared) => {
    const table = (): Grid => asGrid(compute(prepared.params as P));
    const layout = fieldNames(field);
    const fields = layout.flat().filter((name) => name !== undefined);
    const [only, ...more] = fields;
    if (only === undefined) {
      single(prepared);
      return header(table());
    }
    if (prepared.rows === 1 && prepared.columns === 1) return pickedBeside(table(), layout);
    const grids = gridsOf(prepared, table);
    return more.length === 0 ? pickedPerCell(grids, only) : pickedAcross(grids, layout);
  });
}

function guarded(
  args: object,
  readers: object,
  field: unknown,
  body: (prepared: Prepared) => OutCell[][],
): OutCell[][] {
  const withField = field === undefined ? readers : { ...readers, field: optionalText };
  const allArgs = field === undefined ? args : { ...args, field };
  try {
    return body(prepare(allArgs as Readonly<Record<string, unknown>>, withField as AnyReaders));
  } catch (thrown) {
    return matrixOf(field) === undefined ? [[thrownCell(thrown)]] : everywhere(allArgs, withField, thrownCell(thrown));
  }
}

const asGrid = (result: readonly Row[] | Grid): Grid => ("columns" in result ? result : gridOf(result));

function single(prepared: Prepared): unknown {
  const range = prepared.moving[0];
  if (range !== undefined) {
    throw badArgument(
      `${range.name} must be one cell; you gave ${range.rows} × ${range.columns}. A range needs a field, such as the name of one column.`,
    );
  }
  return prepared.params;
}

function header(grid: Grid): OutCell[][] {
  checkResultSize(grid.rows.length, grid.columns.length);
  return [[...grid.columns], ...grid.rows.map((row) => row.map(outCell))];
}

type Layout = readonly (readonly (string | undefined)[])[];

/** The names of the fields where they stand; a blank cell, or one the desktop hands over as 0, names none. */
function fieldNames(field: unknown): Layout {
  return (matrixOf(field) ?? []).map((row) =>
    row.map((raw) => {
      const name = cellOf(raw);
      if (isCellError(name)) throw name;
      if (name === undefined || name === 0) return undefined;
      if (typeof name === "string") return name;
      throw badArgument(`field must be the name of a column or row; you gave ${shownCell(name)}.`);
    }),
  );
}

/**
 * Several fields: columns stand beside each other, rows below each other, single values as the fields lie. A blank
 * between them leaves its place blank, so that results stay beside their labels.
 */
function pickedBeside(grid: Grid, layout: Layout): OutCell[][] {
  const picked = layout.map((row) => row.map((name) => (name === undefined ? undefined : pick(grid, name))));
  if (grid.rows.length === 0) throw notFound("No row meets the conditions.");
  const named = picked.flat().filter((each) => each !== undefined);
  const [first] = named;
  if (first === undefined || named.some(({ shape }) => shape !== first.shape)) {
    throw badArgument("field must name columns only, rows only or single values only.");
  }
  if (first.shape === "value") return picked.map((row) => row.map((each) => outCell(each?.values[0])));
  const lines = withoutBlankEnd(picked.flat()).map((each) =>
    Array.from(first.values, (_unused, index) => outCell(each?.values[index])),
  );
  return first.shape === "row" ? lines : turned(lines);
}

function withoutBlankEnd<T>(items: readonly (T | undefined)[]): readonly (T | undefined)[] {
  return items.slice(0, items.findLastIndex((each) => each !== undefined) + 1);
}

function turned(lines: readonly (readonly OutCell[])[]): OutCell[][] {
  const length = Math.max(...lines.map((line) => line.length));
  return Array.from({ length }, (_unused, index) => lines.map((line) => line[index] ?? noPartner()));
}

type Grids = readonly (readonly (Grid | OutCell)[])[];

/** The table of each cell of a range of inputs, or why there is none. */
function gridsOf(prepared: Prepared, table: () => Grid): Grids {
  const tableOfCell = firstExplained(table);
  return Array.from({ length: prepared.rows }, (_r, row) =>
    Array.from({ length: prepared.columns }, (_c, column) => {
      try {
        return moveTo(prepared, row, column) ? tableOfCell() : noPartner();
      } catch (thrown) {
        return thrownCell(thrown);
      }
    }),
  );
}

/**
 * A range of inputs with one field: a single value fills a cell each; a column lies along the free direction, so that
 * a column of bases gives a row each.
 */
function pickedPerCell(grids: Grids, field: string): OutCell[][] {
  const columns = grids[0]?.length ?? 0;
  const results = grids.map((line) => line.map((grid) => (isGrid(grid) ? pickedOf(grid, field) : grid)));
  const length = Math.max(1, ...results.flat().map((result) => (isPicked(result) ? result.values.length : 1)));
  if (length === 1)
    return results.map((line) => line.map((result) => (isPicked(result) ? outCell(result.values[0]) : result)));
  if (results.length > 1 && columns > 1) {
    throw badArgument("A field with several values needs the other arguments in one row or one column.");
  }
  const lines = results.flat().map((result) =>
    Array.from({ length }, (_unused, index) => {
      if (!isPicked(result)) return result;
      return index < result.values.length ? outCell(result.values[index]) : noPartner();
    }),
  );
  return columns === 1 ? lines : turned(lines);
}

/** A column of inputs beside a row of fields, or a row above a column of them: a single value where they cross. */
function pickedAcross(grids: Grids, layout: Layout): OutCell[][] {
  const names = layout.flat();
  const isDown = grids[0]?.length === 1 && layout.length === 1;
  const isAcross = grids.length === 1 && layout.every((row) => row.length === 1);
  const parts = names.map((name) =>
    name === undefined ? grids.map((line) => line.map((): OutCell => "")) : pickedPerCell(grids, name),
  );
  const areSingle = parts.every((part) => part.length === grids.length && part[0]?.length === grids[0]?.length);
  if (!(isDown || isAcross) || !areSingle) {
    throw badArgument(
      "field must be one name where another argument is a range; or single values in a row beside a column of inputs.",
    );
  }
  return isDown ? grids.map((_line, row) => parts.flatMap((part) => part[row] ?? [])) : parts.flat();
}

const isGrid = (result: Grid | OutCell): result is Grid => typeof result === "object" && "columns" in result;

function pickedOf(grid: Grid, field: string): Picked | OutCell {
  try {
    return pick(grid, field);
  } catch (thrown) {
    return thrownCell(thrown);
  }
}

const isPicked = (result: Picked | OutCell): result is Picked =>
  typeof result === "object" && "values" in result && Array.isArray(result.values);
