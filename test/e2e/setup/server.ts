import type { TestProject } from "vitest/node";
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
  const server = await servePages({ port: 0 });
  project.provide("pagesUrl", server.url);
  return () => server.close();
}
