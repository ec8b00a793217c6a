import { FileRefusal } from "../refusal";

/** Filled or formatted cells of a whole workbook; beyond it memory is at risk. */
export const MOST_CELLS = 1_000_000;

/** Counts the cells of a workbook and refuses too many. */
export function cellCounter(): (count: number) => void {
  let cells = 0;
  return (count) => {
    cells += count;
    if (cells > MOST_CELLS) {
      throw new FileRefusal(`The workbook has more than ${MOST_CELLS.toLocaleString("en-US")} filled cells. Split it.`);
    }
  };
}
