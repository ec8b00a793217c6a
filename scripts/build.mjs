// `npm run build`: dist/ with the add-in, the workbench, the manifest and the notices. Does nothing when dist/ already
// is what the sources say; replaces it in one step, so that whoever reads it never sees half a build.
import "./node-version.mjs";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { CACHE, DIST, Failure, fail, generate, withLock } from "./project.mjs";

const INPUTS = [
  "src",
  "generated",
  "assets",
  "manifest.xml",
  "LICENSE",
  "package-lock.json",
  "tsconfig.json",
  "webpack.config.js",
  "scripts/associate-loader.mjs",
  "scripts/associations.mjs",
  "scripts/bundled-packages-plugin.mjs",
  "scripts/functions-metadata-plugin.mjs",
  "scripts/notices.mjs",
  "scripts/office-cdn.mjs",
];
const STAMP = path.join(CACHE, "dist-fingerprint");

function isFresh(hash) {
  return existsSync(path.join(DIST, "manifest.xml")) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash;
}

/** @returns {Promise<string[]>} folders of the packages that went into the pages */
async function bundle(out) {
  const { default: webpack } = await import("webpack");
  const { default: configurations } = await import("../webpack.config.js");
  const packages = new Set();
  const onPackages = (directories) => directories.forEach(packages.add, packages);
  const compiler = webpack(configurations({ out }, { onPackages }));
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors() || stats.hasWarnings()) console.error(stats.toString({ preset: "errors-warnings" }));
  if (stats.hasErrors()) throw new Failure("The build failed.");
  return [...packages].sort();
}

function replaceDist(made) {
  const old = path.join(CACHE, `dist-old-${process.pid}`);
  if (existsSync(DIST)) {
    try {
      renameSync(DIST, old);
    } catch (error) {
      // Windows renames no folder in which a file is open: overwrite instead.
      if (!["EPERM", "EBUSY", "EACCES"].includes(error.code)) throw error;
      cpSync(made, DIST, { recursive: true });
      rmSync(made, { recursive: true, force: true });
      return;
    }
  }
  renameSync(made, DIST);
  rmSync(old, { recursive: true, force: true });
}

async function build() {
  await generate();
  const hash = fingerprint("build", INPUTS);
  if (isFresh(hash)) {
    console.log("dist is up to date.");
    return;
  }
  const started = performance.now();
  const out = path.join(CACHE, `dist-new-${process.pid}`);
  mkdirSync(out, { recursive: true });
  try {
    const packages = await bundle(out);
    const { notices } = await import("./notices.mjs");
    writeFileSync(path.join(out, "THIRD-PARTY-NOTICES.txt"), notices(packages));
    replaceDist(out);
    writeFileSync(STAMP, hash);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  console.log(`Built dist in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

withLock("build", build).catch(fail);
