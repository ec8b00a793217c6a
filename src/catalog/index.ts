import entries from "../../generated/catalog.json";
import type { CatalogEntry } from "./types";

/** Every function with its documentation, in the order of the catalogue. */
export const catalog: readonly CatalogEntry[] = entries as readonly CatalogEntry[];
