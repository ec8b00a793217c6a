import { catalog } from "../catalog";
import type { CatalogEntry } from "../catalog/types";
import { plainName } from "../engine/checks";

/** What a column of the input feeds: an argument by its position, or an entry of the options argument. */
export type Target =
  | { readonly kind: "argument"; readonly index: number }
  | { readonly kind: "option"; readonly name: string };

const OPTIONS_UNIT = "options";
/** Arguments whose text is never read as a number: "4.1" and "1E5" are names of models too. */
const TEXT_UNITS: ReadonlySet<string> = new Set(["name", "names", "word", "text"]);
const NUMERAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const TRUTH = /^\s*(?:true|false)\s*$/i;

/** The entries of an options argument, as its description lists them: "Two columns, option and value: a, b, c." */
function optionNames(entry: CatalogEntry | undefined): readonly string[] {
  const description = entry?.arguments.find(({ unit }) => unit === OPTIONS_UNIT)?.description ?? "";
  const shared = /option and value, as in ([A-Z]+)/.exec(description)?.[1];
  if (shared !== undefined) return optionNames(catalog.find(({ name }) => name === shared));
  const listed = /option and value: ([a-z0-9_, ]+)/.exec(description)?.[1];
  return listed?.split(",").map((name) => name.trim()) ?? [];
}

/** Which argument or option of a function each column stands for, without regard to case, spaces and underscores. */
export class Binding {
  private readonly targets = new Map<string, Target>();
  private readonly known = new Map<string, Target | undefined>();

  /** Positions of the options argument and of the field, or -1. */
  readonly optionsIndex: number;
  readonly fieldIndex: number;

  constructor(readonly entry: CatalogEntry) {
    this.optionsIndex = entry.arguments.findIndex(({ unit }) => unit === OPTIONS_UNIT);
    this.fieldIndex = entry.arguments.findIndex(({ name }) => name === "field");
    for (const name of optionNames(entry)) this.targets.set(plainName(name), { kind: "option", name });
    for (const [index, { name }] of entry.arguments.entries()) {
      this.targets.set(plainName(name), { kind: "argument", index });
    }
  }

  targetOf(column: string): Target | undefined {
    if (this.known.has(column)) return this.known.get(column);
    const target = this.targets.get(plainName(column));
    this.known.set(column, target);
    return target;
  }

  /** A cell of a CSV file as the argument takes it; `null` is an omitted argument. */
  cellOf(text: string, target: Target): unknown {
    if (text === "") return null;
    if (text.startsWith("[")) return listIn(text);
    const isText = target.kind === "argument" && TEXT_UNITS.has(this.entry.arguments[target.index]?.unit ?? "");
    if (isText) return text;
    if (NUMERAL.test(text)) return Number(text);
    return TRUTH.test(text) ? text.trim().toLowerCase() === "true" : text;
  }

  /** Required arguments that none of the columns feeds. */
  missing(columns: readonly string[]): readonly string[] {
    const fed = new Set(columns.map((column) => this.targetOf(column)));
    return this.entry.arguments
      .filter(({ name, optional }) => !optional && !fed.has(this.targets.get(plainName(name))))
      .map(({ name }) => name);
  }
}

/** A list or a table inside one cell, written as JSON; text that merely begins with a bracket stays text. */
function listIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return text;
    throw thrown;
  }
}
