import type { CustomData, Nullable } from "@univerjs/core";
import type { SheetModel } from "../../files";

/** What a sheet holds that the grid does not show; it travels with the sheet and is saved again. */
export type Carried = Pick<SheetModel, "validations" | "charts" | "print" | "visibility">;

const KEY = "infer";

export function carriedBy({ validations, charts, print, visibility }: SheetModel): CustomData {
  return { [KEY]: { validations, charts, print, visibility } satisfies Carried };
}

/** What `carriedBy` left at a sheet; nothing for one that was made in the grid. */
export function carriedIn(custom: Nullable<CustomData>): Carried {
  const found = custom?.[KEY] as Carried | undefined;
  return found ?? { validations: [], charts: [], print: {}, visibility: "visible" };
}
