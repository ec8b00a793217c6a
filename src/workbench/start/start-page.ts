import type { WorkbookModel } from "../../files";
import { type Child, element, fill, onEscape } from "../../taskpane/dom";
import { momentText } from "../bar/moments";
import type { Remarks } from "../keeping/remarks";
import type { WorkbookSession } from "../keeping/session";
import { type KeptEntry, StorageRefusal } from "../keeping/store";

/** A workbook that the start page offers to begin with. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  /** What it does for its user, in one line. */
  readonly promise: string;
  /** The workbook, and what to do first in it. */
  begin(): { readonly model: WorkbookModel; readonly advice: string };
}

export interface StartPage {
  open(): void;
}

interface StartParts {
  readonly place: HTMLElement;
  /** What the page covers while it is open. */
  readonly covered: readonly HTMLElement[];
  readonly session: WorkbookSession;
  readonly offers: readonly Offer[];
  readonly remarks: Remarks;
  /** While the grid starts it takes the focus for a moment; kept from it, it would not hear what is typed later. */
  readonly ready: Promise<void>;
  /** Calls after the pane led to another sheet or cell. */
  onShown(listener: () => void): void;
  chooseFile(): void;
  startTour(): void;
}

const MOST_RECENT = 5;
export const TOUR_SEEN = "tour";

/** The page a newcomer sees and "New" leads to: models, a blank sheet, a file, and what is kept. */
export function mountStartPage(parts: StartParts): StartPage {
  const { place, covered, session } = parts;

  function close(): void {
    place.hidden = true;
    place.replaceChildren();
    for (const part of covered) part.inert = false;
  }

  function leave(step: () => Promise<void> | void): void {
    close();
    Promise.resolve(step()).catch(reportError);
  }

  function open(): void {
    contents(parts, leave).then((children) => {
      fill(place, children);
      place.hidden = false;
      place.scrollTop = 0;
      return parts.ready.then(takeFocus);
    }, reportError);
  }

  function takeFocus(): void {
    if (place.hidden) return;
    for (const part of covered) part.inert = true;
    if (!place.contains(document.activeElement)) place.querySelector<HTMLElement>(".start-title")?.focus();
  }

  place.addEventListener("keydown", (event) => {
    if (!place.hidden) onEscape(close)(event);
  });
  // What opens a workbook by another way, such as a file that is dropped, leads there.
  let shown = session.state.id;
  session.watch(({ id, notice }) => {
    if (id !== shown || notice?.kind === "question") close();
    shown = id;
  });
  // What it covers cannot be clicked then: the pane led there, and its user wants to see it.
  parts.onShown(() => {
    if (!place.hidden && covered.some((part) => part.inert)) close();
  });
  return { open };
}

type Leave = (step: () => Promise<void> | void) => void;

async function contents(parts: StartParts, leave: Leave): Promise<readonly Child[]> {
  const { session, offers, remarks } = parts;
  const close = element("button", { type: "button", class: "start-close", "aria-label": "Close the start page" }, "×", {
    click: () => leave(() => undefined),
  });
  return [
    element("header", { class: "start-head" }, [
      element("h2", { tabindex: -1, class: "start-title" }, "What do you want to work out?"),
      close,
      element(
        "p",
        {},
        "Take a model and put your own numbers into its yellow cells: everything else follows. Nothing leaves this computer.",
      ),
    ]),
    ...(remarks.has(TOUR_SEEN) ? [] : [tourOffer(parts, leave)]),
    ...(offers.length === 0
      ? []
      : [
          section(
            "Models",
            offers.map((offer) => offerCard(offer, () => leave(() => begin(session, offer)))),
          ),
        ]),
    section("Or begin with", [
      plainCard("Blank workbook", "One empty sheet with all INFER functions.", () => leave(() => session.createNew())),
      plainCard("First sheet", "A workload, its bill, the break-even and models side by side.", () =>
        leave(() => session.startAfresh()),
      ),
      plainCard("Open a file …", "An Excel workbook (.xlsx) from this computer.", () =>
        leave(() => parts.chooseFile()),
      ),
    ]),
    ...recent(await kept(session), session, leave),
  ];
}

function begin(session: WorkbookSession, offer: Offer): Promise<void> {
  const { model, advice } = offer.begin();
  return session.createFrom(offer.name, model, advice);
}

function section(title: string, cards: readonly HTMLElement[]): HTMLElement {
  const id = `start-${title.toLowerCase().replaceAll(" ", "-")}`;
  return element("section", { "aria-labelledby": id }, [
    element("h3", { id }, title),
    element(
      "ul",
      { class: "start-cards" },
      cards.map((card) => element("li", {}, [card])),
    ),
  ]);
}

function offerCard({ name, promise }: Offer, act: () => void): HTMLElement {
  return plainCard(name, promise, act, "start-card model");
}

function plainCard(name: string, text: string, act: () => void, look = "start-card"): HTMLElement {
  return element(
    "button",
    { type: "button", class: look },
    [element("span", { class: "start-name" }, name), element("span", { class: "start-promise" }, text)],
    { click: act },
  );
}

function tourOffer({ remarks, startTour }: StartParts, leave: Leave): HTMLElement {
  const box = element("div", { class: "start-tour" });
  const skip = () => {
    remarks.note(TOUR_SEEN);
    box.remove();
  };
  fill(box, [
    element("p", {}, "New here? A tour of one minute shows where things are."),
    element("button", { type: "button", class: "bar-button main" }, "Take the tour", { click: () => leave(startTour) }),
    element("button", { type: "button", class: "bar-button" }, "Skip", { click: skip }),
  ]);
  return box;
}

function recent(entries: readonly KeptEntry[], session: WorkbookSession, leave: Leave): readonly HTMLElement[] {
  if (entries.length === 0) return [];
  const cards = entries
    .slice(0, MOST_RECENT)
    .map(({ id, name, changedAt }) =>
      plainCard(name, `Last changed ${momentText(changedAt, Date.now())}`, () => leave(() => session.switchTo(id))),
    );
  return [section("Continue", cards)];
}

async function kept(session: WorkbookSession): Promise<readonly KeptEntry[]> {
  try {
    return await session.list();
  } catch (thrown) {
    if (!(thrown instanceof StorageRefusal)) throw thrown;
    return [];
  }
}
