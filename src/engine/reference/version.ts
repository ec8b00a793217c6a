import type { Row, Value } from "../grid";
import type { Tables } from "./table";

export interface About {
  readonly version: string;
  /** ISO day of the newest price. */
  readonly dataAsOf: string;
  /** Rows, of all tables, that a company laid over the built-in ones. */
  readonly ownRows: number;
  readonly functions: number;
}

export interface VersionRequest {
  readonly about: About;
  readonly tables: Tables;
}

export function versionRow({ about, tables }: VersionRequest): Row {
  const counts: Record<string, Value> = {};
  for (const { table } of tables) counts[table.name] = table.rowCount;
  return { ...about, ...counts };
}
