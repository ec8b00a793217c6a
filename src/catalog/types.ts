/** One function as the catalog describes it: read from its JSDoc, and nothing else. */
export interface CatalogEntry {
  /** Its id without the namespace: "COST". */
  readonly name: string;
  readonly group: string;
  /** One sentence, with the unit of the answer. */
  readonly summary: string;
  /** The arithmetic in the words of the arguments. */
  readonly formula: string;
  /** What a user should know beyond the summary, one paragraph each. */
  readonly remarks: readonly string[];
  readonly returns: string;
  /** B: one value, stretches over ranges. S: ranges in, one value out. T: spills a table; `field` picks from it. */
  readonly shape: "B" | "S" | "T";
  readonly arguments: readonly CatalogArgument[];
  readonly examples: readonly CatalogExample[];
  /** Where it stands in the code. */
  readonly file: string;
  readonly export: string;
}

export interface CatalogArgument {
  readonly name: string;
  readonly description: string;
  /** "USD/Mtok", "tokens", "share 0-1", "name", "date", "table" … */
  readonly unit: string;
  readonly optional: boolean;
  /** What an omitted argument means, as written; absent for required arguments. */
  readonly default?: string;
  readonly repeating?: boolean;
}

export interface CatalogExample {
  readonly formula: string;
  /** The value as documented: a number, text, an error code. Of a spilled table, its first cell. */
  readonly result: string;
}
