/**
 * A stand-in for Excel's object model that demands what Excel demands: nothing can be read before it is loaded and
 * synced, nothing happens before a sync, and what a sync refuses leaves the rest of its queue undone.
 */

import { type Book, ExcelError } from "../excelModel";

export type Find<M> = () => M | undefined;

interface Shape<M> {
  /** Readable after load and sync. */
  readonly loadable?: Readonly<Record<string, (found: M) => unknown>>;
  /** Assignments, done at the next sync. */
  readonly settable?: Readonly<Record<string, (found: M, value: unknown) => void>>;
  /** Calls, done at the next sync. */
  readonly calls?: Readonly<Record<string, (found: M, ...args: unknown[]) => void>>;
  /** Methods that give another object at once. */
  readonly makes?: Readonly<Record<string, (find: Find<M>, ...args: unknown[]) => object>>;
  readonly children?: Readonly<Record<string, (find: Find<M>) => object>>;
}

export class StandInContext {
  private queue: (() => void)[] = [];

  constructor(readonly book: Book) {}

  later(step: () => void): void {
    this.queue.push(step);
  }

  async sync(): Promise<void> {
    this.book.syncs++;
    const steps = this.queue;
    this.queue = [];
    await Promise.resolve();
    for (const step of steps) step();
  }

  /** A proxy of what `find` finds when the queue gets there; if it finds nothing, a null object. */
  object<M>(find: Find<M>, { loadable = {}, settable = {}, calls = {}, makes = {}, children = {} }: Shape<M>): object {
    const loaded = new Map<string, unknown>();
    const made = new Map<string, object>();
    let found: M | undefined;
    this.later(() => {
      found = find();
      loaded.set("isNullObject", found === undefined);
    });
    const needed = (): M => {
      if (found === undefined) throw new ExcelError("ItemNotFound");
      return found;
    };
    const child = (name: string): object | undefined => {
      const make = children[name];
      if (make !== undefined && !made.has(name))
        made.set(
          name,
          make(() => found),
        );
      return made.get(name);
    };
    const load = (names: string): void => {
      for (const path of names.split(",")) {
        const [own = "", below] = path.split(/\/(.*)/);
        const of = loadable[own];
        if (of !== undefined) this.later(() => found !== undefined && loaded.set(own, of(found)));
        else if (below !== undefined) (child(own) as { load(names: string): void }).load(below);
        else throw new ExcelError(`InvalidArgument: ${own}`);
      }
    };
    const read = (name: string): unknown => {
      if (name === "load") return load;
      if (name === "context") return this;
      const call = calls[name];
      if (call !== undefined) return (...args: unknown[]) => this.later(() => call(needed(), ...args));
      const make = makes[name];
      if (make !== undefined) return (...args: unknown[]) => make(() => found, ...args);
      if (name in children) return child(name);
      if (!loaded.has(name)) throw new ExcelError(`PropertyNotLoaded: ${name}`);
      return loaded.get(name);
    };
    const assign = (name: string, value: unknown): boolean => {
      const set = settable[name];
      if (set === undefined) throw new ExcelError(`NotSettable: ${name}`);
      this.later(() => set(needed(), value));
      return true;
    };
    return new Proxy(
      {},
      { get: (_target, name) => read(String(name)), set: (_target, name, v) => assign(String(name), v) },
    );
  }
}

/** What the queue makes once, whoever asks first. */
export function once<T>(context: StandInContext, make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  context.later(get);
  return get;
}

/** What is set on an object of which the tests only ask what it was set to. */
export function keeping(names: readonly string[], prefix: string) {
  const set = (name: string) => (found: { readonly settings: Map<string, unknown> }, value: unknown) =>
    found.settings.set(`${prefix}${name}`, value);
  return Object.fromEntries(names.map((name) => [name, set(name)]));
}

export function eventObject(context: StandInContext, listeners: Set<() => void>): object {
  return {
    add: (listener: () => void) => {
      context.later(() => listeners.add(listener));
      return { context, remove: () => context.later(() => listeners.delete(listener)) };
    },
  };
}
