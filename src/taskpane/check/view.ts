import { type Area, referenceOf } from "../../host/port";
import type { Pane } from "../actions";
import { button, element, fill, onEscape } from "../dom";
import { Store } from "../store";
import type { View } from "../views/view";
import { CheckActions } from "./actions";
import { type Finding, type FindingGroup, grouped } from "./findings";
import { MOST_FORMULAS, type Scan } from "./scan";
import { CHECK_START, type CheckState } from "./state";
import { tracePage } from "./tracePage";

const counted = (count: number, noun: string) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
/** More rows of one group help nobody. */
const MOST_SHOWN = 100;

export function cellLink(cell: Area, go: (cell: Area) => Promise<void>): HTMLElement {
  return button(referenceOf(cell), "quiet", () => void go(cell), { class: "button quiet cell-link" });
}

/** The tab Check: what is wrong in the workbook, where a number comes from, copies as values. */
export function checkView(pane: Pane): View {
  const store = new Store<CheckState>(CHECK_START);
  const actions = new CheckActions(pane, store);
  const place = element("div");
  const made = element("div", { class: "check" }, [place], { keydown: onEscape(() => void actions.back()) });

  function show({ page }: CheckState, before: CheckState): void {
    if (page.kind === "scanning" && before.page.kind === "scanning") {
      const bar = place.querySelector("progress");
      if (bar) bar.value = page.progress.all === 0 ? 0 : page.progress.done / page.progress.all;
      return;
    }
    if (page.kind === "start") fill(place, [startPage(actions)]);
    else if (page.kind === "scanning") fill(place, [scanningPage()]);
    else if (page.kind === "scan") fill(place, [scanPage(actions, page.scan)]);
    else fill(place, [tracePage(actions, page.trace)]);
    made.closest(".panel")?.scrollTo(0, 0);
    if (page.kind === "start") place.querySelector<HTMLElement>("button.primary")?.focus();
    else place.querySelector<HTMLElement>("h2")?.focus();
  }

  fill(place, [startPage(actions)]);
  store.watch(show);
  return { element: made, update: () => undefined };
}

function startPage(actions: CheckActions): HTMLElement {
  const part = (words: string, label: string, look: "primary" | "plain", act: () => void) =>
    element("section", { class: "check-part" }, [element("p", {}, words), button(label, look, act)]);
  return element("div", { class: "card" }, [
    part(
      "Looks at every INFER formula: errors, percentages typed as 70, numbers stored as text, unverified rows and more.",
      "Check workbook",
      "primary",
      () => void actions.scan(),
    ),
    part(
      "Shows what the selected number rests on, down to the source of each price.",
      "Trace this number",
      "plain",
      () => {
        void actions.traceSelection();
      },
    ),
    part(
      "Copies each sheet with INFER formulas as values, for readers without INFER. The originals stay.",
      "Freeze to values (copy)",
      "plain",
      () => void actions.freeze(),
    ),
  ]);
}

function scanningPage(): HTMLElement {
  return element("div", { class: "card" }, [
    element("h2", { tabindex: -1 }, "Checking"),
    element("div", { class: "progress" }, [element("progress", { max: 1, value: 0, "aria-label": "Progress" })]),
  ]);
}

function scanPage(actions: CheckActions, { formulas, findings, isCut }: Scan): HTMLElement {
  const groups = grouped(findings);
  const said =
    findings.length === 0
      ? `${counted(formulas, "INFER formula")}, nothing to report.`
      : `${counted(formulas, "INFER formula")}, ${counted(findings.length, "finding")}.`;
  return element("article", { class: "card", "aria-label": "What was found" }, [
    button("‹ Back", "quiet", () => void actions.back(), { class: "button quiet back" }),
    element("h2", { tabindex: -1 }, findings.length === 0 ? "All in order" : "Findings"),
    element("p", { role: "status" }, said),
    isCut
      ? element("p", { class: "fault-text" }, `Only the first ${counted(MOST_FORMULAS, "formula")} were looked at.`)
      : undefined,
    ...groups.map((group) => groupPart(actions, group)),
    element("div", { class: "actions" }, [button("Check again", "plain", () => void actions.scan())]),
  ]);
}

function groupPart(actions: CheckActions, { rule, title, findings }: FindingGroup): HTMLElement {
  const fixable = findings.filter(({ fix }) => fix !== undefined);
  const label = rule === "name" ? "Fix formulas" : "Put quotes";
  const rest = findings.length - MOST_SHOWN;
  return element("section", { class: "findings", "aria-label": title }, [
    element("div", { class: "row" }, [
      element("h3", {}, `${title} (${findings.length.toLocaleString("en-US")})`),
      fixable.length > 0 ? button(label, "plain", () => void actions.fix(fixable)) : undefined,
    ]),
    element(
      "ul",
      {},
      findings.slice(0, MOST_SHOWN).map((finding) => findingItem(actions, finding)),
    ),
    rest > 0 ? element("p", { class: "note" }, `and ${rest.toLocaleString("en-US")} more`) : undefined,
  ]);
}

const SEVERITIES = { wrong: "Wrong", doubtful: "Doubtful", note: "Note" } as const;

function findingItem(actions: CheckActions, { cell, severity, text }: Finding): HTMLElement {
  const mark = { wrong: "stale", doubtful: "ageing", note: "plain" }[severity];
  return element("li", { class: "finding" }, [
    element("div", { class: "finding-head" }, [
      cell && cellLink(cell, (area) => actions.goTo(area)),
      element("span", { class: `mark ${mark}` }, SEVERITIES[severity]),
    ]),
    element("p", {}, text),
  ]);
}
