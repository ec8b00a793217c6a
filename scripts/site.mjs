// `npm run site`: dist/site/, the product's pages with the workbench among them, for any folder of any static host.
//   --url https://host/path   the address it will have, for a site map and for links of the page that says "not found"
//   --serve                   shows it on this computer
import "./node-version.mjs";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { deployAddress } from "./deploy/address.mjs";
import { filesBelow } from "./deploy/finish.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { CACHE, DIST, Failure, fail, generate, ROOT, runScript, withLock } from "./project.mjs";

export const SITE = path.join(DIST, "site");
const STAMP = path.join(CACHE, "site-fingerprint");
const INPUTS = [
  "src",
  "generated",
  "assets",
  "docs",
  "CHANGELOG.md",
  "LICENSE",
  "package-lock.json",
  "webpack.config.js",
  "scripts/associate-loader.mjs",
  "scripts/associations.mjs",
  "scripts/site.mjs",
];
const USAGE = "Usage: npm run site -- [--url https://host/path] [--serve]";
const PORT = 3010;

/** Of the built add-in: the workbench and what it loads. */
const WORKBENCH =
  /^(workbench\.(html|js|css)|workbench\/.*|simulation\.js(\.LICENSE\.txt)?|LICENSE\.txt|THIRD-PARTY-NOTICES\.txt)$/;

function options() {
  try {
    const { values } = parseArgs({ options: { url: { type: "string" }, serve: { type: "boolean" } } });
    return {
      address: values.url === undefined ? undefined : `${deployAddress(values.url).base}/`,
      serve: values.serve,
    };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${error.message}\n${USAGE}`);
  }
}

/** The program that makes the pages, from the same sources as the functions. */
async function pageMaker() {
  const { build } = await import("vite");
  const { associations } = await import("./associations.mjs");
  const outDir = path.join(CACHE, "site-maker");
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    plugins: [associations()],
    build: {
      ssr: path.join(ROOT, "src/site/make.ts"),
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "make.mjs" } },
    },
    ssr: { noExternal: true },
  });
  return import(pathToFileURL(path.join(outDir, "make.mjs")).href);
}

async function bundleScripts(out) {
  const { default: webpack } = await import("webpack");
  const { default: configurations } = await import("../webpack.config.js");
  const compiler = webpack(configurations({ out, only: "site" }));
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Failure(stats.toString({ preset: "errors-only" }));
}

/** Every Markdown file that may be a page. @returns {Map<string, string>} by its place in the repository */
export function documents() {
  const names = readdirSync(path.join(ROOT, "docs"), { recursive: true })
    .map((name) => `docs/${name.split(path.sep).join("/")}`)
    .filter((name) => name.endsWith(".md"))
    .sort();
  const read = (name) => [name, readFileSync(path.join(ROOT, name), "utf8")];
  return new Map([...names, "CHANGELOG.md"].map(read));
}

function copyInto(out, from, name) {
  const target = path.join(out, name);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(from, target);
}

function copyFiles(out, pictures) {
  for (const name of filesBelow(DIST)) if (WORKBENCH.test(name)) copyInto(out, path.join(DIST, name), name);
  copyInto(out, path.join(ROOT, "src/site/site.css"), "site.css");
  copyInto(out, path.join(ROOT, "assets/icon.svg"), "icon.svg");
  copyInto(out, path.join(ROOT, "assets/workbench.webp"), "workbench.webp");
  for (const [from, name] of Object.entries(pictures)) copyInto(out, path.join(ROOT, from), name);
}

async function makeIn(out, address) {
  await bundleScripts(out);
  const { madeSite, PICTURES } = await pageMaker();
  const { pages, files, formulas } = await madeSite({ documents: documents(), ...(address && { address }) });
  copyFiles(out, PICTURES);
  for (const { path: name, html, bytes } of [...pages, ...files]) {
    mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
    writeFileSync(path.join(out, name), html ?? bytes);
  }
  return { pages: pages.length, formulas };
}

async function build(address) {
  await generate();
  const stamp = `${fingerprint("site", INPUTS)} ${address ?? ""}`;
  const isFresh =
    existsSync(path.join(SITE, "index.html")) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp;
  if (isFresh) {
    console.log("dist/site is up to date.");
    return;
  }
  const started = performance.now();
  const out = path.join(CACHE, `site-new-${process.pid}`);
  try {
    const { pages, formulas } = await makeIn(out, address);
    rmSync(SITE, { recursive: true, force: true });
    renameSync(out, SITE);
    writeFileSync(STAMP, stamp);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Built dist/site in ${seconds} s: ${pages} pages, ${formulas} formulas calculated.`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function main() {
  const { address, serve } = options();
  await runScript("build.mjs");
  await withLock("site", () => build(address));
  if (!serve) return;
  const { servePages } = await import("./serve.mjs");
  const { url } = await servePages({ port: PORT, dist: SITE });
  console.log(`The site: ${url}/index.html (this computer only; Ctrl-C ends it)`);
}

if (process.argv[1] === path.join(ROOT, "scripts", "site.mjs")) main().catch(fail);
