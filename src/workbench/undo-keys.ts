import type { Grid } from "./grid";

const isTyped = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select") !== null);

/** Undo and redo by keyboard wherever the focus is, such as in the pane after it inserted something; the grid hears them only itself. */
export function listenForUndo(page: Document, grid: Grid): void {
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey) || isTyped(event.target)) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (!isRedo && key !== "z") return;
    event.preventDefault();
    (isRedo ? grid.redo() : grid.undo()).catch(reportError);
  });
}
