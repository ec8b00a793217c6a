import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OFFICE_CDN } from "../../scripts/office-cdn.mjs";
import { servePages } from "../../scripts/serve.mjs";

let folder: string;
let server: Awaited<ReturnType<typeof servePages>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "infer-pages-"));
  const dist = path.join(folder, "dist");
  mkdirSync(path.join(dist, "assets"), { recursive: true });
  writeFileSync(path.join(dist, "workbench.html"), "<title>workbench</title>");
  writeFileSync(path.join(dist, "taskpane.html"), `<script src="${OFFICE_CDN}"></script>`);
  writeFileSync(path.join(dist, "functions.json"), "{}");
  writeFileSync(path.join(dist, "functions.js"), "void 0;");
  writeFileSync(path.join(dist, "assets", "icon 16.png"), "png");
  writeFileSync(path.join(dist, ".hidden"), "hidden");
  writeFileSync(path.join(folder, "secret.txt"), "secret");
  symlinkSync(path.join(folder, "secret.txt"), path.join(dist, "link.txt"));
  server = await servePages({ dist });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request whose path is sent exactly as written; fetch would tidy it. */
function ask(target: string, method = "GET"): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port: server.port, path: target, method }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        body += chunk;
      });
      const type = String(response.headers["content-type"]);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, type, body }));
    });
    request.on("error", reject);
    request.end();
  });
}

describe("the local server", () => {
  it.each([
    ["/workbench.html", "text/html; charset=utf-8"],
    ["/functions.js", "text/javascript; charset=utf-8"],
    ["/functions.json?v=1", "application/json; charset=utf-8"],
    ["/assets/icon%2016.png", "image/png"],
    ["/office/office.js", "text/javascript; charset=utf-8"],
  ])("serves %s as %s", async (target, type) => {
    expect(await ask(target)).toMatchObject({ status: 200, type });
  });

  it("opens the workbench where no page is named", async () => {
    expect((await ask("/")).body).toBe("<title>workbench</title>");
  });

  it("gives the add-in's page the installed office.js", async () => {
    expect((await ask("/taskpane.html")).body).toBe('<script src="/office/office.js"></script>');
  });

  it.each([
    ["up one folder", "/../secret.txt"],
    ["up one folder, escaped", "/%2e%2e/secret.txt"],
    ["up one folder, slash escaped", "/..%2fsecret.txt"],
    ["up one folder, the Windows way", "/..%5csecret.txt"],
    ["out of the office.js folder", "/office/../../../../package.json"],
    ["through a symbolic link", "/link.txt"],
    ["a hidden file", "/.hidden"],
    ["a folder", "/assets"],
    ["a null character", "/workbench.html%00.png"],
    ["a broken escape", "/%zz"],
    ["a file below a file", "/functions.js/x"],
    ["what is not there", "/nothing.html"],
  ])("answers 404 to %s", async (_what, target) => {
    const { status, body } = await ask(target);
    expect(status).toBe(404);
    expect(body).toBe("There is no such page.\n");
  });

  it("answers HEAD without a body and refuses POST", async () => {
    expect(await ask("/workbench.html", "HEAD")).toMatchObject({ status: 200, body: "" });
    expect((await ask("/workbench.html", "POST")).status).toBe(405);
  });

  it("listens on this computer's own address", () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  });

  it("takes the next port when one is taken, and says so", async () => {
    const taken: number[] = [];
    const second = await servePages({ port: server.port, dist: folder, onTaken: (port: number) => taken.push(port) });
    await second.close();
    expect(taken[0]).toBe(server.port);
    expect(second.port).toBeGreaterThan(server.port);
  });
});
