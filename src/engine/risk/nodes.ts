import { badArgument, DomainError } from "../errors";
import {
  type Block,
  type Column,
  cellAt,
  hasText,
  isFailed,
  type ModelCell,
  newValues,
  numberOf,
  numbersOf,
  refusedText,
} from "./columns";
import type { NativeFunction } from "./natives";
import { ARITHMETIC, COMPARISONS, orderOf } from "./operations";

/** One step of a compiled model. Its column is good until the node runs on the next block. */
export interface Node {
  readonly at: number;
  /** Set where no driver has a say. */
  readonly constant?: { readonly value: ModelCell | undefined };
  run(block: Block): Column;
  /** Asked of a block of one trial whose result failed: the sentence of the innermost failure. */
  whyFailed(block: Block): DomainError;
}

const single = (node: Node, block: Block): ModelCell | undefined => cellAt(node.run(block), 0);

/** The failure of the first of these that failed, if one did. */
export function inherited(nodes: readonly Node[], block: Block): DomainError | undefined {
  return nodes.find((node) => isFailed(single(node, block)))?.whyFailed(block);
}

/** A text where a number is needed. */
function textAmong(nodes: readonly Node[], block: Block): DomainError | undefined {
  for (const node of nodes) {
    const refused = refusedText(single(node, block), node.at);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

export function constantNode(value: ModelCell | undefined, at: number): Node {
  const column: Column =
    typeof value === "number"
      ? { kind: "numbers", values: newValues().fill(value) }
      : typeof value === "boolean"
        ? { kind: "truths", values: newValues().fill(value ? 1 : 0) }
        : { kind: "constant", value };
  const why = value instanceof DomainError ? value : badArgument(`model has no value at character ${at}.`);
  return { at, constant: { value }, run: () => column, whyFailed: () => why };
}

export function driverNode(index: number, name: string, at: number): Node {
  return {
    at,
    run: ({ drivers }) => ({ kind: "numbers", values: drivers[index] as Float64Array }),
    whyFailed: () => badArgument(`model: the driver "${name}" has no number at character ${at}.`),
  };
}

/** A name bound by LET runs once a block, however often it is used. */
export function sharedNode(inner: Node): Node {
  let seen: Block | undefined;
  let column: Column | undefined;
  return {
    at: inner.at,
    run(block) {
      if (seen !== block || column === undefined) column = inner.run(block);
      seen = block;
      return column;
    },
    whyFailed: (block) => inner.whyFailed(block),
  };
}

export function arithmeticNode(operator: string, left: Node, right: Node, at: number): Node {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic === undefined) throw new Error(`no arithmetic ${operator}`);
  const [values, spareLeft, spareRight] = [newValues(), newValues(), newValues()];
  const column: Column = { kind: "numbers", values };
  const operands = [left, right];
  return {
    at,
    run(block) {
      const a = numbersOf(left.run(block), spareLeft, block.count);
      const b = numbersOf(right.run(block), spareRight, block.count);
      arithmetic.fill(a, b, values, block.count);
      return column;
    },
    whyFailed(block) {
      const [a = 0, b = 0] = operands.map((node) => numberOf(single(node, block)));
      return inherited(operands, block) ?? textAmong(operands, block) ?? arithmetic.fault(a, b, at);
    },
  };
}

export function comparisonNode(operator: string, left: Node, right: Node, at: number): Node {
  const holds = COMPARISONS[operator];
  if (holds === undefined) throw new Error(`no comparison ${operator}`);
  const [values, spareLeft, spareRight] = [newValues(), newValues(), newValues()];
  const compareCells = (a: ModelCell | undefined, b: ModelCell | undefined): number => {
    if (isFailed(a) || isFailed(b)) return Number.NaN;
    return holds(orderOf((a ?? 0) as number | string, (b ?? 0) as number | string)) ? 1 : 0;
  };
  return {
    at,
    run(block) {
      const [x, y] = [left.run(block), right.run(block)];
      const withText = hasText(x) || hasText(y);
      const a = withText ? spareLeft : numbersOf(x, spareLeft, block.count);
      const b = withText ? spareRight : numbersOf(y, spareRight, block.count);
      for (let i = 0; i < block.count; i++) {
        if (withText) values[i] = compareCells(cellAt(x, i), cellAt(y, i));
        else {
          const order = (a[i] as number) - (b[i] as number);
          values[i] = Number.isNaN(order) ? order : holds(order) ? 1 : 0;
        }
      }
      return { kind: "truths", values };
    },
    whyFailed: (block) => inherited([left, right], block) ?? badArgument(`model cannot compare at character ${at}.`),
  };
}

export function nativeNode(name: string, native: NativeFunction, operands: readonly Node[], at: number): Node {
  const values = newValues();
  const spares = operands.map(newValues);
  const column: Column = { kind: native.isTruth ? "truths" : "numbers", values };
  const { fold } = native;
  return {
    at,
    run(block) {
      const inputs = operands.map((node, k) => numbersOf(node.run(block), spares[k] as Float64Array, block.count));
      if (fold === undefined) computeEach(native, inputs, values, block.count);
      else foldAll(fold, inputs, values, block.count);
      return column;
    },
    whyFailed(block) {
      const known = inherited(operands, block) ?? textAmong(operands, block);
      const numbers = operands.map((node) => numberOf(single(node, block)));
      return known ?? native.fault?.(numbers, at) ?? badArgument(`model: ${name} at character ${at} has no result.`);
    },
  };
}

const finite = (value: number): number => (value - value === 0 ? value : Number.NaN);

function computeEach(native: NativeFunction, inputs: readonly Float64Array[], out: Float64Array, count: number): void {
  const trial: number[] = inputs.map(() => 0);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 0; k < inputs.length; k++) sum += trial[k] = (inputs[k] as Float64Array)[i] as number;
    out[i] = Number.isNaN(sum) ? sum : finite(native.compute(trial));
  }
}

