// The functions as a host holds them, bundled once for Node, and a stop-watch.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { associations } from "../../associations.mjs";
import { CACHE, ROOT } from "../../project.mjs";

let loaded;

/** @returns {Promise<(name: string, ...args: unknown[]) => unknown[][]>} */
export function callableFunctions() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const { build } = await import("vite");
  const outDir = path.join(CACHE, "bench");
  mkdirSync(outDir, { recursive: true });
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    plugins: [associations()],
    build: {
      ssr: path.join(ROOT, "scripts/bench/measure/entry.ts"),
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "functions.mjs" } },
    },
    ssr: { noExternal: true },
  });
  const { registeredFunctions } = await import(pathToFileURL(path.join(outDir, "functions.mjs")).href);
  return (name, ...args) => registeredFunctions().get(name)(...args);
}

/** Milliseconds of the middle run, after two that warm up. */
export function median(work, runs = 9) {
  work();
  work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}
