import type { Univer } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { download, share } from "./bar/files-out";
import { momentText } from "./bar/moments";
import { modelOfPlan } from "./document/plain-model";
import { FIRST_SHEET } from "./first-sheet";
import type { Grid } from "./grid";
import { BrowserClaims, BrowserMemory, openBrowserStore } from "./keeping/browser-store";
import type { Clock } from "./keeping/keeper";
import { WorkbookSession } from "./keeping/session";
import { chooseStart, insteadOf, type Start, type StartParts } from "./keeping/start";
import { noStore, StorageRefusal, type WorkbookStore } from "./keeping/store";
import { type OpenWorkbook, openWorkbook } from "./open-workbook";

/** Long enough for a frame to be painted, also where a hidden page paints none. */
const BREATH_MS = 50;

const clock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  breathe: () => new Promise((resolve) => setTimeout(resolve, BREATH_MS)),
};

const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");

async function browserStore(): Promise<WorkbookStore> {
  try {
    return await openBrowserStore();
  } catch (thrown) {
    if (thrown instanceof StorageRefusal) return noStore(thrown);
    throw thrown;
  }
}

export interface StartedWorkbooks {
  readonly grid: Grid;
  readonly session: WorkbookSession;
  /** Nothing is kept here yet, and nothing went wrong. */
  readonly isFirstVisit: boolean;
  /** Resolves when the workbook shows the results of all its formulas for the first time. */
  readonly calculated: Promise<void>;
}

/** Opens the workbook that this window starts with and keeps from then on what is changed. */
export async function startWorkbooks(univer: Univer, api: FUniver): Promise<StartedWorkbooks> {
  const firstModel = modelOfPlan(FIRST_SHEET);
  const parts = {
    store: await browserStore(),
    claims: new BrowserClaims(),
    memory: new BrowserMemory(),
    firstModel,
    newId,
  };
  const { start, grid, calculated } = await opened(univer, api, await chooseStart(parts), parts);
  const timeText = (ms: number) => momentText(ms, clock.now());
  const session = new WorkbookSession(
    { ...parts, desk: grid, clock, timeText, download, share, report: reportError },
    start,
  );
  keepBeforeClosing(session);
  const isFirstVisit = !start.isKept && start.because === undefined;
  return { grid, session, isFirstVisit, calculated: calculated.then(() => session.started()) };
}

/** A kept workbook that cannot be shown must not keep its user from all others. */
async function opened(
  univer: Univer,
  api: FUniver,
  start: Start,
  parts: StartParts,
): Promise<OpenWorkbook & { start: Start }> {
  try {
    return { ...openWorkbook(univer, api, start.model), start };
  } catch (thrown) {
    if (!start.isKept) throw thrown;
    reportError(thrown);
    const instead = await insteadOf(start, parts);
    return { ...openWorkbook(univer, api, instead.model), start: instead };
  }
}

/** The last change may be less than a moment old when the page goes. */
function keepBeforeClosing(session: WorkbookSession): void {
  const keep = () => void session.keep().catch(reportError);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  window.addEventListener("pagehide", keep);
  window.addEventListener("beforeunload", (event) => {
    keep();
    if (session.state.keeping.state === "failed") event.preventDefault();
  });
}
