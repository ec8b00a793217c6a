import { parse, tokenize } from "@borgar/fx";
import { isCellError, registeredFunctions } from "../../functions/call/registry";
import type { Cell, Cells } from "../values";

/**
 * Calculates a formula of literals, arithmetic and INFER functions, without a sheet. What needs a sheet is refused with a
 * sentence: the workbench has it.
 */
export class Unreadable extends Error {}

type Node = ReturnType<typeof parse>;
type Matrix = readonly (readonly unknown[])[];

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": (left, right) => left ** right,
};

/** The single number that arithmetic needs. */
function numberOf(matrix: Matrix): number {
  const cell = matrix[0]?.[0];
  if (matrix.length !== 1 || matrix[0]?.length !== 1) {
    throw new Unreadable("Arithmetic here takes single values; the workbench calculates with whole tables.");
  }
  if (isCellError(cell)) throw cell;
  if (typeof cell !== "number") throw new Unreadable(`Arithmetic needs numbers; there is the text "${String(cell)}".`);
  return cell;
}

function literal(node: Node): unknown {
  if (node.type === "Literal") return node.value;
  throw new Unreadable("A list in braces may hold numbers and texts in quotes.");
}

async function argument(node: Node | null | undefined): Promise<Matrix | null> {
  return node === null || node === undefined ? null : await valueAt(node);
}

async function callOf(name: string, args: readonly (Node | null | undefined)[]): Promise<Matrix> {
  const id = name.toUpperCase().replace(/^INFER\./, "");
  const call = registeredFunctions().get(id);
  if (call === undefined || !/^INFER\./i.test(name)) {
    throw new Unreadable(`${name} is no INFER function; functions of a spreadsheet work in the workbench.`);
  }
  const values: (Matrix | null)[] = [];
  for (const arg of args) values.push(await argument(arg));
  const result = await call(...values);
  const rows = Array.isArray(result) ? (result as unknown[]) : [[result]];
  return rows.map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]));
}

async function valueAt(node: Node): Promise<Matrix> {
  switch (node.type) {
    case "Literal":
      return [[node.value]];
    case "ArrayExpression":
      return node.elements.map((row) => row.map((cell) => literal(cell as Node)));
    case "CallExpression":
      return callOf(node.callee.type === "Identifier" ? node.callee.name : "This", node.arguments);
    case "UnaryExpression":
      return [[unary(node.operator, numberOf(await valueAt(node.arguments[0] as Node)))]];
    case "BinaryExpression":
      return [[await binary(node.operator, node.arguments as readonly Node[])]];
    case "ReferenceIdentifier":
      throw new Unreadable(
        `${node.value} reads as a cell, and there is no sheet here. Names stand in quotes: "${node.value}".`,
      );
    default:
      throw new Unreadable("This formula needs a sheet: the workbench calculates it.");
  }
}

const PERCENT = 100;

function unary(operator: string, value: number): number {
  if (operator === "-") return -value;
  if (operator === "+") return value;
  if (operator === "%") return value / PERCENT;
  throw new Unreadable(`The operator ${operator} needs a sheet: the workbench calculates it.`);
}

async function binary(operator: string, [left, right]: readonly Node[]): Promise<number> {
  const operation = OPERATIONS[operator];
  if (operation === undefined || left === undefined || right === undefined) {
    throw new Unreadable(`The operator ${operator} works in the workbench; here there are + − * / ^ and %.`);
  }
  return operation(numberOf(await valueAt(left)), numberOf(await valueAt(right)));
}

function read(formula: string): Node {
  const text = formula.trim();
  try {
    return parse(tokenize(text.startsWith("=") ? text : `=${text}`));
  } catch {
    if (/\{[^}]*%/.test(text)) throw new Unreadable("Excel takes no % between braces: write 0.6 for 60%.");
    // The parser says no more than that; what is missing shows as one types on.
    throw new Unreadable("This is no complete formula yet: look for a missing bracket, comma or quote.");
  }
}

const cellOf = (cell: unknown): Cell => {
  if (isCellError(cell)) return { error: cell.code, message: cell.message };
  if (typeof cell === "number" && !Number.isFinite(cell)) {
    return { error: "#DIV/0!", message: "A number is divided by zero." };
  }
  return (cell ?? "") as Cell;
};

/** What the formula gives, as it would spill. Rejects with Unreadable for what it cannot read. */
export async function evaluated(formula: string): Promise<Cells> {
  try {
    return (await valueAt(read(formula))).map((row) => row.map(cellOf));
  } catch (thrown) {
    if (isCellError(thrown)) return [[cellOf(thrown)]];
    throw thrown;
  }
}
