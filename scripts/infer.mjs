// `npm run -s infer -- …`: the command line. It is built on first use into a folder named by the content of its
// sources, so a finished build is never wrong and never half there. Building prints to standard error only.
import "./node-version.mjs";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fingerprint } from "./fingerprint.mjs";
import { CACHE, Failure, fail, generate, ROOT, withLock } from "./project.mjs";

const INPUTS = ["src", "scripts", "package-lock.json", "tsconfig.json", "webpack.config.js"];
const FOLDER = path.join(CACHE, "cli");
const DAY_MS = 86_400_000;

async function bundle(out) {
  const { default: webpack } = await import("webpack");
  const { default: configurations } = await import("../webpack.config.js");
  const compiler = webpack(configurations({ out, only: "cli" }));
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Failure(stats.toString({ preset: "errors-only" }));
}

// Earlier builds go once nobody can still be starting from them.
function removeOldBuilds(current) {
  for (const name of readdirSync(FOLDER)) {
    const folder = path.join(FOLDER, name);
    if (name !== current && Date.now() - statSync(folder).mtimeMs > DAY_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<string>} the built program for the sources as they are */
export async function builtProgram() {
  const name = fingerprint("cli", INPUTS);
  const program = path.join(FOLDER, name, "infer.cjs");
  if (existsSync(program)) return program;
  if (!existsSync(path.join(ROOT, "node_modules", ".package-lock.json"))) {
    throw new Failure('The packages are not installed: run "npm ci" first.');
  }
  await withLock("cli", async () => {
    if (existsSync(program)) return;
    await generate();
    const draft = path.join(FOLDER, `draft-${process.pid}`);
    mkdirSync(draft, { recursive: true });
    try {
      await bundle(draft);
      renameSync(draft, path.join(FOLDER, name));
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    removeOldBuilds(name);
  });
  return program;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const program = await builtProgram();
    process.argv[1] = program;
    await import(pathToFileURL(program).href);
  } catch (error) {
    fail(error);
  }
}
