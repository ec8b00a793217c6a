import { element, fill, onEscape } from "../../taskpane/dom";
import type { Notice } from "../keeping/notice";

/** Shows what is being done and what came of it, in a strip above the grid that closes without an answer. */
export function noticeStrip(
  place: HTMLElement,
  dismiss: () => void,
): (notice: Notice | undefined, busy?: string) => void {
  let shown: Notice | undefined;
  let shownBusy: string | undefined;
  place.addEventListener("keydown", onEscape(dismiss));

  return (notice, busy) => {
    // A notice tells the end of what was being done.
    const text = notice === undefined ? busy : undefined;
    if (notice === shown && text === shownBusy) return;
    [shown, shownBusy] = [notice, text];
    place.className = `notice ${notice?.kind ?? (text === undefined ? "" : "busy")}`;
    place.setAttribute("role", notice?.kind === "problem" ? "alert" : "status");
    if (notice !== undefined) fill(place, contentOf(notice, dismiss));
    else fill(place, text === undefined ? [] : [element("p", {}, `${text} …`)]);
    // Who asked to open a file is led to the question about it; nobody else loses the place.
    if (notice?.kind === "question") place.querySelector("button")?.focus();
  };
}

function contentOf({ text, items = [], answers }: Notice, dismiss: () => void): HTMLElement[] {
  const list =
    items.length === 0
      ? []
      : [
          element(
            "ul",
            { tabindex: 0, "aria-label": "What is not carried" },
            items.map((item) => element("li", {}, item)),
          ),
        ];
  const buttons = answers.map(({ label, isMain, act }) =>
    element("button", { type: "button", class: isMain ? "bar-button main" : "bar-button" }, label, { click: act }),
  );
  const close = element(
    "button",
    { type: "button", class: "bar-button close", "aria-label": "Close this message" },
    "×",
    {
      click: dismiss,
    },
  );
  const told = element("div", { class: "notice-text" }, [element("p", {}, text), ...list]);
  return [told, ...(buttons.length === 0 ? [] : [element("div", { class: "notice-answers" }, buttons)]), close];
}
