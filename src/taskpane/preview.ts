import { type CellError, isCellError, registeredFunctions } from "../functions/call/registry";
import { type Area, areaOfReference, type ReadValue } from "../host/port";
import type { Given } from "./arguments";

export type ResultCell = number | string | boolean | CellError;

/** What a call gives, or why there is nothing to show yet. */
export type Preview =
  | { readonly kind: "result"; readonly cells: readonly (readonly ResultCell[])[] }
  | { readonly kind: "waiting"; readonly message: string };

/** Reads cells of the workbook for arguments that refer to them. */
export type Reader = (area: Area) => Promise<readonly (readonly ReadValue[])[]>;

/** The cells an argument refers to, if it is a plain reference that names its sheet. */
export function areaOf(argument: Given): Area | undefined {
  if (argument.kind !== "expression") return undefined;
  const area = areaOfReference(argument.text, "");
  return area?.sheet === "" ? undefined : area;
}

const LARGEST_READ = 100_000;

async function matrixOf(argument: Given, read: Reader): Promise<unknown> {
  if (argument.kind === "value") return [[argument.value]];
  if (argument.kind === "array") return argument.values;
  const area = areaOf(argument);
  return area === undefined ? null : await read(area);
}

function obstacle(argument: Given): string | undefined {
  if (argument.kind === "faulty") return argument.message;
  if (argument.kind !== "expression") return undefined;
  const area = areaOf(argument);
  if (area === undefined) return `The result shows when the formula is inserted: it reads ${argument.text}.`;
  return area.rows * area.cols > LARGEST_READ
    ? "The result shows when the formula is inserted: it reads many cells."
    : undefined;
}

function cellsOf(result: unknown): readonly (readonly ResultCell[])[] {
  const rows = Array.isArray(result) ? (result as unknown[]) : [[result]];
  return rows.map((row) => (Array.isArray(row) ? (row as ResultCell[]) : [row as ResultCell]));
}

/** Runs the function itself, the same that answers in a cell. */
export async function previewOf(name: string, args: readonly Given[], read: Reader): Promise<Preview> {
  const message = args.map(obstacle).find((found) => found !== undefined);
  if (message !== undefined) return { kind: "waiting", message };
  const call = registeredFunctions().get(name);
  if (call === undefined) throw new Error(`The function ${name} is in the catalogue but not registered.`);
  const matrices = await Promise.all(args.map((argument) => matrixOf(argument, read)));
  return { kind: "result", cells: cellsOf(await call(...matrices)) };
}

const SHOWN_DIGITS = 12;

/** A value as the pane shows it. */
export function shownValue(cell: ResultCell): string {
  if (typeof cell === "number") return cell.toLocaleString("en-US", { maximumSignificantDigits: SHOWN_DIGITS });
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return isCellError(cell) ? cell.code : cell;
}
