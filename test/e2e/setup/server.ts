import type { TestProject } from "vitest/node";
import { findBrowser } from "../../../scripts/browser.mjs";
import { runScript } from "../../../scripts/project.mjs";
import { servePages } from "../../../scripts/serve.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the built pages, without a slash at its end. */
    pagesUrl: string;
  }
}

/** Builds what is stale and serves it on a free port while the browser tests run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Builds the add-in and the workbench too.
  await runScript("site.mjs");
  // A packaged browser unpacks itself when it is first asked for; two test files at once would be in each other's way.
  await findBrowser();
  const server = await servePages({ port: 0 });
  project.provide("pagesUrl", server.url);
  return () => server.close();
}
