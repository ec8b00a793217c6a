import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/browser.mjs";
import { checksums, filesBelow } from "../../scripts/deploy/finish.mjs";
import { OFFICE_CDN } from "../../scripts/office-cdn.mjs";
import { runScript } from "../../scripts/project.mjs";
import { servePages } from "../../scripts/serve.mjs";

const HOST = "https://addins.example.com";
const PLACE = "apps/infer";
const OWN_PRICE = "acme,acme-chat,1,2,2026-01-01,contract 2026,2026-01-01";

/** What Excel gives the page, as far as this test needs it: a place where the functions are registered. */
const OFFICE = "globalThis.CustomFunctions = { associate: (id, fn) => { (globalThis.given ??= {})[id] = fn; } };";

let folder: string;
let out: string;
let server: Awaited<ReturnType<typeof servePages>>;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "infer-host-"));
  out = path.join(folder, "www", PLACE);
  const own = path.join(folder, "own");
  mkdirSync(own);
  const header = "provider,model_id,input_usd_per_mtok,output_usd_per_mtok,valid_from,source,as_of";
  writeFileSync(path.join(own, "prices.csv"), `${header}\n${OWN_PRICE}\n`);
  await runScript("build.mjs", ["--url", `${HOST}/${PLACE}`, "--data", own, "--out", out]);
  server = await servePages({ dist: path.join(folder, "www"), localOffice: false });
  browser = await launchBrowser();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (name: string): string => readFileSync(path.join(out, name), "utf8");

/** Opens a page of the deployment as a browser would below its host, and notes everything that goes wrong. */
async function open(name: string): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== server.url && request.url() !== OFFICE_CDN)
      faults.push(request.url());
  });
  await page.route(OFFICE_CDN, (route) => route.fulfill({ contentType: "text/javascript", body: OFFICE }));
  await page.goto(`${server.url}/${PLACE}/${name}`);
  return { page, faults };
}

/** Calls a function as Excel does: a matrix for each argument. */
function call(page: Page, id: string, ...args: readonly (readonly (readonly string[])[])[]): Promise<unknown> {
  return page.evaluate(
    ([name, matrices]) => {
      const { given } = globalThis as unknown as { given: Record<string, (...all: unknown[]) => unknown> };
      return given[name]?.(...matrices);
    },
    [id, args] as const,
  );
}

describe("a build for a host, below a path of it", () => {
  it("has every file the manifest names, at addresses that never change", async () => {
    const addresses = [...text("manifest.xml").matchAll(/"(https:[^"]+)"/g)].map(([, address]) => address ?? "");
    expect(new Set(addresses.map((address) => new URL(address).origin))).toEqual(new Set([HOST]));
    const names = addresses.map((address) => address.replace(`${HOST}/${PLACE}/`, ""));
    expect(new Set(names)).toEqual(
      new Set(
        ["16", "32", "64", "80"]
          .map((size) => `assets/icon-${size}.png`)
          .concat("taskpane.html", "functions.js", "functions.json"),
      ),
    );
    for (const name of names) expect((await fetch(`${server.url}/${PLACE}/${name}`)).status, name).toBe(200);
  });

  it.each(["taskpane.html", "workbench.html"])(
    "%s names scripts and styles by their content only, and is strict",
    (name) => {
      const page = text(name);
      const files = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? "");
      const own = files.filter((file) => file !== OFFICE_CDN);
      expect(own.length).toBeGreaterThan(1);
      for (const file of own) {
        expect(file).toMatch(/^\w+\.[0-9a-f]{12}\.(js|css)$/);
        expect(existsSync(path.join(out, file)), file).toBe(true);
      }
      expect(page).toContain("Content-Security-Policy\" content=\"default-src 'none'");
      expect(page).not.toMatch(/script-src[^;"]*unsafe/);
    },
  );

  it("keeps a stable script beside the hashed one, the same to the byte", () => {
    const hashed = filesBelow(out).find((name) => /^functions\.[0-9a-f]{12}\.js$/.test(name)) ?? "";
    expect(text("functions.js")).toBe(text(hashed));
  });

  it("says what it weighs, and has the checksum of every file", () => {
    expect(text("SIZES.txt")).toMatch(
      /^INFER for Excel .* with 1 own rows, for https:\/\/addins\.example\.com\/apps\/infer\n/,
    );
    expect(text("SIZES.txt")).toContain("kB gzip of 250 kB: functions with data");
    expect(text("SHA256SUMS")).toBe(checksums(out));
    expect(text("SHA256SUMS").trimEnd().split("\n")).toHaveLength(filesBelow(out).length - 1);
  });

  it("calculates in the add-in's page, vocabularies loaded from below the path included", async () => {
    const { page, faults } = await open("taskpane.html");
    expect(await call(page, "GPU", [["H100"]], [["memory_gb"]])).toEqual([[80]]);
    expect(await call(page, "TOKENS", [["hello world"]], [["gpt-4o"]])).toEqual([[2]]);
    expect(faults).toEqual([]);
  });

  it("shows a company's own rows as such", async () => {
    const { page } = await open("taskpane.html");
    expect(await call(page, "PRICE", [["acme/acme-chat"]], [["output"]])).toEqual([[2]]);
    expect(await call(page, "SOURCE", [["prices"]], [["acme/acme-chat"]], [["source"]])).toEqual([
      ["own data: contract 2026"],
    ]);
    expect(await call(page, "VERSION", [["own_rows"]])).toEqual([[1]]);
  });

  it("opens the workbench, calculated", async () => {
    const { page, faults } = await open("workbench.html");
    await page.locator('#workbench[data-state="calculated"]').waitFor({ timeout: 60_000 });
    expect(faults).toEqual([]);
  });
});
