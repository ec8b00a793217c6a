import type { Row } from "../../engine/grid";
import { gridOf, pickOne } from "./field";
import type { OutCell } from "./outcome";
import { thrownCell } from "./outcome";
import type { Reader } from "./readers";
import { optionalText } from "./readers";
import { type ArgumentsFor, everywhere, fill, prepare, type ReadersFor } from "./spread";

/**
 * A function with one answer and some more beside it: without `field` the answer called `plain`, with it the one named.
 * It stretches like any scalar function, over several fields too.
 */
export function spreadField<P extends object>(
  args: ArgumentsFor<P>,
  readers: ReadersFor<P>,
  compute: (params: P) => Row,
  { field, plain }: { readonly field: unknown; readonly plain: string },
): OutCell[][] {
  const allArgs = { ...args, field } as Readonly<Record<string, unknown>>;
  const allReaders = { ...readers, field: optionalText } as unknown as Readonly<Record<string, Reader<unknown>>>;
  try {
    const prepared = prepare(allArgs, allReaders);
    const params = prepared.params as P & { readonly field?: string };
    return fill(prepared, () => pickOne(gridOf([compute(params)]), params.field ?? plain));
  } catch (thrown) {
    return everywhere(allArgs, allReaders, thrownCell(thrown));
  }
}
