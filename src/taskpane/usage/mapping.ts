import { columnFinder, type Format } from "./formats";

/** A column of the file under the header it gets in the table. */
export interface MappedColumn {
  readonly column: number;
  readonly header: string;
  /** Words of the file, in small letters, that have another name in the table. */
  readonly as?: Readonly<Record<string, string>>;
  /** A column that, where it holds "true", says the word instead. */
  readonly unless?: { readonly column: number; readonly word: string };
}

/** What a row says in a column, as the table has it. */
export function wordOf(cells: readonly string[], { column, as = {}, unless }: MappedColumn): string {
  if (unless !== undefined && cells[unless.column]?.trim().toLowerCase() === "true") return unless.word;
  const text = (cells[column] ?? "").trim();
  return as[text.toLowerCase()] ?? text;
}

/** Which columns of a file make groups, and which are added up. -1 is none. */
export interface Mapping {
  readonly day: number;
  readonly model: number;
  readonly account: number;
  readonly apart: readonly MappedColumn[];
  readonly sums: readonly MappedColumn[];
}

/** The columns of a format where the file has them. */
export function mappingOf(format: Format, headers: readonly string[]): Mapping {
  const find = columnFinder(headers);
  const parts = (list: Format["sums"]): MappedColumn[] =>
    list
      .map(({ header, names, as, unless }) => ({
        header,
        column: find(names),
        ...(as === undefined ? {} : { as }),
        ...(unless === undefined ? {} : { unless: { column: find(unless.names), word: unless.word } }),
      }))
      .filter(({ column }) => column >= 0);
  const [day, model, account] = [find(format.day), find(format.model), find(format.account)];
  const taken = [day, model, account];
  return {
    day,
    model,
    account,
    apart: parts(format.apart).filter(({ column }) => !taken.includes(column)),
    sums: parts(format.sums),
  };
}

/** The columns that make groups, in the order they are written. */
export function groupColumns({ day, model, account, apart }: Mapping): readonly MappedColumn[] {
  const chief = [
    { column: day, header: "date" },
    { column: model, header: "model" },
    { column: account, header: "account" },
  ];
  const chosen = chief.filter(({ column }) => column >= 0);
  return [...chosen, ...apart.filter(({ column }) => chosen.every((other) => other.column !== column))];
}

/** What is missing before a file can be added up; `undefined` when it can. */
export function obstacleTo(mapping: Mapping): string | undefined {
  if (mapping.sums.length === 0) return "Choose at least one column to add up.";
  return groupColumns(mapping).length === 0 ? "Choose the column of days or of models." : undefined;
}
