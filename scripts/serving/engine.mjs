// The serving engine with its tables, bundled for Node, which runs no TypeScript by itself.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";

export async function servingEngine() {
  const outDir = mkdtempSync(path.join(tmpdir(), "infer-serving-"));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      outDir,
      minify: false,
      lib: { entry: path.join(import.meta.dirname, "engineEntry.ts"), formats: ["es"], fileName: "engine" },
    },
  });
  return import(pathToFileURL(path.join(outDir, "engine.js")).href);
}
