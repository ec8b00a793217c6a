import type { WorkbookModel } from "../../files";
import type { Clock } from "./keeper";
import type { Claims, WindowMemory, WorkbookStore } from "./store";

/** The grid, as far as opening and keeping go. */
export interface Desk {
  open(model: WorkbookModel): void;
  model(): WorkbookModel;
  recalculate(): Promise<void>;
  calculated(): Promise<void>;
  finishTyping(): Promise<void>;
  onEdit(listener: () => void): unknown;
}

export type ShareOutcome = "shared" | "dismissed" | "downloaded";

export interface SessionParts {
  readonly desk: Desk;
  readonly store: WorkbookStore;
  readonly claims: Claims;
  readonly memory: WindowMemory;
  readonly clock: Clock;
  readonly firstModel: WorkbookModel;
  newId(): string;
  /** A time in words: "today, 14:32". */
  timeText(ms: number): string;
  /** Hands a file to the user. */
  download(name: string, bytes: Uint8Array): void;
  /** Offers a file to other programs; tells what came of it. */
  share(name: string, bytes: Uint8Array): Promise<ShareOutcome>;
  /** Notes a fault of ours. */
  report(thrown: unknown): void;
}
