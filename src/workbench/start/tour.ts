import { element, fill, onEscape } from "../../taskpane/dom";

interface Stop {
  /** Selects what is shown; a stop whose thing is not in sight is left out. */
  readonly target: string;
  readonly title: string;
  readonly text: string;
}

const STOPS: readonly Stop[] = [
  {
    target: "#grid",
    title: "A spreadsheet that knows AI prices",
    text: "Cells work as in Excel. Blue figures are inputs: change one, and every formula and chart follows. Type =INFER. to see all functions.",
  },
  {
    target: "#status",
    title: "Every figure in full",
    text: "Select a cell to read its formula, its value in full precision and, if it failed, a sentence that says why.",
  },
  {
    target: "#pane",
    title: "Functions, data, simulation",
    text: "The pane explains each function, shows every price with its source and day, and writes into the sheet without overwriting anything.",
  },
  {
    target: "#bar",
    title: "Yours, and kept",
    text: "Your workbook is kept in this browser by itself. Save makes an Excel file, Share sends it, Print puts a sheet on paper, and New leads back to the models.",
  },
];

const GAP = 12;

/** Leads through the page, stop by stop. Escape or "End the tour" ends it; `onEnd` hears of it. */
export function startTour(onEnd: () => void): void {
  const stops = STOPS.filter(({ target }) => boxOf(target) !== undefined);
  const before = document.activeElement;
  const ring = element("div", { class: "tour-ring", "aria-hidden": "true" });
  const card = element("div", { class: "tour-card", role: "dialog", "aria-labelledby": "tour-title", tabindex: -1 });
  let place = 0;

  function end(): void {
    ring.remove();
    card.remove();
    window.removeEventListener("resize", show);
    onEnd();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }

  function go(to: number): void {
    place = to;
    if (place < stops.length) {
      show();
      card.focus();
    } else end();
  }

  function show(): void {
    const stop = stops[place];
    const box = stop && boxOf(stop.target);
    if (stop === undefined || box === undefined) return;
    const isLast = place === stops.length - 1;
    fill(card, [
      element("p", { class: "tour-count" }, `${place + 1} of ${stops.length}`),
      element("h2", { id: "tour-title" }, stop.title),
      element("p", {}, stop.text),
      element("div", { class: "tour-buttons" }, [
        tourButton(isLast ? "Done" : "Next", () => go(place + 1), "bar-button main"),
        place === 0 ? undefined : tourButton("Back", () => go(place - 1)),
        isLast ? undefined : tourButton("End the tour", end),
      ]),
    ]);
    Object.assign(ring.style, pixels({ left: box.left, top: box.top, width: box.width, height: box.height }));
    Object.assign(card.style, pixels(beside(box, card.getBoundingClientRect())));
  }

  card.addEventListener("keydown", onEscape(end));
  window.addEventListener("resize", show);
  document.body.append(ring, card);
  go(0);
}

function tourButton(label: string, act: () => void, look = "bar-button"): HTMLElement {
  return element("button", { type: "button", class: look }, label, { click: act });
}

function boxOf(target: string): DOMRect | undefined {
  const box = document.querySelector(target)?.getBoundingClientRect();
  return box !== undefined && box.width > 0 && box.height > 0 ? box : undefined;
}

/** Where the card covers least of what it speaks of, inside the window: in a corner of what is large, else beside it. */
function beside(box: DOMRect, card: DOMRect): { readonly left: number; readonly top: number } {
  const isWide = box.width > window.innerWidth / 2;
  const isTall = box.height > window.innerHeight / 2;
  const left = isWide ? box.right - card.width - 3 * GAP : box.left - card.width - GAP;
  const isBelow = box.bottom + GAP + card.height <= window.innerHeight;
  const outside = isBelow ? box.bottom + GAP : box.top - card.height - GAP;
  const top = isTall ? box.bottom - card.height - 5 * GAP : outside;
  const kept = (wanted: number, room: number) => Math.max(GAP, Math.min(wanted, room - GAP));
  return { left: kept(left, window.innerWidth - card.width), top: kept(top, window.innerHeight - card.height) };
}

function pixels(places: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(places).map(([name, place]) => [name, `${place}px`]));
}
