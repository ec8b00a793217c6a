// Reads thousands of damaged workbooks: each must open or be refused with a sentence, within five seconds, and what
// opens must be writable. `node scripts/fuzz-xlsx.mjs [count] [first]`; a failure names its seed, which makes it again.
import "./node-version.mjs";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { damagedFile } from "./fuzz/mutations.mjs";
import { CACHE, Failure, fail, ROOT } from "./project.mjs";

const CORPUS = path.join(ROOT, "test", "files", "corpus");
const SLOWEST_MS = 5000;
/** One in so many of those that open is written and opened again. */
const SAVED = 10;

async function reader() {
  const { build } = await import("vite");
  const outDir = path.join(CACHE, "fuzz");
  mkdirSync(outDir, { recursive: true });
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    build: {
      ssr: path.join(ROOT, "scripts/fuzz/entry.ts"),
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "files.mjs" } },
    },
    ssr: { noExternal: true },
  });
  return import(pathToFileURL(path.join(outDir, "files.mjs")).href);
}

async function main() {
  const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
  const { FileRefusal, openXlsx, saveXlsx } = await reader();
  const names = readdirSync(CORPUS).filter((name) => name.endsWith(".xlsx"));
  const corpus = names.map((name) => new Uint8Array(readFileSync(path.join(CORPUS, name))));
  const tally = { opened: 0, refused: 0, saved: 0, slowestMs: 0, mostMB: 0 };
  const failures = [];
  for (let seed = first; seed < first + count; seed++) {
    const file = damagedFile(corpus[seed % corpus.length], seed);
    const start = performance.now();
    try {
      const { model } = openXlsx(file);
      tally.opened++;
      if (seed % SAVED === 0) {
        openXlsx(await saveXlsx(model));
        tally.saved++;
      }
    } catch (thrown) {
      if (thrown instanceof FileRefusal) tally.refused++;
      else failures.push(`seed ${seed} (${names[seed % names.length]}): ${thrown?.stack ?? thrown}`);
    }
    const time = performance.now() - start;
    tally.slowestMs = Math.max(tally.slowestMs, Math.round(time));
    if (time > SLOWEST_MS) failures.push(`seed ${seed}: ${Math.round(time)} ms`);
    if (seed % 500 === 0) tally.mostMB = Math.max(tally.mostMB, Math.round(process.memoryUsage().rss / 1e6));
  }
  console.log(tally);
  for (const failure of failures.slice(0, 10)) console.error(failure);
  if (failures.length > 0) throw new Failure(`${failures.length} of ${count} damaged files were not handled.`);
}

main().catch(fail);
