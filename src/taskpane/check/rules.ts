import type { CatalogArgument } from "../../catalog/types";
import { gpus } from "../../data";
import { dayOfIsoText, isoText } from "../../engine/dates";
import { isCellError } from "../../functions/call/registry";
import { type Area, addressOf, type ReadValue, referenceOf } from "../../host/port";
import { literalText, numberOfText } from "../formulaText";
import { formulaTokens, rewritten } from "../formulaTokens";
import { type ArgumentValue, type Evaluated, firstCell } from "./evaluation";
import type { Finding } from "./findings";

/** One formula of the workbook with what its calls stand for. */
export interface CheckedFormula {
  readonly cell: Area;
  readonly formula: string;
  readonly value: ReadValue;
  readonly calls: readonly Evaluated[];
}

interface Place {
  readonly checked: CheckedFormula;
  readonly call: Evaluated;
  readonly argument: CatalogArgument;
  readonly given: ArgumentValue;
  readonly text: string;
  /** Where the argument stands in the formula. */
  readonly start: number;
  readonly end: number;
}

const named = ({ call, argument }: Place): string => `${argument.name} of ${call.entry.name}`;

/** Everything there is to say of one formula. */
export function findingsIn(checked: CheckedFormula, dataDay: number): readonly Finding[] {
  const places = checked.calls.flatMap((call) => placesOf(checked, call));
  return [
    ...faultsOf(checked),
    ...places.flatMap((place) => ARGUMENT_RULES.flatMap((rule) => rule(place) ?? [])),
    ...places.flatMap((place) => oldDay(place, dataDay) ?? []),
    ...unverifiedRows(checked),
  ];
}

function placesOf(checked: CheckedFormula, call: Evaluated): readonly Place[] {
  const { arguments: args } = call.entry;
  return call.call.args.flatMap((part, index): Place[] => {
    const argument = args[index] ?? (args.at(-1)?.repeating === true ? args.at(-1) : undefined);
    const given = call.args[index];
    return argument === undefined || given === undefined ? [] : [{ checked, call, argument, given, ...part }];
  });
}

function faultsOf({ cell, formula, value, calls }: CheckedFormula): readonly Finding[] {
  if (value === null || typeof value !== "object" || value.code === "#BUSY!") return [];
  if (value.code === "#NAME?") {
    const text = `${formula.slice(0, 80)}: written again, the formula finds its function once the add-in is loaded.`;
    return [{ rule: "name", severity: "wrong", cell, text, fix: { before: formula, after: formula } }];
  }
  // Excel does not tell an add-in the sentence behind an error, so the call is run again for it.
  const own = calls.map(({ outcome }) => outcome && firstCell(outcome.result)).find(isCellError);
  const text = own?.code === value.code && own.message !== "" ? own.message : value.message;
  return [{ rule: "error", severity: "wrong", cell, text: `${value.code} ${text}` }];
}

/** All values of an argument that stands as a value or as cells. */
function valuesOf(given: ArgumentValue): readonly ReadValue[] {
  if (given.kind === "cells") return given.values.flat();
  if (given.kind !== "typed") return [];
  return Array.isArray(given.value) ? (given.value as ReadValue[][]).flat() : [given.value as ReadValue];
}

const whereOf = (given: ArgumentValue): string => (given.kind === "cells" ? ` in ${referenceOf(given.area)}` : "");

type ArgumentRule = (place: Place) => Finding | undefined;

const percentTyped: ArgumentRule = (place) => {
  if (place.argument.unit !== "share 0-1") return undefined;
  const high = valuesOf(place.given).find((value): value is number => typeof value === "number" && value > 1);
  if (high === undefined) return undefined;
  const instead = high <= 100 ? ` Type ${high}% or ${high / 100}.` : "";
  const text = `${named(place)} is ${high}${whereOf(place.given)}; a share runs from 0 to 1.${instead}`;
  return { rule: "percent", severity: "wrong", cell: place.checked.cell, text };
};

/** Units of arguments that take words, days, lists or tables. */
const NOT_NUMBERS = /^(names?|word|text|date|table|list|TRUE\/FALSE|unit of|options)|name/;
const CURRENCY_SIGN = /^[$€£]\s*|\s*(?:USD|EUR|GBP|%)$/gi;

const textNumber: ArgumentRule = (place) => {
  if (NOT_NUMBERS.test(place.argument.unit)) return undefined;
  const text = valuesOf(place.given).find((value) => typeof value === "string" && isNumberInText(value));
  if (text === undefined) return undefined;
  const said = `${named(place)} is the text "${text}"${whereOf(place.given)}, not a number. Type it again as a number.`;
  return { rule: "textNumber", severity: "wrong", cell: place.checked.cell, text: said };
};

function isNumberInText(text: string): boolean {
  const plain = text.replaceAll("\u00a0", " ").trim();
  return numberOfText(plain) !== undefined || numberOfText(plain.replaceAll(CURRENCY_SIGN, "")) !== undefined;
}

