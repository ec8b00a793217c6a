import { FileRefusal } from "../../files";
import type { Clock, Keeping } from "./keeper";
import type { Answer, Notice } from "./notice";
import { StorageRefusal } from "./store";

export interface SessionState {
  readonly id: string;
  readonly name: string;
  readonly keeping: Keeping;
  /** What is being done, such as "Opening Budget.xlsx". */
  readonly busy?: string | undefined;
  readonly notice?: Notice | undefined;
}

interface ProgressParts {
  readonly clock: Pick<Clock, "breathe">;
  /** Notes a fault of ours. */
  report(thrown: unknown): void;
}

/** The state of the open workbook as the page shows it, its notices, and its steps one after the other. */
export class Progress {
  private readonly listeners: ((state: SessionState) => void)[] = [];
  private steps: Promise<void> = Promise.resolve();

  constructor(
    private current: SessionState,
    private readonly parts: ProgressParts,
  ) {}

  get state(): SessionState {
    return this.current;
  }

  watch(listener: (state: SessionState) => void): void {
    this.listeners.push(listener);
    listener(this.current);
  }

  /** One step after the other: what is asked for meanwhile waits. */
  during(busy: string, step: () => Promise<void>, failing = "Nothing has changed."): Promise<void> {
    this.steps = this.steps.then(() => this.take(busy, step, failing));
    return this.steps;
  }

  private async take(busy: string, step: () => Promise<void>, failing: string): Promise<void> {
    this.change({ busy, notice: undefined });
    try {
      await this.parts.clock.breathe();
      await step();
    } catch (thrown) {
      const isRefusal = thrown instanceof FileRefusal || thrown instanceof StorageRefusal;
      if (!isRefusal) this.parts.report(thrown);
      const because = isRefusal ? thrown.message : "This is a fault in INFER, not in your workbook. Please report it.";
      this.tell("problem", `${failing} ${because}`);
    } finally {
      this.change({ busy: undefined });
    }
  }

  ask(text: string, answers: readonly Answer[], items: readonly string[] = []): void {
    const cancel = { label: "Cancel", act: () => this.dismiss() };
    this.change({ notice: { kind: "question", text, items, answers: [...answers, cancel] } });
  }

  tell(kind: "done" | "problem", text: string, answers: readonly Answer[] = []): void {
    this.change({ notice: { kind, text, answers } });
  }

  change(part: Partial<SessionState>): void {
    this.current = { ...this.current, ...part };
    for (const listener of this.listeners) listener(this.current);
  }

  dismiss(): void {
    this.change({ notice: undefined });
  }
}
