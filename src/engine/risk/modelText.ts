import { orList } from "../checks";
import { badArgument } from "../errors";
import { suggestions } from "../lookup";
import { parseModel, refused, type Syntax } from "./modelSyntax";
import { plainDriverName } from "./threefry";

/** What a model text says, after names are resolved. `at` is the place in the text, counted from 1. */
export type Expression =
  | { readonly kind: "constant"; readonly value: number | string | boolean; readonly at: number }
  | { readonly kind: "omitted"; readonly at: number }
  | { readonly kind: "driver"; readonly index: number; readonly at: number }
  | { readonly kind: "local"; readonly of: Expression; readonly at: number }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly operands: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[]; readonly at: number };

/** Longer than any cell of a spreadsheet holds. */
const MOST_CHARACTERS = 32_767;
/** A1 to XFD9999999. */
const CELL = /^\$?(?:[a-z]{1,2}|[a-w][a-z]{2}|x[a-e][a-z]|xf[a-d])\$?[1-9]\d{0,6}$/i;

interface Scope {
  readonly names: ReadonlyMap<string, Expression>;
  readonly driverNames: readonly string[];
}

/**
 * Reads a formula in Excel's syntax over the names of drivers. Nothing is evaluated here and nothing can be: the
 * result is data. Mistakes are told with their place in the text.
 */
export function readModelText(text: string, driverNames: readonly string[]): Expression {
  if (text.length > MOST_CHARACTERS) {
    throw badArgument(`model has ${text.length} characters; a formula has up to ${MOST_CHARACTERS}.`);
  }
  const names = new Map<string, Expression>(
    driverNames.map((name, index) => [plainDriverName(name), { kind: "driver", index, at: 0 }]),
  );
  return resolved(parseModel(text), { names, driverNames });
}

function resolved(node: Syntax | undefined, scope: Scope): Expression {
  if (node === undefined) return { kind: "omitted", at: 0 };
  if (node.kind === "constant") return node;
  if (node.kind === "name") return named(node.name, node.at, scope);
  if (node.kind === "call" && node.name === "LET") return resultOfLet(node.operands, node.at, scope);
  return { ...node, operands: node.operands.map((operand) => resolved(operand, scope)) };
}

function named(name: string, at: number, { names, driverNames }: Scope): Expression {
  const known = names.get(plainDriverName(name)) ?? names.get(plainDriverName(withoutSheet(name)));
  if (known !== undefined) return { ...known, at };
  const close = suggestions(name, driverNames);
  const hint = close.length === 0 ? `The drivers are ${driverNames.join(", ")}.` : `Did you mean ${orList(close)}?`;
  throw badArgument(`model names "${name}" at character ${at}, which is no driver. ${hint}`);
}

/** FORMULATEXT may give Sheet1!B3 where the driver's row says B3. */
const withoutSheet = (name: string): string => name.slice(name.lastIndexOf("!") + 1);

/** LET(name, value, ..., result): each value and the result may use the names before it. */
function resultOfLet(operands: readonly (Syntax | undefined)[], at: number, { names, driverNames }: Scope): Expression {
  const inner = new Map(names);
  const own = new Set<string>();
  const result = operands.at(-1);
  if (operands.length % 2 === 0 || operands.length < 3 || result === undefined)
    throw refused("LET without a result", at);
  for (let i = 0; i + 1 < operands.length; i += 2) {
    const [name, value] = [nameOf(operands[i], at), operands[i + 1]];
    const key = plainDriverName(name);
    if (own.has(key)) throw refused(`LET with two values for ${name}`, at);
    if (value === undefined) throw refused(`LET without a value for ${name}`, at);
    inner.set(key, { kind: "local", of: resolved(value, { names: inner, driverNames }), at });
    own.add(key);
  }
  return resolved(result, { names: inner, driverNames });
}

function nameOf(operand: Syntax | undefined, at: number): string {
  if (operand?.kind !== "name" || operand.name.includes("!")) throw refused("LET without a name for each value", at);
  if (CELL.test(operand.name)) {
    throw badArgument(`model: LET names ${operand.name} (character ${operand.at}), which Excel reads as a cell.`);
  }
  return operand.name;
}
