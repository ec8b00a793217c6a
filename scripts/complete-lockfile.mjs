// Adds to package-lock.json the optional packages of other platforms that npm left out because it could not see them
// where it ran. `npm ci` refuses a lockfile without them, and Windows and Mac need theirs. Run after `npm install`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./project.mjs";

const LOCKFILE = path.join(ROOT, "package-lock.json");
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "x64"];
const LIBRARIES = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

/** Where Node would find a package from inside another one; undefined if the lockfile has it nowhere. */
function lockedPlace(packages, from, name) {
  const parents = from
    .split("/node_modules/")
    .map((_part, index, parts) => parts.slice(0, parts.length - index).join("/node_modules/"));
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`].find(
    (place) => packages[place] !== undefined,
  );
}

/** The optional packages that others name and the lockfile lacks. @returns {{name: string, version: string, by: string}[]} */
export function missingOptional(packages) {
  return Object.entries(packages).flatMap(([by, { optionalDependencies = {} }]) => {
    return Object.entries(optionalDependencies)
      .filter(([name]) => lockedPlace(packages, by, name) === undefined)
      .map(([name, version]) => ({ name, version, by }));
  });
}

/** What a platform package's name says: ".../binding-linux-x64-musl" runs on Linux, x64, musl. */
export function platformOf(name) {
  const words = name.slice(name.indexOf("/") + 1).split("-");
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not name its platform.`);
  const libc = os === "linux" ? words.map((word) => LIBRARIES[word]).find(Boolean) : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

/** The lockfile's packages with the missing ones added, in npm's order. */
export function completed(packages) {
  const added = missingOptional(packages).map(({ name, version, by }) => {
    if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${by} wants ${name} ${version}: no exact version to lock.`);
    const { license, dev } = packages[by];
    const { os, cpu, libc } = platformOf(name);
    const entry = { version, cpu, ...(dev ? { dev } : {}), ...(libc ? { libc } : {}), license, optional: true, os };
    return [`node_modules/${name}`, entry];
  });
  const byName = ([a], [b]) => a.localeCompare(b, "en");
  return Object.fromEntries([...Object.entries(packages), ...added].sort(byName));
}

if (process.argv[1] === path.join(ROOT, "scripts", "complete-lockfile.mjs")) {
  const lock = JSON.parse(readFileSync(LOCKFILE, "utf8"));
  const before = Object.keys(lock.packages).length;
  const packages = completed(lock.packages);
  writeFileSync(LOCKFILE, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${Object.keys(packages).length - before} packages added to package-lock.json.`);
}
