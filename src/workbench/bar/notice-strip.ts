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
    if (notice === shown && busy === shownBusy) return;
    const isNew = notice !== shown;
    [shown, shownBusy] = [notice, busy];
    place.className = `notice ${notice?.kind ?? (busy === undefined ? "" : "busy")}`;
    place.setAttribute("role", notice?.kind === "problem" ? "alert" : "status");
    if (notice === undefined) fill(place, busy === undefined ? [] : [element("p", {}, `${busy} …`)]);
    else fill(place, contentOf(notice, dismiss));
    // Who asked to open a file is led to the question about it; nobody else loses the place.
    if (isNew && notice?.kind === "question") place.querySelector("button")?.focus();
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
  return [element("div", { class: "notice-text" }, [element("p", {}, text), ...list]), ...buttons, close];
}
