import type { IUndoRedoItem, IUndoRedoService } from "@univerjs/core";

/**
 * Makes everything that `action` writes one step of undo, whose parts are undone last part first. Univer's own batches
 * begin with the first, and its stack drops steps beyond twenty: so each step is joined to the one before at once.
 */
export async function inOneUndoStep(
  service: IUndoRedoService,
  unitID: string,
  action: () => void | Promise<void>,
): Promise<void> {
  const before = service.pitchTopUndoElement();
  let isJoining = false;

  function join(): void {
    if (isJoining) return;
    isJoining = true;
    const latestFirst: IUndoRedoItem[] = [];
    for (let top = service.pitchTopUndoElement(); top && top !== before; top = service.pitchTopUndoElement()) {
      latestFirst.push(top);
      service.popUndoToRedo();
    }
    const undoMutations = latestFirst.flatMap((step) => step.undoMutations);
    const redoMutations = [...latestFirst].reverse().flatMap((step) => step.redoMutations);
    if (latestFirst.length > 0) service.pushUndoRedo({ unitID, undoMutations, redoMutations });
    isJoining = false;
  }

  const watch = service.undoRedoStatus$.subscribe(join);
  try {
    await action();
  } finally {
    watch.unsubscribe();
  }
}
