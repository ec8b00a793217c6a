import type { Change, PaneState } from "./model";

type Listener = (state: PaneState, before: PaneState) => void;

/** Holds the state and tells the views when it changes. */
export class Store {
  private readonly listeners: Listener[] = [];

  constructor(private current: PaneState) {}

  get state(): PaneState {
    return this.current;
  }

  change(change: Change): void {
    const before = this.current;
    this.current = change(before);
    if (this.current === before) return;
    for (const listener of this.listeners) listener(this.current, before);
  }

  watch(listener: Listener): void {
    this.listeners.push(listener);
  }
}
