// Where things are, and how one command of the project starts another. Node only, no packages: this runs before
// anything is installed, on Linux, macOS and Windows.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const DIST = path.join(ROOT, "dist");
export const CACHE = path.join(ROOT, ".cache");

/** A failure whose message is all the user needs. */
export class Failure extends Error {}

/** Ends the process with a sentence for a Failure and with the stack for a bug. */
export function fail(error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exit(1);
}

/**
 * Runs a program and waits for its end.
 * @param {string} command @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/** Runs one of the project's own scripts; its standard output goes to standard error, which keeps ours clean. */
export async function runScript(name, args = []) {
  const code = await run(process.execPath, [path.join(ROOT, "scripts", name), ...args], { stdio: ["ignore", 2, 2] });
  if (code !== 0) throw new Failure(`scripts/${name} failed (exit code ${code}).`);
}

/** Makes tables and catalog if their sources changed; one process at a time. */
export function generate() {
  return withLock("generate", () => runScript("generate.mjs"));
}

/** npm without relying on a shell: npm tells its children where its own program is. */
export function npm(args, options = {}) {
  const program = process.env.npm_execpath;
  if (program?.endsWith(".js")) return run(process.execPath, [program, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Why the packages have to be installed, or undefined when what is installed is what the lockfile names. */
export function missingPackages(root = ROOT) {
  const wanted = readJson(path.join(root, "package-lock.json"))?.packages;
  if (wanted === undefined) throw new Failure("package-lock.json is missing.");
  const installed = readJson(path.join(root, "node_modules", ".package-lock.json"))?.packages;
  if (installed === undefined) return "node_modules is missing";
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === "" || entry.optional || entry.devOptional) continue;
    if (installed[place]?.version !== entry.version) return `${place} is not at version ${entry.version}`;
  }
  return undefined;
}

/** Installs exactly the lockfile's packages if they are not there. */
export async function installPackages() {
  if (missingPackages() === undefined) return;
  await withLock("install", async () => {
    const reason = missingPackages();
    if (reason === undefined) return;
    console.error(`Installing packages (${reason}) …`);
    // No package of ours needs to run a program when it is installed, and none may.
    const code = await npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { stdio: ["ignore", 2, 2] });
    if (code !== 0) throw new Failure(`Installing the packages failed: npm ci ended with exit code ${code}.`);
  });
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// A lock whose owner died without removing it: its process is gone, or it never wrote its number.
function isAbandoned(folder) {
  const owner = readJson(path.join(folder, "owner.json"));
  if (owner !== undefined) return !isRunning(owner.pid);
  return Date.now() - statSync(folder).mtimeMs > 5000;
}

/**
 * Runs `work` while no other process of this checkout runs work under the same name.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const folder = path.join(CACHE, `${name}.lock`);
  mkdirSync(CACHE, { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      try {
        if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
      } catch (gone) {
        if (gone.code !== "ENOENT" && !(gone instanceof SyntaxError)) throw gone;
      }
      await sleep(100);
    }
  }
  try {
    writeFileSync(path.join(folder, "owner.json"), JSON.stringify({ pid: process.pid }));
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
