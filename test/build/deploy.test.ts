import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deployAddress, deployedManifest } from "../../scripts/deploy/address.mjs";
import { checksums, filesBelow } from "../../scripts/deploy/finish.mjs";
import { manifestFaults } from "../../scripts/manifest-rules.mjs";
import { ROOT } from "../../scripts/project.mjs";
import { BUDGETS, measure } from "../../scripts/sizes.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "infer-deploy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the address of a deployment", () => {
  it.each([
    ["a host alone", "https://addins.example.com", "https://addins.example.com", "/"],
    ["a slash at the end", "https://addins.example.com/infer/", "https://addins.example.com/infer", "/infer/"],
    ["a path of two folders", "https://example.com/apps/infer", "https://example.com/apps/infer", "/apps/infer/"],
    ["a port", "https://localhost:8443/infer", "https://localhost:8443/infer", "/infer/"],
    ["capitals in the host", "https://Example.COM/Infer", "https://example.com/Infer", "/Infer/"],
    ["a space in a folder", "https://example.com/add ins", "https://example.com/add%20ins", "/add%20ins/"],
  ])("may be %s", (_what, text, base, prefix) => {
    expect(deployAddress(text)).toMatchObject({ base, prefix });
  });

  it.each([
    [
      "plain http",
      "http://example.com/infer",
      "must begin with https://, because Office loads add-ins over https only",
    ],
    ["a host without scheme", "example.com/infer", "must be the https address"],
    ["nothing", "", "must be the https address"],
    ["a file", "https://example.com/infer/taskpane.html", "must name the folder, not a file in it"],
    ["a query", "https://example.com/infer?v=2", "without ? or #"],
    ["a password", "https://me:secret@example.com/infer", "must not hold a name or password"],
  ])("must not be %s", (_what, text, words) => {
    expect(() => deployAddress(text)).toThrow(words);
    expect(() => deployAddress(text)).toThrow(`you gave ${text}`);
  });
});

describe("the manifest of a deployment", () => {
  const xml = readFileSync(path.join(ROOT, "manifest.xml"), "utf8");
  const { version: packageVersion } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

  it.each(["https://addins.example.com", "https://example.com/a&b/infer"])("names %s and nothing else", (url) => {
    const address = deployAddress(url);
    const made = deployedManifest(xml, address);
    expect(made).not.toContain("localhost");
    expect(made).toContain(`<AppDomain>${address.origin}</AppDomain>`);
    const asked: string[] = [];
    const exists = (file: string): boolean => asked.push(file) > 0;
    expect(manifestFaults(made, { exists, packageVersion })).toEqual([]);
    expect(asked.every((file) => `/${file}`.startsWith(address.prefix))).toBe(true);
    expect(asked).toContain(`${address.prefix}functions.js`.slice(1));
  });
});

describe("the files of a deployment", () => {
  beforeEach(() => {
    mkdirSync(path.join(folder, "assets"));
    writeFileSync(path.join(folder, "functions.0123456789ab.js"), "a".repeat(5000));
    writeFileSync(path.join(folder, "assets", "icon.png"), "b");
    writeFileSync(path.join(folder, "SHA256SUMS"), "of an earlier build");
  });

  it("are listed with forward slashes, in one order everywhere", () => {
    expect(filesBelow(folder)).toEqual(["SHA256SUMS", "assets/icon.png", "functions.0123456789ab.js"]);
  });

  it("have checksums in the form of sha256sum, the list itself left out", () => {
    const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
    expect(checksums(folder)).toBe(
      `${hash("b")}  assets/icon.png\n${hash("a".repeat(5000))}  functions.0123456789ab.js\n`,
    );
  });

  it("are weighed by their names without the hash", () => {
    const [functions] = measure(folder, BUDGETS.slice(0, 1));
    expect(functions?.bytes).toBeGreaterThan(10);
    expect(functions?.bytes).toBeLessThan(5000);
  });
});

describe("npm run build", () => {
  const build = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, "scripts", "build.mjs"), ...args], {
      encoding: "utf8",
      env: { ...process.env, INIT_CWD: folder },
    });
    return { status, stderr };
  };

  it("refuses a host that Office would refuse, before it builds", () => {
    const { status, stderr } = build("--url", "http://example.com");
    expect(status).toBe(1);
    expect(stderr).toBe(
      "--url must begin with https://, because Office loads add-ins over https only; you gave http://example.com. Example: --url https://addins.example.com/infer\n",
    );
  });

  it("refuses an option it does not know, and says which there are", () => {
    expect(build("--host", "x").stderr).toContain("Usage: npm run build -- [--url https://host/path]");
  });

  it("never replaces a folder that is not a build", () => {
    writeFileSync(path.join(folder, "budget.xlsx"), "mine");
    expect(build("--out", ".").stderr).toContain("--out must name a new or empty folder or an earlier build");
    expect(readFileSync(path.join(folder, "budget.xlsx"), "utf8")).toBe("mine");
  });
});
