import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { completed, missingOptional, platformOf } from "../../scripts/complete-lockfile.mjs";
import { ROOT } from "../../scripts/project.mjs";

const read = (name: string) => JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));

describe("package-lock.json", () => {
  it("has the packages of every platform, so that npm ci works on each", () => {
    expect(missingOptional(read("package-lock.json").packages)).toEqual([]);
  });

  it("pins exactly what package.json asks for", () => {
    const { devDependencies, dependencies = {} } = read("package.json");
    const { packages } = read("package-lock.json");
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it("names no address of a registry", () => {
    expect(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).not.toContain('"resolved"');
  });
});

describe("completing a lockfile", () => {
  const packages = {
    "": {},
    "node_modules/tool": {
      version: "1.2.3",
      dev: true,
      license: "MIT",
      optionalDependencies: { "@tool/linux-x64-gnu": "1.2.3", "@tool/win32-x64-msvc": "1.2.3" },
    },
    "node_modules/tool/node_modules/@tool/linux-x64-gnu": { version: "1.2.3" },
  };

  it("adds what is missing and finds what is nested", () => {
    expect(completed(packages)).toEqual({
      ...packages,
      "node_modules/@tool/win32-x64-msvc": {
        version: "1.2.3",
        cpu: ["x64"],
        dev: true,
        license: "MIT",
        optional: true,
        os: ["win32"],
      },
    });
  });

  it.each([
    ["@oxc/binding-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
    ["@biome/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@oxc/binding-win32-arm64-msvc", { os: ["win32"], cpu: ["arm64"] }],
    ["@biome/cli-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ])("reads the platform from the name %s", (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });

  it("refuses a name without a platform", () => {
    expect(() => platformOf("@tool/extras")).toThrow("does not name its platform");
  });
});
