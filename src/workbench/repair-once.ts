const done = new WeakSet<() => void>();

/** Univer's classes are shared by all workbooks of a page or program: what repairs one of them is done once. */
export function repairOnce(repair: () => void): void {
  if (done.has(repair)) return;
  done.add(repair);
  repair();
}
