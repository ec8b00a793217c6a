// The serving engine with its tables, bundled for Node, which runs no TypeScript by itself.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { CACHE } from "../project.mjs";

export async function servingEngine() {
  const outDir = path.join(CACHE, "serving");
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
