import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { associations } from "../../associations.mjs";
import { CACHE, ROOT } from "../../project.mjs";

/** The part of the product that `NAMEEntry.ts` exports, built as it is shipped: all in one, for Node. */
export async function bundled(name) {
  const { build } = await import("vite");
  const outDir = path.join(CACHE, `bench-${name}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    plugins: [associations()],
    build: {
      ssr: path.join(ROOT, `scripts/bench/measure/${name}Entry.ts`),
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
    ssr: { noExternal: true },
  });
  return import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
}
