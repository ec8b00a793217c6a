import { CELL_INVERTED_INDEX_CACHE } from "@univerjs/engine-formula";

/**
 * Compares each cell with the value it is compared with. Univer remembers which rows of a column hold which value, and
 * keeps blank cells, empty texts and zeros under one key: the second `=A1=""` on a column would call its 0 empty.
 */
export function compareCellsThemselves(): void {
  const nothing = { rowsInCache: [], rowsNotInCache: [] };
  CELL_INVERTED_INDEX_CACHE.canUseCache = () => nothing;
  CELL_INVERTED_INDEX_CACHE.set = () => undefined;
  CELL_INVERTED_INDEX_CACHE.setContinueBuildingCache = () => undefined;
}
