const NARROWEST = 270;
const WIDEST = 500;
const KEY_STEP = 10;

/** A window too narrow for grid and pane side by side starts with the pane closed. */
const NARROW_WINDOW = "(max-width: 760px)";

interface PaneColumn {
  readonly workbench: HTMLElement;
  readonly splitter: HTMLElement;
  readonly toggle: HTMLButtonElement;
}

/** Lets the user drag the pane between the widths Excel gives it, and close it where the window is narrow. */
export function mountPaneColumn({ workbench, splitter, toggle }: PaneColumn): void {
  let width = Number(splitter.getAttribute("aria-valuenow"));

  function resize(wanted: number): void {
    width = Math.min(WIDEST, Math.max(NARROWEST, wanted));
    workbench.style.setProperty("--pane-width", `${width}px`);
    splitter.setAttribute("aria-valuenow", String(width));
  }

  function open(isOpen: boolean): void {
    workbench.classList.toggle("is-pane-closed", !isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
  }

  splitter.addEventListener("pointerdown", (event) => splitter.setPointerCapture(event.pointerId));
  splitter.addEventListener("pointermove", (event) => {
    if (splitter.hasPointerCapture(event.pointerId)) resize(workbench.getBoundingClientRect().right - event.clientX);
  });
  splitter.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") resize(width + KEY_STEP);
    if (event.key === "ArrowRight") resize(width - KEY_STEP);
  });
  toggle.addEventListener("click", () => open(toggle.getAttribute("aria-expanded") !== "true"));

  const narrow = window.matchMedia(NARROW_WINDOW);
  narrow.addEventListener("change", () => open(!narrow.matches));
  open(!narrow.matches);
}
