import { notFound } from "../../engine/errors";
import { errorCell, type OutCell, thrownCell } from "./outcome";

/**
 * An answer that waits for a file of the add-in itself. The cell shows nothing in the meantime, never an estimate. Only
 * TOKENS answers so: every other function is finished when it returns.
 */
export async function later<Loaded>(
  load: () => Promise<Loaded>,
  compute: (loaded: Loaded) => OutCell[][],
): Promise<OutCell[][]> {
  let loaded: Loaded;
  try {
    loaded = await load();
  } catch (thrown) {
    return [[unloaded(thrown)]];
  }
  try {
    return compute(loaded);
  } catch (thrown) {
    return [[thrownCell(thrown)]];
  }
}

function unloaded(thrown: unknown): OutCell {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return errorCell(notFound(`The tokenizer file of the add-in did not load (${reason}). Recalculate to try again.`));
}
