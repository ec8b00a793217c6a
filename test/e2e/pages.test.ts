import { readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";
import { browserSession, keepPicture } from "./session";

const session = browserSession();

describe("the workbench page", () => {
  it("shows a grid beside the pane's column without a fault or a foreign request", async () => {
    const { page, faults, foreignRequests } = await session.visit("workbench.html");
    await page.locator("#grid canvas").first().waitFor({ state: "visible" });
    await expect.poll(() => page.locator("#pane").isVisible()).toBe(true);
    await keepPicture(page, "workbench");
    expect(faults).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });

  it("refuses to turn text into code", async () => {
    const { page } = await session.visit("workbench.html");
    const outcome = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'injected'";
      document.head.append(script);
      return document.title;
    });
    expect(outcome).not.toBe("injected");
  });
});

describe("the add-in's page", () => {
  it("loads office.js and the functions from the same server, outside Excel too", async () => {
    const { page, foreignRequests } = await session.visit("taskpane.html", { width: 350, height: 700 });
    await page.waitForFunction(() => typeof Office !== "undefined");
    expect(await page.evaluate(() => typeof CustomFunctions)).toBe("object");
    expect(foreignRequests.filter((url) => url.endsWith(".js"))).toEqual([]);
  });

  it("names Microsoft's network in the file itself", async () => {
    expect(readFileSync("dist/taskpane.html", "utf8")).toContain(
      '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js">',
    );
    const served = await (await fetch(`${inject("pagesUrl")}/taskpane.html`)).text();
    expect(served).toContain('<script src="/office/office.js">');
  });
});
