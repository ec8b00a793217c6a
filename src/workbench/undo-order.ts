import { type Injector, type IUndoRedoItem, IUndoRedoService } from "@univerjs/core";

/** Univer joins the steps of a batch here, and appends what undoes a later step behind what undoes an earlier one. */
interface BatchInside {
  _tryBatchingElements(batch: IUndoRedoItem, step: IUndoRedoItem): void;
}

/** Makes a batch of steps undo its last step first; otherwise a cell written twice comes back half undone. */
export function undoLastStepFirst(injector: Injector): void {
  const inside = injector.get(IUndoRedoService) as unknown as BatchInside;
  inside._tryBatchingElements = (batch, step) => {
    batch.redoMutations.push(...step.redoMutations);
    batch.undoMutations.unshift(...step.undoMutations);
  };
}
