import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { finishedMetadata, registrationFaults } from "../../scripts/functions-metadata-plugin.mjs";
import { isPermissive, notices } from "../../scripts/notices.mjs";
import { missingPackages, ROOT } from "../../scripts/project.mjs";
import { measure } from "../../scripts/sizes.mjs";
import { counted } from "../../scripts/test.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "infer-checks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("functions.json", () => {
  it("lets errors in input cells reach the functions", () => {
    expect(finishedMetadata('{"functions":[]}')).toEqual({ allowErrorForDataTypeAny: true, functions: [] });
  });

  it.each([
    ["a function without an id", ["COST"], 'x.associate("COST",a),x.associate("RENT",b)', "RENT is associated but not"],
    ["an id without a function", ["COST", "RENT"], 'x.associate("COST",a)', "RENT is declared but no function"],
    ["an id declared twice", ["COST", "COST"], 'x.associate("COST",a)', "COST is declared twice"],
    ["an id associated twice", ["COST"], 'x.associate("COST",a);x.associate("COST",b)', "COST is associated twice"],
  ])("is refused with %s", (_what, ids, bundle, words) => {
    expect(registrationFaults(ids, bundle).join("\n")).toContain(words);
  });

  it("is in order when every id has one function", () => {
    expect(registrationFaults(["COST", "A.B1"], 'x.associate("COST",a);x.associate( "A.B1", b)')).toEqual([]);
  });
});

describe("the third-party notices", () => {
  it.each(["MIT", "Apache-2.0", "(MIT OR GPL-3.0-only)", "MIT AND ISC", "BSD-3-Clause"])("accept %s", (licence) => {
    expect(isPermissive(licence)).toBe(true);
  });

  it.each(["GPL-3.0-only", "MIT AND GPL-3.0-only", "LGPL-3.0", "UNLICENSED", "SEE LICENSE IN FILE", ""])(
    "refuse %s",
    (licence) => {
      expect(isPermissive(licence)).toBe(false);
    },
  );

  it("give name, version, licence and text of a bundled package", () => {
    const text = notices([path.join(ROOT, "node_modules", "fast-check")]);
    expect(text).toMatch(/fast-check \d+\.\d+\.\d+\nMIT\n/);
    expect(text).toContain("Permission is hereby granted");
  });

  it("refuse a package the lockfile does not know", () => {
    writeFileSync(path.join(folder, "package.json"), "{}");
    expect(() => notices([folder])).toThrow("not in package-lock.json");
  });
});

describe("the size budget", () => {
  const budget = (limit: number) => [{ name: "all", files: ["a.js", "b.js"], limit }];

  it("adds the files after gzip", () => {
    writeFileSync(path.join(folder, "a.js"), "x".repeat(100_000));
    const [alone] = measure(folder, budget(1000));
    writeFileSync(path.join(folder, "b.js"), "y".repeat(100_000));
    const [both] = measure(folder, budget(1000));
    expect(alone?.bytes).toBeLessThan(1000);
    expect(both?.bytes).toBeGreaterThan(alone?.bytes ?? Number.POSITIVE_INFINITY);
  });

  it("fails when there is nothing to weigh", () => {
    expect(() => measure(folder, budget(1000))).toThrow("is missing");
  });
});

describe("adding up a suite", () => {
  const report = (
    passed: number,
    failed: number,
    testResults: { status: string; assertionResults: { status: string }[] }[] = [],
  ) => ({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 2, numTodoTests: 1, testResults }) as const;

  it.each([
    ["all well", report(5, 0), 0, { passed: 5, failed: 0, skipped: 3 }],
    [
      "two failures",
      report(5, 2, [{ status: "failed", assertionResults: [{ status: "failed" }] }]),
      1,
      { passed: 5, failed: 2, skipped: 3 },
    ],
    [
      "a file that does not load",
      report(5, 0, [{ status: "failed", assertionResults: [] }]),
      1,
      { passed: 5, failed: 1, skipped: 3 },
    ],
    ["an error outside the tests", report(5, 0), 1, { passed: 5, failed: 1, skipped: 3 }],
    ["no test at all", report(0, 0), 0, { passed: 0, failed: 1, skipped: 3 }],
    ["no report", undefined, 0, { passed: 0, failed: 1, skipped: 0 }],
  ])("counts %s", (_what, given, code, expected) => {
    expect(counted(given as never, code)).toEqual(expected);
  });
});

describe("whether packages have to be installed", () => {
  const lock = (version: string, place = "node_modules/a", more = {}) =>
    JSON.stringify({ packages: { "": {}, [place]: { version, ...more } } });
  const installed = async (text: string): Promise<void> => {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "node_modules", ".package-lock.json"), text);
  };

  it("yes on a fresh clone", () => {
    writeFileSync(path.join(folder, "package-lock.json"), lock("1.0.0"));
    expect(missingPackages(folder)).toBe("node_modules is missing");
  });

  it("yes when the lockfile names another version", async () => {
    writeFileSync(path.join(folder, "package-lock.json"), lock("1.0.1"));
    await installed(lock("1.0.0"));
    expect(missingPackages(folder)).toBe("node_modules/a is not at version 1.0.1");
  });

  it("no when every version is the lockfile's, whatever the files' times", async () => {
    await installed(lock("1.0.0"));
    writeFileSync(path.join(folder, "package-lock.json"), lock("1.0.0"));
    expect(missingPackages(folder)).toBeUndefined();
  });

  it("no for packages of another platform", async () => {
    await installed(lock("1.0.0"));
    writeFileSync(path.join(folder, "package-lock.json"), lock("1.0.0", "node_modules/win", { optional: true }));
    expect(missingPackages(folder)).toBeUndefined();
  });
});
