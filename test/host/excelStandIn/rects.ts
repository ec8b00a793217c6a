import { ExcelError, type Rect } from "../excelModel";
import type { Find } from "./context";

/** What a range object stands for, so that other calls can take it as an argument. */
export const rectOfRange = new WeakMap<object, Find<Rect>>();

export function rectGiven(range: unknown): Rect {
  const rect = rectOfRange.get(range as object)?.();
  if (rect === undefined) throw new ExcelError("InvalidArgument");
  return rect;
}

export function rectOrNothing<M>(find: Find<M>, of: (found: M) => Rect | undefined): Rect | undefined {
  const found = find();
  return found === undefined ? undefined : of(found);
}
