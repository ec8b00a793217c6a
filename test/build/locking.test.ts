import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../scripts/fingerprint.mjs";
import { CACHE, ROOT, withLock } from "../../scripts/project.mjs";

describe("the fingerprint of a build", () => {
  const place = `.cache/fingerprint-test-${process.pid}`;
  const file = path.join(ROOT, place, "a.ts");
  const of = () => fingerprint(`test-${process.pid}`, [place]);

  it("follows contents and names, not times", () => {
    mkdirSync(path.dirname(file), { recursive: true });
    try {
      writeFileSync(file, "one");
      const first = of();
      utimesSync(file, 1, 1);
      expect(of()).toBe(first);
      writeFileSync(file, "two");
      const second = of();
      expect(second).not.toBe(first);
      writeFileSync(path.join(ROOT, place, "b.ts"), "");
      expect(of()).not.toBe(second);
    } finally {
      rmSync(path.dirname(file), { recursive: true, force: true });
      rmSync(path.join(CACHE, `fingerprint-test-${process.pid}.json`), { force: true });
    }
  });
});

describe("a lock", () => {
  const name = `test-${process.pid}`;

  it("lets one piece of work run at a time, also after a failure", async () => {
    const order: string[] = [];
    const work = (label: string) =>
      withLock(name, async () => {
        order.push(`${label} begins`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${label} ends`);
        throw new Error(label);
      });
    const outcomes = await Promise.allSettled([work("one"), work("two")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(order[1]?.split(" ")[0]).toBe(order[0]?.split(" ")[0]);
    expect(order).toHaveLength(4);
    expect(existsSync(path.join(CACHE, `${name}.lock`))).toBe(false);
  });

  it("is taken over from a process that no longer runs", async () => {
    const folder = path.join(CACHE, `${name}.lock`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "owner.json"), JSON.stringify({ pid: 2 ** 30 }));
    expect(await withLock(name, () => Promise.resolve("done"))).toBe("done");
  });
});
