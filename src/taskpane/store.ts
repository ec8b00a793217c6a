type Listener<State> = (state: State, before: State) => void;

/** Holds a state and tells the views when it changes. */
export class Store<State> {
  private readonly listeners: Listener<State>[] = [];

  constructor(private current: State) {}

  get state(): State {
    return this.current;
  }

  change(change: (state: State) => State): void {
    const before = this.current;
    this.current = change(before);
    if (this.current === before) return;
    for (const listener of this.listeners) listener(this.current, before);
  }

  watch(listener: Listener<State>): void {
    this.listeners.push(listener);
  }
}
