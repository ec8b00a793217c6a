import { FileRefusal, type WorkbookModel } from "../../files";

/** More formulas than this take the engine minutes; one array formula does the work of thousands. */
const MOST_FORMULAS = 20_000;

const counted = (count: number, one: string) => `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;

/** Refuses a workbook that the grid could not calculate in a time that anyone waits. */
export function refuseTooManyFormulas({ sheets }: WorkbookModel): void {
  const formulas = sheets.reduce(
    (sum, { cells }) => sum + cells.filter(({ formula }) => formula !== undefined).length,
    0,
  );
  if (formulas <= MOST_FORMULAS) return;
  throw new FileRefusal(
    `It has ${counted(formulas, "formula")}; up to ${MOST_FORMULAS.toLocaleString("en-US")} are calculated here. Give INFER functions whole ranges: one formula then fills a column.`,
  );
}

/** What a model holds that the grid changes, as sentences; `replaced` names meant different cells in different places. */
export function lossesInGrid({ sheets }: WorkbookModel, replaced: readonly string[]): string[] {
  const names = replaced.map(
    (name) => `The name ${name} means other cells in other places: formulas with it will state their cells instead.`,
  );
  const arrays = sheets.flatMap(({ name, cells }) => {
    const fixed = cells.filter(({ isFixedArray }) => isFixedArray === true).length;
    return fixed === 0
      ? []
      : [
          `${counted(fixed, "array formula")} with a fixed range on "${name}" will fill as many cells as the result needs.`,
        ];
  });
  return [...names, ...arrays];
}