const wholeColumn: ArgumentRule = (place) => {
  const [token, ...more] = formulaTokens(place.text);
  const isWhole = token?.kind === "reference" && /(?:^|!)\$?(?:[A-Z]+:\$?[A-Z]+|\d+:\$?\d+)$/i.test(place.text);
  if (!isWhole || more.length > 0) return undefined;
  const text = `${named(place)} takes ${place.text} whole. Name the rows you use: it calculates faster and titles stay out.`;
  return { rule: "wholeColumn", severity: "note", cell: place.checked.cell, text };
};

const unquoted: ArgumentRule = (place) => {
  if (!/name/.test(place.argument.unit) || !/^[A-Z][A-Z0-9]*$/i.test(place.text)) return undefined;
  const [token] = formulaTokens(place.text);
  const isBlankCell = place.given.kind === "cells" && valuesOf(place.given).every((value) => value === null);
  const isUnknownName = token?.kind === "name" && place.given.kind === "expression";
  if ((!isBlankCell && !isUnknownName) || !isAccelerator(place.text)) return undefined;
  const quoted = literalText(place.text) ?? "";
  const { formula, cell } = place.checked;
  const text = `${named(place)} is ${place.text} without quotes, which Excel reads as a cell or a name. Write ${quoted}.`;
  const fix = { before: formula, after: rewritten(formula, [{ ...place, text: quoted }]) };
  return { rule: "unquoted", severity: "wrong", cell, text, fix };
};

const plainOf = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]+/g, "");
let acceleratorNames: ReadonlySet<string> | undefined;

function isAccelerator(name: string): boolean {
  acceleratorNames ??= new Set(gpus().flatMap(({ id, name: full, aliases }) => [id, full, ...aliases].map(plainOf)));
  return acceleratorNames.has(plainOf(name));
}

const mixedCurrency: ArgumentRule = (place) => {
  const { given, argument, checked } = place;
  if (!/^(prices|rents)$/.test(argument.name) || given.kind !== "cells") return undefined;
  const column =
    given.values[0]?.findIndex((head) => typeof head === "string" && /^currency$/i.test(head.trim())) ?? -1;
  if (column < 0) return undefined;
  const rows = given.values.slice(1).map((row) => row[column]);
  const currencies = [
    ...new Set(rows.filter((cell) => typeof cell === "string").map((cell) => cell.trim().toUpperCase())),
  ];
  const others = currencies.filter((currency) => currency !== "USD" && currency !== "");
  if (others.length === 0) return undefined;
  const text = `${named(place)}, ${referenceOf(given.area)}, holds prices in ${currencies.join(" and ")}; the functions take USD. Convert them first.`;
  return { rule: "currency", severity: "wrong", cell: checked.cell, text };
};

const ARGUMENT_RULES: readonly ArgumentRule[] = [percentTyped, textNumber, wholeColumn, unquoted, mixedCurrency];

/** A day so far before the data is worth a look. */
const LONG_AGO_DAYS = 180;

function oldDay(place: Place, dataDay: number): Finding | undefined {
  if (place.argument.name !== "as_of") return undefined;
  const [value] = valuesOf(place.given);
  const day = typeof value === "number" ? value : typeof value === "string" ? dayOfIsoText(value.trim()) : undefined;
  if (day === undefined || dataDay - day <= LONG_AGO_DAYS) return undefined;
  const text = `${named(place)} is ${isoText(day)}, ${Math.round(dataDay - day)} days before the newest prices.`;
  return { rule: "oldDay", severity: "note", cell: place.checked.cell, text };
}

function unverifiedRows({ cell, calls }: CheckedFormula): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { outcome, entry } of calls) {
    for (const { row, provenance } of outcome?.trace.lookups ?? []) {
      const weak = provenance.find(({ unverified, evidence }) => unverified || evidence === "claim");
      if (weak === undefined) continue;
      const why = weak.unverified ? "rests on general knowledge (unverified)" : "is a claim without evidence";
      const text = `${entry.name} uses ${row} of the table ${weak.table}, which ${why}.`;
      found.set(text, { rule: "unverified", severity: "doubtful", cell, text });
    }
  }
  return [...found.values()];
}

/** DRAW gives the same numbers for the same name and seed, which ties two columns that look independent. */
export function sameDraws(formulas: readonly CheckedFormula[]): readonly Finding[] {
  const first = new Map<string, Area>();
  return formulas.flatMap(({ cell, calls }) =>
    calls.flatMap(({ entry, args }): Finding[] => {
      if (entry.name !== "DRAW") return [];
      const valueAt = (name: string, otherwise: unknown) => {
        const given = args[entry.arguments.findIndex((argument) => argument.name === name)];
        return given === undefined || given.kind === "omitted" ? otherwise : valuesOf(given)[0];
      };
      const key = `${String(valueAt("name", "draw")).toLowerCase()}|${String(valueAt("seed", 1))}`;
      const before = first.get(key);
      first.set(key, before ?? cell);
      if (before === undefined) return [];
      const text = `DRAW has the seed and name of ${before.sheet === cell.sheet ? addressOf(before) : referenceOf(before)}, so both move together. Give each a name of its own.`;
      return [{ rule: "sameDraws", severity: "doubtful", cell, text }];
    }),
  );
}
