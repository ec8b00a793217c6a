import { DomainError, notFound } from "../../../../src/engine/errors";
import type { ModelArgument } from "../../../../src/engine/risk/calls";
import type { ModelCell } from "../../../../src/engine/risk/columns";
import type { ModelWorld } from "../../../../src/engine/risk/namedModels";

const at = (argument: ModelArgument, trial: number): ModelCell | undefined =>
  argument instanceof Float64Array || Array.isArray(argument)
    ? (argument as readonly ModelCell[])[trial]
    : (argument as ModelCell);

/** Calls seen by the two functions of the test world. */
export const calls: { readonly name: string; readonly count: number }[] = [];

/** A world of two functions: DOUBLE(x), which refuses negative numbers, and PICKED(name, x), which knows "a" only. */
export const world: ModelWorld = {
  models: [],
  functions: {
    names: ["DOUBLE", "PICKED", "POWER"],
    has: (name) => ["DOUBLE", "PICKED", "POWER"].includes(name),
    call(name, args, count) {
      calls.push({ name, count });
      return Array.from({ length: count }, (_unused, trial) => {
        const cells = args.map((argument) => at(argument, trial));
        const refused = cells.find((cell) => cell instanceof DomainError);
        if (refused !== undefined) return refused;
        if (name === "POWER") return 42;
        if (name === "PICKED") return cells[0] === "a" ? Number(cells[1]) : notFound(`No "${String(cells[0])}".`);
        return Number(cells[0]) < 0 ? notFound("x must be 0 or more.") : 2 * Number(cells[0]);
      });
    },
  },
};

/** The sentence of what is thrown. */
export function sentence(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof DomainError) return thrown.message;
    throw thrown;
  }
  throw new Error("nothing was refused");
}
