import { badArgument } from "../../engine/errors";
import { shownCell } from "./cells";
import type { CellReader } from "./readers";
import { isCellError } from "./registry";

/** A text to the last space. A blank cell is an empty text; a number has no text until the user gives it one. */
export const wholeText: CellReader<string> = {
  scope: "cell",
  read(cell, name) {
    if (cell === undefined) return "";
    if (typeof cell === "string") return cell;
    if (isCellError(cell)) throw cell;
    throw badArgument(
      `${name} must be text; you gave ${shownCell(cell)}. Write it as text: A1&"" or TEXT(A1, "0.00").`,
    );
  },
};
