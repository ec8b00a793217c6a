import { element, fill, onEscape } from "../../taskpane/dom";
import { quoted } from "../keeping/notice";
import type { WorkbookSession } from "../keeping/session";
import { type KeptEntry, StorageRefusal } from "../keeping/store";
import { momentText } from "./moments";

const LIST_ID = "kept-workbooks";

/** The button that opens the list of kept workbooks, and the list. */
export function keptList(session: WorkbookSession): readonly [HTMLButtonElement, HTMLElement] {
  const panel = element("div", { id: LIST_ID, class: "kept", hidden: true });
  const toggle = element(
    "button",
    {
      type: "button",
      class: "bar-button list",
      "aria-expanded": "false",
      "aria-controls": LIST_ID,
      "aria-label": "Kept workbooks",
    },
    [element("span", { class: "caret", "aria-hidden": "true" })],
  );

  function show(isOpen: boolean): void {
    panel.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
  }

  function act(step: () => Promise<void>): void {
    toggle.focus();
    show(false);
    step().catch(reportError);
  }

  toggle.addEventListener("click", () => {
    if (!panel.hidden) {
      show(false);
      return;
    }
    fillPanel(panel, session, act).then(() => show(true), reportError);
  });
  const leave = onEscape(() => {
    toggle.focus();
    show(false);
  });
  const leaveIfOpen = (event: KeyboardEvent) => {
    if (!panel.hidden) leave(event);
  };
  toggle.addEventListener("keydown", leaveIfOpen);
  panel.addEventListener("keydown", leaveIfOpen);
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      const isInside = target instanceof Node && (panel.contains(target) || toggle.contains(target));
      if (!isInside) show(false);
    },
    true,
  );
  return [toggle, panel];
}

type Act = (step: () => Promise<void>) => void;

async function fillPanel(panel: HTMLElement, session: WorkbookSession, act: Act): Promise<void> {
  const first = element("button", { type: "button", class: "kept-open" }, "First sheet, afresh", {
    click: () => act(() => session.startAfresh()),
  });
  const note = "Kept in this browser alone. Save as a file what must last.";
  fill(panel, [
    element("h2", {}, "Kept workbooks"),
    await entriesOf(session, act),
    element("div", { class: "kept-row" }, [first]),
    element("p", { class: "kept-note" }, note),
  ]);
}

async function entriesOf(session: WorkbookSession, act: Act): Promise<HTMLElement> {
  try {
    const entries = await session.list();
    if (entries.length === 0)
      return element("p", { class: "kept-note" }, "None yet: what you change is kept by itself.");
    return element(
      "ul",
      {},
      entries.map((entry) => rowOf(entry, session, act)),
    );
  } catch (thrown) {
    if (!(thrown instanceof StorageRefusal)) throw thrown;
    return element("p", { class: "kept-note" }, thrown.message);
  }
}

function rowOf({ id, name, changedAt }: KeptEntry, session: WorkbookSession, act: Act): HTMLElement {
  const isOpen = id === session.state.id;
  const open = element(
    "button",
    { type: "button", class: "kept-open", "aria-current": isOpen ? "true" : undefined },
    [
      element("span", { class: "kept-name" }, name),
      element("span", { class: "kept-time" }, momentText(changedAt, Date.now())),
    ],
    { click: () => act(() => session.switchTo(id)) },
  );
  const remove = element(
    "button",
    { type: "button", class: "bar-button", "aria-label": `Delete ${quoted(name)}` },
    "Delete",
    {
      click: () => act(() => session.remove(id)),
    },
  );
  return element("li", { class: "kept-row" }, [open, remove]);
}
