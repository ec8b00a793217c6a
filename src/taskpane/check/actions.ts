import { type Area, Refusal, type Replacement, referenceOf } from "../../host/port";
import { type Pane, perform } from "../actions";
import type { Store } from "../store";
import type { Finding } from "./findings";
import { type Scan, scanWorkbook } from "./scan";
import { type CheckState, leave, showPage, showTrace } from "./state";
import { traceCell } from "./trace";

const counted = (count: number, noun: string) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** What a user does in the tab Check. */
export class CheckActions {
  constructor(
    private readonly pane: Pane,
    readonly store: Store<CheckState>,
  ) {}

  scan(): Promise<void> {
    return perform(this.pane, async () => {
      try {
        this.store.change(showPage({ kind: "scan", scan: await this.scanned() }));
      } catch (error) {
        this.store.change(leave);
        throw error;
      }
      return "Checked.";
    });
  }

  goTo(cell: Area): Promise<void> {
    return perform(this.pane, async () => {
      await this.pane.port.select(cell);
      return `Selected ${referenceOf(cell)}.`;
    });
  }

  /** Writes formulas anew: as they are, so that they find their function, or as a finding says they should be. */
  fix(findings: readonly Finding[]): Promise<void> {
    return perform(this.pane, async () => {
      const changes = findings.flatMap(({ cell, fix }): Replacement[] => {
        if (cell === undefined || fix === undefined) return [];
        return [{ area: cell, expected: [[{ formula: fix.before }]], cells: [[{ formula: fix.after }]] }];
      });
      await this.pane.port.replace(changes);
      this.store.change(showPage({ kind: "scan", scan: await this.scanned() }));
      return `${counted(changes.length, "formula")} written anew.`;
    });
  }

  /** Copies of the sheets that hold our formulas, as values; the sheets themselves stay. */
  freeze(): Promise<void> {
    const { port } = this.pane;
    const copy = async (): Promise<string> => {
      const { sheets } = await scanWorkbook(
        port,
        this.watcher(() => undefined),
      );
      if (sheets.length === 0) throw new Refusal("The workbook holds no INFER formula, so there is nothing to freeze.");
      const names = await port.freeNames({ sheets: sheets.map((sheet) => `${sheet.slice(0, 22)} (values)`) });
      await port.copyAsValues(sheets.map((sheet, index) => ({ sheet, name: names.sheets[index] ?? sheet })));
      const made = names.sheets.map((name) => `"${name}"`).join(", ");
      return `${counted(sheets.length, "sheet")} copied as values: ${made}. The originals are as they were.`;
    };
    return perform(this.pane, copy, "Copying the sheets");
  }

  traceSelection(): Promise<void> {
    return perform(this.pane, async () => {
      await this.showTraceOf({ ...(await this.pane.port.selection()), rows: 1, cols: 1 }, []);
      return "";
    });
  }

  /** On to a cell that the one in sight reads. */
  follow(cell: Area): Promise<void> {
    return perform(this.pane, async () => {
      const { page, trail } = this.store.state;
      await this.pane.port.select(cell);
      await this.showTraceOf(cell, page.kind === "trace" ? [...trail, page.trace.cell] : []);
      return "";
    });
  }

  /** Back by one cell, or out of the page. */
  back(): Promise<void> | undefined {
    const { page, trail } = this.store.state;
    const before = trail.at(-1);
    if (page.kind !== "trace" || before === undefined) {
      this.store.change(leave);
      return undefined;
    }
    return perform(this.pane, async () => {
      await this.pane.port.select(before);
      await this.showTraceOf(before, trail.slice(0, -1));
      return "";
    });
  }

  private async showTraceOf(cell: Area, trail: readonly Area[]): Promise<void> {
    this.store.change(showTrace(await traceCell(this.pane.port, cell), trail));
  }

  private scanned(): Promise<Scan> {
    return scanWorkbook(
      this.pane.port,
      this.watcher((progress) => this.store.change(showPage({ kind: "scanning", progress }))),
    );
  }

  private watcher(onProgress: (progress: { readonly done: number; readonly all: number }) => void) {
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    return { onProgress, pause, now: () => performance.now() };
  }
}
