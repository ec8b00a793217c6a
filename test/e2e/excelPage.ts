import path from "node:path";
import { build } from "vite";
import { ROOT } from "../../scripts/project.mjs";

/** The stand-in for Excel's object model as a script for a page: the same that the tests of the adapter use. */
export async function standInScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    root: ROOT,
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(ROOT, "test", "e2e", "excelHost.ts"), formats: ["iife"], name: "excelHost" },
    },
  });
  const [{ output } = { output: [] }] = Array.isArray(built) ? built : [built as never];
  const [chunk] = output;
  if (chunk?.type !== "chunk") throw new Error("The stand-in has no script.");
  return chunk.code;
}
