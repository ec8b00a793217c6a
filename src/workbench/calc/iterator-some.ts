/**
 * Univer calls `some` on iterators, which Node 20 does not have yet (it came with Node 22 and 2024's browsers).
 * Imported for its effect, before anything of Univer runs.
 */
interface IteratorPrototype {
  some?: (this: Iterable<unknown>, predicate: (value: unknown) => unknown) => boolean;
}

const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as IteratorPrototype;

if (prototype.some === undefined) {
  Object.defineProperty(prototype, "some", {
    configurable: true,
    writable: true,
    value(this: Iterable<unknown>, predicate: (value: unknown) => unknown): boolean {
      for (const value of this) if (predicate(value)) return true;
      return false;
    },
  });
}
