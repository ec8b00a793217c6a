import { button, element, fill } from "../dom";
import type { SimulateActions } from "./actions";
import { amount, type DriverEffect, effectsOf, failureOf, jointShare, notesOf, percent, statistic } from "./outcome";
import { histogramPicture, type Mark } from "./pictures";
import { type Finished, leaveRun, type Run, type SimulateState } from "./state";

type Running = Extract<Run, { kind: "running" }>;

export interface OutcomePage {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  update(state: SimulateState, before: SimulateState): void;
}

const MS_PER_S = 1000;
const counted = (count: number): string => count.toLocaleString("en-US", { maximumFractionDigits: 0 });

/** How far a run is and, in the end, what it gave. */
export function outcomePage(actions: SimulateActions): OutcomePage {
  const heading = element("h2", { tabindex: -1 });
  const said = element("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const progress = progressPart(actions);
  const place = element("div");
  const made = element("article", { class: "card", "aria-label": "Result of the simulation" }, [
    button("‹ Inputs", "quiet", () => actions.store.change(leaveRun), { class: "button quiet back" }),
    heading,
    said,
    progress.element,
    place,
  ]);
  function update({ run, budget }: SimulateState, before: SimulateState): void {
    if (run === before.run) return;
    progress.element.hidden = run.kind !== "running";
    if (run.kind === "running") progress.show(run);
    if (run.kind === "running" && before.run.kind === "running") {
      said.textContent = spokenProgress(run, before.run) ?? said.textContent;
      return;
    }
    heading.textContent = run.kind === "running" ? "Simulating" : run.kind === "refused" ? "Not simulated" : "Result";
    said.textContent = spokenEnd(run);
    if (run.kind === "refused") fill(place, [element("p", { class: "fault-text" }, run.message)]);
    else if (run.kind === "finished") fill(place, finishedParts(actions, run, budget));
    else fill(place, []);
  }
  return { element: made, heading, update };
}

/** Speech says every quarter, not every step. */
function spokenProgress({ progress: now }: Running, { progress: before }: Running): string | undefined {
  const quarter = ({ done, trials }: Running["progress"]) => Math.floor((4 * done) / Math.max(1, trials));
  return quarter(now) > quarter(before) ? `${25 * quarter(now)} percent done` : undefined;
}

function spokenEnd(run: Run): string {
  if (run.kind !== "finished") return "";
  const [p50, p90] = [statistic(run.result, "p50"), statistic(run.result, "p90")];
  const partial = run.result.isPartial ? "Stopped. Partial result: " : "Finished. ";
  return p50 === undefined || p90 === undefined ? partial : `${partial}P50 ${amount(p50)}, P90 ${amount(p90)}.`;
}

function progressPart(actions: SimulateActions) {
  const bar = element("progress", { max: 1, value: 0, "aria-label": "Progress" });
  const words = element("p", { class: "note" });
  const cancel = button("Cancel", "plain", () => actions.cancel(), { title: "Stop and keep what is done (Esc)" });
  const show = ({ progress, ranMs, isStopping }: Running): void => {
    const { done, trials } = progress;
    const rate = ranMs > 0 && done > 0 ? `, ${counted(done / (ranMs / MS_PER_S))} trials/s` : "";
    if (trials > 0) bar.value = done / trials;
    words.textContent = isStopping
      ? "Stopping after this part …"
      : `${counted(done)} of ${counted(trials)} trials${rate}`;
    cancel.disabled = isStopping;
  };
  return { element: element("div", { class: "progress" }, [bar, words, cancel]), show };
}

function finishedParts(
  actions: SimulateActions,
  run: Finished,
  budgetNow: string,
): readonly (HTMLElement | undefined)[] {
  const { result } = run;
  const failure = failureOf(result);
  return [
    runLine(run),
    ...(failure === undefined ? numberParts(run) : [element("p", { class: "fault-text" }, failure)]),
    element("div", { class: "actions" }, [
      element("div", { class: "buttons" }, [
        button("Insert results", "primary", () => void actions.insertResults(run), { disabled: failure !== undefined }),
        button("Live formula", "plain", () => void actions.insertLive(run), {
          title: "Insert SIMULATE over drivers in cells, which follows when they change",
        }),
        button("Run again", "plain", () => void actions.run()),
      ]),
    ]),
    ...(failure === undefined ? [statisticsTable(run), element("p", { class: "note" }, notesOf(result))] : []),
    budgetNow.trim() === "" && failure === undefined
      ? element("p", { class: "note" }, "With a budget among the inputs you get the chance to exceed it.")
      : undefined,
  ];
}

function runLine({ result, request, unit, tookMs }: Finished): HTMLElement {
  const seconds = (tookMs / MS_PER_S).toLocaleString("en-US", { maximumFractionDigits: 1 });
  const rate = counted(result.trials / (tookMs / MS_PER_S));
  const named = unit === "" ? "" : `, in ${unit}`;
  const facts = `${counted(result.trials)} trials, seed ${request.seed ?? 1}${named}; ${seconds} s, ${rate} trials/s`;
  const partial = `Partial: stopped after ${counted(result.trials)} of ${counted(request.trials ?? 0)} trials`;
  return element("p", { class: "note" }, [
    result.isPartial ? element("strong", { class: "mark ageing" }, partial) : undefined,
    `${result.isPartial ? " " : ""}${facts}`,
  ]);
}

function numberParts(run: Finished): readonly (HTMLElement | undefined)[] {
  const { result } = run;
  return [figures(run), picturePart(run), effectsTable(effectsOf(result), jointShare(result), run.unit)];
}

/** The figures that matter, large. */
function figures({ result, request, unit }: Finished): HTMLElement {
  const figure = (label: string, value: string, title: string) =>
    element("div", { class: "figure", title }, [element("dt", {}, label), element("dd", {}, value)]);
  const of = (name: string) => amount(statistic(result, name) ?? Number.NaN);
  const over = statistic(result, "p_over_budget");
  const budget = request.budget === undefined ? undefined : amount(request.budget);
  return element("dl", { class: "figures", "aria-label": unit === "" ? "Key figures" : `Key figures, ${unit}` }, [
    figure("Mean", of("mean"), `Standard error ${of("se_mean")}`),
    figure("P10", of("p10"), "One trial in ten is below"),
    figure("P50", of("p50"), "Half of the trials are below"),
    figure("P90", of("p90"), "One trial in ten is above"),
    ...(over === undefined || budget === undefined
      ? []
      : [figure(`Above ${budget}`, percent(over), "Share of the trials that exceed the budget")]),
    figure("Contingency", of("contingency_p80"), "P80 less P50: what to set aside to be safe in four cases of five"),
  ]);
}

function picturePart({ result, request, unit }: Finished): HTMLElement | undefined {
  const { histogram } = result;
  if (histogram === undefined) return undefined;
  const marks: Mark[] = ["p10", "p50", "p90"].map((name) => ({
    label: name.toUpperCase(),
    value: statistic(result, name) ?? 0,
  }));
  const { budget } = request;
  const [first, last] = [histogram[0]?.from ?? 0, histogram.at(-1)?.bin ?? 0];
  if (budget !== undefined && budget >= first && budget <= last) marks.push({ label: "budget", value: budget });
  const words = marks.map(({ label, value }) => `${label} ${amount(value)}`).join(", ");
  const p99 = statistic(result, "p99") ?? last;
  const bins = histogram.filter(({ from }) => from < Math.max(p99, budget ?? p99));
  const end = bins.at(-1)?.bin ?? last;
  const rest = 1 - (bins.at(-1)?.cumulative ?? 1);
  const beyond =
    bins.length < histogram.length
      ? `${percent(rest)} of the trials are above ${amount(end)}, up to ${amount(last)}.`
      : "";
  return element("figure", {}, [
    histogramPicture({ bins, marks, unit, summary: `${words}. ${beyond}` }),
    beyond === "" ? undefined : element("figcaption", { class: "note" }, beyond),
  ]);
}

/** What each driver explains of the spread, as bars beside their numbers. */
function effectsTable(effects: readonly DriverEffect[], joint: number | undefined, unit: string): HTMLElement {
  const rows = effects.map(({ driver, share, low, high }) => {
    const ends = low === undefined || high === undefined ? "" : `${amount(low)} to ${amount(high)}`;
    const width = Math.max(0, Math.min(1, share ?? 0)) * 100;
    const bar = element("span", { class: "share-bar", "aria-hidden": "true" });
    bar.style.width = `${width}%`;
    return element("tr", {}, [
      element("th", { scope: "row" }, [element("span", {}, driver), bar]),
      element("td", { class: "number" }, share === undefined ? "" : percent(share)),
      element("td", { class: "number" }, ends),
    ]);
  });
  const together = joint === undefined ? "" : ` Together with others: ${percent(joint)}.`;
  return element("section", {}, [
    element("h3", {}, "What drives the spread"),
    element("table", { class: "effects" }, [
      element("thead", {}, [
        element("tr", {}, [
          element("th", { scope: "col" }, "Driver"),
          element("th", { scope: "col", class: "number" }, "Share"),
          element("th", { scope: "col", class: "number" }, unit === "" ? "Result at P10, P90" : `${unit} at P10, P90`),
        ]),
      ]),
      element("tbody", {}, rows),
    ]),
    element("p", { class: "note" }, `Share of the variance each driver explains alone.${together}`),
  ]);
}

function statisticsTable({ result }: Finished): HTMLElement {
  const rows = Object.entries(result.statistics)
    .filter(([name, value]) => name !== "notes" && typeof value === "number")
    .map(([name, value]) =>
      element("tr", {}, [
        element("th", { scope: "row" }, name),
        element("td", { class: "number" }, (value as number).toLocaleString("en-US", { maximumSignificantDigits: 12 })),
      ]),
    );
  return element("details", { class: "more" }, [
    element("summary", {}, "All statistics"),
    element("table", { class: "record" }, [element("tbody", {}, rows)]),
  ]);
}
