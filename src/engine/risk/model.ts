import { orList } from "../checks";
import { badArgument } from "../errors";
import { suggestions } from "../lookup";
import { callNode, type ModelFunctions } from "./calls";
import { BLOCK, type Block, cellAt, isFailed, type ModelCell } from "./columns";
import type { Driver } from "./driver";
import { isFormulaName } from "./modelSyntax";
import { type Expression, readModelText } from "./modelText";
import { NATIVE_FUNCTIONS } from "./natives";
import {
  arithmeticNode,
  choiceNode,
  comparisonNode,
  constantNode,
  driverNode,
  type Node,
  nativeNode,
  rescueNode,
  sharedNode,
} from "./nodes";
import { COMPARISONS } from "./operations";

export interface Model {
  readonly root: Node;
  /** Places of the drivers the text names. */
  readonly used: ReadonlySet<number>;
}

/** Excel has functions of these names too, so a model asks for ours with the prefix. */
const NEEDS_PREFIX: ReadonlySet<string> = new Set(["POWER", "FORECAST"]);
const PREFIX = /^(?:INFER\.|_XLDUDF_INFER_)/;
const EMPTY: Block = { drivers: [], count: 1 };

/** Compiles a model text over these drivers. What does not depend on a driver is computed here, once. */
export function compileModel(text: string, drivers: readonly Driver[], functions: ModelFunctions): Model {
  for (const { name } of drivers) {
    if (!isFormulaName(name)) {
      throw badArgument(`drivers: "${name}" cannot stand in a formula. Use letters, digits, _ and ., such as in_tok.`);
    }
  }
  const names = drivers.map(({ name }) => name);
  const compiler = new Compiler(names, functions);
  const root = compiler.node(readModelText(text, names));
  return { root, used: compiler.used };
}

class Compiler {
  readonly used = new Set<number>();
  private readonly shared = new Map<Expression, Node>();

  constructor(
    private readonly names: readonly string[],
    private readonly functions: ModelFunctions,
  ) {}

  node(expression: Expression): Node {
    switch (expression.kind) {
      case "constant":
        return constantNode(expression.value, expression.at);
      case "omitted":
        return constantNode(undefined, expression.at);
      case "driver":
        this.used.add(expression.index);
        return driverNode(expression.index, this.names[expression.index] ?? "", expression.at);
      case "local":
        return this.local(expression.of);
      case "operation":
        return this.operation(
          expression.operator,
          expression.operands.map((operand) => this.node(operand)),
          expression.at,
        );
      case "call":
        return this.call(
          expression.name,
          expression.operands.map((operand) => this.node(operand)),
          expression.at,
        );
    }
  }

  private local(of: Expression): Node {
    const known = this.shared.get(of);
    if (known !== undefined) return known;
    const inner = this.node(of);
    const node = inner.constant !== undefined ? inner : sharedNode(inner);
    this.shared.set(of, node);
    return node;
  }

  /** A node whose operands are all constant becomes one itself. */
  private settled(node: Node, operands: readonly Node[]): Node {
    if (!operands.every(({ constant }) => constant !== undefined)) return node;
    const value = cellAt(node.run(EMPTY), 0);
    return constantNode(isFailed(value) ? node.whyFailed(EMPTY) : value, node.at);
  }

  private operation(operator: string, operands: readonly Node[], at: number): Node {
    const [left, right] = operands;
    if (left === undefined) throw badArgument(`model: ${operator} at character ${at} has nothing to work on.`);
    if (right === undefined) return this.unary(operator, left, at);
    const make = operator in COMPARISONS ? comparisonNode : arithmeticNode;
    return this.settled(make(operator, left, right, at), operands);
  }

  private unary(operator: string, operand: Node, at: number): Node {
    const number = (value: number): Node => constantNode(value, at);
    if (operator === "+") return operand;
    if (operator === "%") return this.settled(arithmeticNode("/", operand, number(100), at), [operand]);
    return this.settled(arithmeticNode("-", number(0), operand, at), [operand]);
  }

