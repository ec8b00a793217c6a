import { badArgument, DomainError } from "../errors";
import { type Block, cellAt, type ModelCell } from "./columns";
import { inherited, type Node } from "./nodes";

/** The functions of the product, as a model calls them: one argument may be a column, the answer is one per trial. */
export interface ModelFunctions {
  has(name: string): boolean;
  readonly names: readonly string[];
  call(name: string, args: readonly ModelArgument[], count: number): readonly ModelCell[];
}

/** `undefined` is an omitted argument. */
export type ModelArgument = ModelCell | undefined | Float64Array | readonly ModelCell[];

/** A function of the product, called once a block with the columns of its arguments. */
export function callNode(name: string, functions: ModelFunctions, operands: readonly Node[], at: number): Node {
  const argument = (node: Node, block: Block): ModelArgument => {
    if (node.constant !== undefined) return node.constant.value;
    const column = node.run(block);
    return column.kind === "numbers"
      ? column.values.subarray(0, block.count)
      : Array.from({ length: block.count }, (_unused, i) => cellAt(column, i) ?? 0);
  };
  const answer = (block: Block): readonly ModelCell[] => {
    const args = operands.map((node) => argument(node, block));
    return functions.call(name, args, block.count);
  };
  return {
    at,
    run: (block) => ({ kind: "cells", cells: answer(block) }),
    whyFailed(block) {
      const known = inherited(operands, block);
      if (known !== undefined) return known;
      const [cell] = answer(block);
      if (!(cell instanceof DomainError)) return badArgument(`model: ${name} at character ${at} has no result.`);
      return new DomainError(cell.kind, `model: ${name} at character ${at}: ${cell.message}`);
    },
  };
}
