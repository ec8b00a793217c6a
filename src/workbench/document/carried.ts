import type { CustomData, Nullable } from "@univerjs/core";
import type { ChartModel, PrintModel, RangeModel, SeriesModel, SheetModel, SheetRule } from "../../files";
import { addressOf, areaOfReference, quotedSheet } from "../../host/address";
import { REFERENCES, textOf, tokensOf } from "../calc/formula-tokens";

/** What a sheet holds that the grid does not show; it travels with the sheet and is saved again. */
export type Carried = Pick<SheetModel, "validations" | "charts" | "print" | "visibility">;

/** A reference or formula that no cell holds, under the name by which the grid keeps it in step with rows and sheets. */
export interface CarriedReference {
  readonly name: string;
  readonly refersTo: string;
}

interface SheetPlace {
  readonly name: string;
  readonly id: string;
}

const KEY = "infer";
const PREFIX = "infer.carried.";

export const isCarriedName = (name: string) => name.startsWith(PREFIX);

/** True for the names of the references that the sheet with this id carries. */
export const isCarriedBy = (sheetId: string, name: string) => name.startsWith(`${PREFIX}${sheetId}.`);

export function carriedBy({ validations, charts, print, visibility }: Carried): CustomData {
  return { [KEY]: { validations, charts, print, visibility } satisfies Carried };
}

/** The references of what a sheet carries, in an order that `carriedIn` knows. */
export function carriedReferences(carried: Carried, { name, id }: SheetPlace): CarriedReference[] {
  const found: CarriedReference[] = [];
  withReferences(carried, name, (refersTo) => {
    found.push({ name: `${PREFIX}${id}.${found.length}`, refersTo });
    return refersTo;
  });
  return found;
}

/**
 * What `carriedBy` left at a sheet, its references as they are by now; nothing for a sheet that was made in the grid.
 * What has lost its cells is gone with them.
 */
export function carriedIn(
  custom: Nullable<CustomData>,
  { name, id }: SheetPlace,
  current: (carriedName: string) => string | undefined,
): Carried {
  const carried = custom?.[KEY] as Carried | undefined;
  if (carried === undefined) return { validations: [], charts: [], print: {}, visibility: "visible" };
  let index = 0;
  return withReferences(carried, name, (refersTo) => {
    const now = current(`${PREFIX}${id}.${index++}`) ?? refersTo;
    return now.includes("#REF!") ? undefined : now;
  });
}

/** Gives the reference to go on with, or `undefined` where there is none left. */
type Follow = (refersTo: string) => string | undefined;

/** Every reference of a sheet's carried parts, passed through `follow` one after the other. */
function withReferences({ validations, charts, print, visibility }: Carried, sheet: string, follow: Follow): Carried {
  return {
    validations: validations.flatMap((validation) => followedValidation(validation, sheet, follow)),
    charts: charts.flatMap((chart) => followedChart(chart, sheet, follow)),
    print: followedPrint(print, sheet, follow),
    visibility,
  };
}

function followedChart(chart: ChartModel, sheet: string, follow: Follow): ChartModel[] {
  const place = follow(onSheet(sheet, addressOf(chart.place)));
  const series = chart.series.flatMap(({ values, categories, ...rest }): SeriesModel[] => {
    const [nowValues, nowCategories] = [follow(values), categories === undefined ? undefined : follow(categories)];
    if (nowValues === undefined) return [];
    return [{ ...rest, values: nowValues, ...(nowCategories === undefined ? {} : { categories: nowCategories }) }];
  });
  if (series.length === 0) return [];
  return [{ ...chart, series, place: (place === undefined ? undefined : rangeOf(place, sheet)) ?? chart.place }];
}

function followedValidation(validation: SheetRule, sheet: string, follow: Follow): SheetRule[] {
  const { addresses, first, second, ...rest } = validation;
  const parts = addresses.split(" ").flatMap((address) => {
    const now = follow(onSheet(sheet, address));
    return now === undefined ? [] : [withoutSheet(now)];
  });
  const condition = (formula: string | undefined) => {
    if (formula === undefined) return {};
    const now = follow(qualified(formula, sheet));
    return now === undefined ? undefined : unqualified(now, sheet);
  };
  const [nowFirst, nowSecond] = [condition(first), condition(second)];
  if (parts.length === 0 || nowFirst === undefined || nowSecond === undefined) return [];
  return [
    {
      ...rest,
      addresses: parts.join(" "),
      ...(typeof nowFirst === "string" ? { first: nowFirst } : {}),
      ...(typeof nowSecond === "string" ? { second: nowSecond } : {}),
    },
  ];
}

function followedPrint(print: PrintModel, sheet: string, follow: Follow): PrintModel {
  const { area, titleRows, titleColumns, ...rest } = print;
  const followed = (address: string | undefined) => {
    const parts = address?.split(",").flatMap((part) => follow(onSheet(sheet, part)) ?? []);
    return parts === undefined || parts.length === 0 ? undefined : parts.map(withoutSheet).join(",");
  };
  const [nowArea, nowRows, nowColumns] = [followed(area), followed(titleRows), followed(titleColumns)];
  return {
    ...rest,
    ...(nowArea === undefined ? {} : { area: nowArea }),
    ...(nowRows === undefined ? {} : { titleRows: nowRows }),
    ...(nowColumns === undefined ? {} : { titleColumns: nowColumns }),
  };
}

const onSheet = (sheet: string, address: string) => `${quotedSheet(sheet)}!${address}`;
const withoutSheet = (reference: string) => reference.slice(reference.lastIndexOf("!") + 1);

function rangeOf(reference: string, sheet: string): RangeModel | undefined {
  const area = areaOfReference(reference, sheet);
  return area && { row: area.row, col: area.col, rows: area.rows, cols: area.cols };
}

/** A formula outside a cell has no sheet of its own: its references are given one. */
function qualified(formula: string, sheet: string): string {
  return textOf(
    tokensOf(formula).map((token) =>
      isAddress(token) && !token.value.includes("!") ? { ...token, value: onSheet(sheet, token.value) } : token,
    ),
  );
}

function unqualified(formula: string, sheet: string): string {
  const own = onSheet(sheet, "");
  return textOf(
    tokensOf(formula).map((token) =>
      isAddress(token) && token.value.startsWith(own) ? { ...token, value: token.value.slice(own.length) } : token,
    ),
  );
}

const CELLS = /(?:^|!)\$?(?:[A-Z]{1,3}\$?\d+|[A-Z]{1,3}:|\d+:)/i;
const isAddress = ({ type, value }: { readonly type: string; readonly value: string }) =>
  REFERENCES.has(type) && CELLS.test(value);