  private call(written: string, operands: readonly Node[], at: number): Node {
    const name = written.replace(PREFIX, "");
    const isOurs = name !== written;
    if (!isOurs) {
      const special = this.control(name, operands, at);
      if (special !== undefined) return special;
      const native = NATIVE_FUNCTIONS.get(name);
      if (native !== undefined) {
        this.countArguments(name, operands, native.least, native.most, at);
        return this.settled(nativeNode(name, native, operands, at), operands);
      }
    }
    if (!this.functions.has(name)) throw badArgument(`model calls ${name} at character ${at}, ${this.unknown(name)}`);
    if (!isOurs && NEEDS_PREFIX.has(name)) {
      throw badArgument(`model calls ${name} at character ${at}, which is Excel's own function: write INFER.${name}.`);
    }
    return this.settled(callNode(name, this.functions, operands, at), operands);
  }

  /** Functions that do not compute all of their arguments. */
  private control(name: string, operands: readonly Node[], at: number): Node | undefined {
    const [first, second, third] = operands;
    const missing = (value: boolean): Node => constantNode(value, at);
    if (name === "TRUE" || name === "FALSE") return missing(name === "TRUE");
    if (name === "IF" && first !== undefined && second !== undefined) {
      this.countArguments(name, operands, 2, 3, at);
      return this.settled(choiceNode(first, second, third ?? missing(false), at), operands);
    }
    if (name === "IFERROR" && first !== undefined && second !== undefined) {
      this.countArguments(name, operands, 2, 2, at);
      return this.settled(rescueNode(first, second, at), operands);
    }
    if (name === "IF" || name === "IFERROR") this.countArguments(name, operands, 2, 3, at);
    return undefined;
  }

  private countArguments(name: string, operands: readonly Node[], least: number, most: number, at: number): void {
    if (operands.length >= least && operands.length <= most) return;
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    throw badArgument(
      `model: ${name} at character ${at} takes ${wanted} argument${wanted === "1" ? "" : "s"}; it has ${operands.length}.`,
    );
  }

  private unknown(name: string): string {
    const close = suggestions(name, [...this.functions.names, ...NATIVE_FUNCTIONS.keys()]);
    if (close.length > 0) return `which is no function of a model. Did you mean ${orList(close)}?`;
    const native = [...NATIVE_FUNCTIONS.keys()].join(", ");
    return `which is no function of a model. A model takes INFER's functions that give one value, IF, IFERROR, LET, ${native}.`;
  }
}

/** The model at given points: one array per driver, all of one length. Failures stand in their place. */
export function evaluateModel(
  { root }: Model,
  points: readonly Float64Array[],
  count: number,
): readonly (number | Failure)[] {
  const results: (number | Failure)[] = [];
  for (let from = 0; from < count; from += BLOCK) {
    const size = Math.min(BLOCK, count - from);
    const block: Block = { drivers: points.map((values) => values.subarray(from, from + size)), count: size };
    const column = root.run(block);
    const cells = Array.from({ length: size }, (_unused, i) => cellAt(column, i));
    for (const [i, cell] of cells.entries()) {
      const number = numberResult(cell);
      results.push(number ?? whyAt(root, points, from + i));
    }
  }
  return results;
}

type Failure = ReturnType<Node["whyFailed"]>;

/** A model's result is a number; TRUE counts as 1. */
function numberResult(cell: ModelCell | undefined): number | undefined {
  if (typeof cell === "boolean") return cell ? 1 : 0;
  return typeof cell === "number" && !Number.isNaN(cell) ? cell : undefined;
}

/** Why the model has no number at one point. */
export function whyAt(root: Node, points: readonly Float64Array[], index: number): Failure {
  const block: Block = { drivers: points.map((values) => Float64Array.of(values[index] as number)), count: 1 };
  const cell = cellAt(root.run(block), 0);
  if (!isFailed(cell))
    return badArgument(
      `model gives ${typeof cell === "string" ? `the text "${cell}"` : "no number"}; it must give a number.`,
    );
  return root.whyFailed(block);
}
