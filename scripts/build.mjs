// `npm run build`: dist/ with the add-in, the workbench, the manifest and the notices. Does nothing when dist/ already
// is what the sources say; replaces it in one step, so that whoever reads it never sees half a build.
//   --url https://host/path   for that host instead of this computer: its manifest, hashed names, sizes, checksums
//   --data folder             a company's own tables laid over ours; may be given several times
//   --out folder              another place than dist/
import "./node-version.mjs";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { deployAddress } from "./deploy/address.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { CACHE, DIST, Failure, fail, generate, ROOT, withLock } from "./project.mjs";

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
  "scripts/deploy",
  "scripts/functions-metadata-plugin.mjs",
  "scripts/notices.mjs",
  "scripts/office-cdn.mjs",
];
const STAMP = path.join(CACHE, "dist-fingerprint");
const USAGE = "Usage: npm run build -- [--url https://host/path] [--data folder] [--out folder]";

/** npm runs us in the project's folder; paths are meant from where its user stands. */
const fromUser = (place) => path.resolve(process.env.INIT_CWD ?? process.cwd(), place);

function parsed() {
  try {
    const texts = { url: { type: "string" }, data: { type: "string", multiple: true }, out: { type: "string" } };
    return parseArgs({ options: texts }).values;
  } catch (error) {
    throw new Failure(`${error.message}\n${USAGE}`);
  }
}

function options() {
  const { url, data = [], out } = parsed();
  return {
    address: url === undefined ? undefined : deployAddress(url),
    overlays: data.map(fromUser),
    target: out === undefined ? DIST : fromUser(out),
  };
}

/** Never replaces a folder that is not a build: someone may have named their documents. */
function checkTarget(target) {
  if (target === DIST || !existsSync(target)) return;
  const isOurs = existsSync(path.join(target, "manifest.xml")) && existsSync(path.join(target, "functions.json"));
  if (!isOurs && readdirSync(target).length > 0) {
    throw new Failure(`--out must name a new or empty folder or an earlier build; ${target} holds something else.`);
  }
}

function overlayHash(overlays) {
  const hash = createHash("sha256");
  for (const folder of overlays) {
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith(".csv"))
      .sort()) {
      hash
        .update(`${name}\0`)
        .update(readFileSync(path.join(folder, name)))
        .update("\0");
    }
  }
  return hash.digest("hex").slice(0, 20);
}

/** Packs our tables with the company's laid over them. @returns {Promise<string | undefined>} the packed file */
async function packedOverlay(overlays) {
  if (overlays.length === 0) return undefined;
  const { packData } = await import("./pack-data.mjs");
  // The folder's last name tells the bundler that these are tables.
  const outputFolder = path.join(CACHE, "own-data", "generated");
  try {
    packData({ outputFolder, overlays });
  } catch (error) {
    throw new Failure(`The tables given with --data are not in order:\n${error.message}`);
  }
  return path.join(outputFolder, "tables.js");
}

/** @returns {Promise<string[]>} folders of the packages that went into the pages */
async function bundle(out, build) {
  const { default: webpack } = await import("webpack");
  const { default: configurations } = await import("../webpack.config.js");
  const packages = new Set();
  const onPackages = (directories) => directories.forEach(packages.add, packages);
  const compiler = webpack(configurations({ out }, { onPackages, ...build }));
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors() || stats.hasWarnings()) console.error(stats.toString({ preset: "errors-warnings" }));
  if (stats.hasErrors()) throw new Failure("The build failed.");
  return [...packages].sort();
}

function replaceFolder(target, made) {
  const old = path.join(CACHE, `dist-old-${process.pid}`);
  mkdirSync(path.dirname(target), { recursive: true });
  try {
    if (existsSync(target)) renameSync(target, old);
    renameSync(made, target);
  } catch (error) {
    // Windows renames no folder in which a file is open, and none moves to another disk: overwrite instead.
    if (!["EPERM", "EBUSY", "EACCES", "EXDEV"].includes(error.code)) throw error;
    for (const name of existsSync(target) ? readdirSync(target) : []) {
      rmSync(path.join(target, name), { recursive: true, force: true });
    }
    cpSync(made, target, { recursive: true });
  }
  rmSync(made, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}

async function readyForHost(out, address, overlays) {
  const { version: packageVersion } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const { readTables } = await import("./pack-data.mjs");
  const tables = readTables({ overlays });
  const ownRows = tables.reduce((sum, table) => sum + table.ownRows, 0);
  const dataDate = tables.find(({ table }) => table.name === "prices").asOf;
  const own = ownRows === 0 ? "" : `, with ${ownRows} own rows`;
  const about = [`INFER for Excel ${packageVersion}, prices as of ${dataDate}${own}, for ${address.base}`];
  const { finishDeployment } = await import("./deploy/finish.mjs");
  return finishDeployment(out, { address, packageVersion, about });
}

async function makeIn(out, { address, overlays }) {
  const tables = await packedOverlay(overlays);
  const packages = await bundle(out, { hashed: address !== undefined, tables });
  const { notices } = await import("./notices.mjs");
  writeFileSync(path.join(out, "THIRD-PARTY-NOTICES.txt"), notices(packages));
  return address === undefined ? [] : readyForHost(out, address, overlays);
}

async function build({ address, overlays, target }) {
  await generate();
  const started = performance.now();
  const own = overlays.filter((folder) => existsSync(folder));
  const stamp = [fingerprint("build", INPUTS), address?.base ?? "", own.length === 0 ? "" : overlayHash(own)].join(" ");
  const isFresh =
    existsSync(path.join(DIST, "manifest.xml")) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp;
  if (target === DIST && isFresh && own.length === overlays.length) {
    console.log("dist is up to date.");
    return;
  }
  const out = path.join(CACHE, `dist-new-${process.pid}`);
  mkdirSync(out, { recursive: true });
  try {
    const report = await makeIn(out, { address, overlays });
    replaceFolder(target, out);
    if (target === DIST) writeFileSync(STAMP, stamp);
    for (const line of report) console.log(line);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  const place = target === DIST ? "dist" : target;
  console.log(`Built ${place} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

async function main() {
  const wanted = options();
  checkTarget(wanted.target);
  await withLock("build", () => build(wanted));
}

main().catch(fail);
