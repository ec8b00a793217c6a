import { element } from "../../taskpane/dom";
import type { Keeping } from "../keeping/keeper";
import type { SessionState } from "../keeping/progress";
import type { WorkbookSession } from "../keeping/session";
import { bytesOf, openOnDrop } from "./files-in";
import { keptList } from "./kept-list";
import { clockText } from "./moments";
import { noticeStrip } from "./notice-strip";

interface BarPlaces {
  readonly bar: HTMLElement;
  readonly notice: HTMLElement;
  /** What a dragged file may be dropped on. */
  readonly page: HTMLElement;
}

/** What the bar leads to beside the session's own steps. */
interface BarSteps {
  showStart(): void;
  print(): void;
}

/** The bar above the grid: the workbook's name, those kept beside it, New, Open, Save, and whether it is kept. */
export function mountWorkbookBar(
  { bar, notice, page }: BarPlaces,
  session: WorkbookSession,
  { showStart, print }: BarSteps,
): { chooseFile(): void } {
  const act = (step: () => Promise<void>) => () => void step().catch(reportError);
  const chooser = element("input", {
    type: "file",
    accept: ".xlsx,.xlsm",
    hidden: true,
    "aria-label": "Workbook to open",
  });
  const open = (name: string, read: () => Promise<Uint8Array>) => session.openFile(name, read);
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file !== undefined) open(file.name, () => bytesOf(file)).catch(reportError);
    // The same file may be chosen again.
    chooser.value = "";
  });
  const name = nameInput(session);
  const buttons = [
    barButton("New", showStart, "Models, a blank workbook, kept workbooks"),
    barButton("Open…", () => chooser.click()),
    barButton(
      "Save",
      act(() => session.save()),
      "Save as an .xlsx file",
    ),
    barButton(
      "Share",
      act(() => session.share()),
      "Send as an .xlsx file",
    ),
    barButton("Print", print, "Print the sheet in sight"),
  ];
  const keeping = element("span", { class: "bar-keeping" });
  bar.replaceChildren(name, ...keptList(session), ...buttons, chooser, keeping);
  openOnDrop(page, open);
  saveByKey(act(() => session.save()));

  const showNotice = noticeStrip(notice, () => session.dismiss());
  session.watch((state) => {
    showName(name, state);
    keeping.textContent = keepingText(state.keeping);
    keeping.classList.toggle("is-failed", state.keeping.state === "failed");
    showNotice(state.notice, state.busy);
    document.title = `${state.name} – INFER workbench`;
  });
  return { chooseFile: () => chooser.click() };
}

function barButton(label: string, act: () => void, title?: string): HTMLButtonElement {
  return element("button", { type: "button", class: "bar-button", title }, label, { click: act });
}

function nameInput(session: WorkbookSession): HTMLInputElement {
  const input = element("input", {
    type: "text",
    class: "bar-name",
    "aria-label": "Name of the workbook",
    maxlength: 100,
    spellcheck: "false",
  });
  input.addEventListener("change", () => void session.rename(input.value).catch(reportError));
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") input.value = session.state.name;
    if (key === "Enter" || key === "Escape") input.blur();
  });
  return input;
}

/** What is being typed stays. */
function showName(input: HTMLInputElement, { name }: SessionState): void {
  if (document.activeElement !== input) input.value = name;
}

function keepingText(keeping: Keeping): string {
  switch (keeping.state) {
    case "untouched":
      return "";
    case "waiting":
      return "Keeping …";
    case "kept":
      return `Kept in this browser, ${clockText(keeping.at)}`;
    case "failed":
      return "Not kept";
  }
}

function saveByKey(save: () => void): void {
  window.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s")
        return;
      event.preventDefault();
      event.stopPropagation();
      save();
    },
    { capture: true },
  );
}