function foldAll(
  fold: (a: number, b: number) => number,
  [first, ...others]: readonly Float64Array[],
  out: Float64Array,
  count: number,
): void {
  if (first === undefined) return;
  out.set(first.subarray(0, count));
  for (const input of others) {
    for (let i = 0; i < count; i++) out[i] = fold(out[i] as number, input[i] as number);
  }
  for (let i = 0; i < count; i++) out[i] = finite(out[i] as number);
}

/** Runs only the branch that all trials of the block take; else both, and picks. */
export function choiceNode(condition: Node, whenTrue: Node, whenFalse: Node, at: number): Node {
  const [values, spare, spareTrue, spareFalse] = [newValues(), newValues(), newValues(), newValues()];
  const pick = (block: Block, truths: Float64Array): Column => {
    const [yes, no] = [whenTrue.run(block), whenFalse.run(block)];
    const taken = (i: number): Column => ((truths[i] as number) !== 0 ? yes : no);
    if (hasText(yes) || hasText(no)) {
      const cells = Array.from({ length: block.count }, (_unused, i) => {
        return Number.isNaN(truths[i]) ? Number.NaN : (cellAt(taken(i), i) ?? 0);
      });
      return { kind: "cells", cells };
    }
    const a = numbersOf(yes, spareTrue, block.count);
    const b = numbersOf(no, spareFalse, block.count);
    for (let i = 0; i < block.count; i++) {
      const truth = truths[i] as number;
      values[i] = Number.isNaN(truth) ? truth : ((truth !== 0 ? a[i] : b[i]) as number);
    }
    return { kind: yes.kind === "truths" && no.kind === "truths" ? "truths" : "numbers", values };
  };
  return {
    at,
    run(block) {
      const truths = numbersOf(condition.run(block), spare, block.count);
      let [trues, falses] = [0, 0];
      for (let i = 0; i < block.count; i++) {
        if (truths[i] === 0) falses++;
        else if (!Number.isNaN(truths[i])) trues++;
      }
      if (trues === block.count) return whenTrue.run(block);
      return falses === block.count ? whenFalse.run(block) : pick(block, truths);
    },
    whyFailed(block) {
      const refused = inherited([condition], block) ?? textAmong([condition], block);
      if (refused !== undefined) return refused;
      return (numberOf(single(condition, block)) !== 0 ? whenTrue : whenFalse).whyFailed(block);
    },
  };
}

/** IFERROR: a failed trial takes the other value. */
export function rescueNode(tried: Node, otherwise: Node, at: number): Node {
  return {
    at,
    run(block) {
      const first = tried.run(block);
      const failed = (i: number): boolean => isFailed(cellAt(first, i));
      let isGood = true;
      for (let i = 0; i < block.count && isGood; i++) isGood = !failed(i);
      if (isGood) return first;
      const second = otherwise.run(block);
      const cells = Array.from({ length: block.count }, (_unused, i) => cellAt(failed(i) ? second : first, i) ?? 0);
      return { kind: "cells", cells };
    },
    whyFailed: (block) => otherwise.whyFailed(block),
  };
}
