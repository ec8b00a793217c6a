// `npm test`: sets everything up and runs every suite. The last line of standard output adds them all up:
// `N passed, N failed`. A check without tests of its own (build, types, lint …) counts as one test.
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fail, installPackages, ROOT } from "./project.mjs";

const REPORTS = path.join(ROOT, "artifacts", "test");
const script = (name) => [path.join(ROOT, "scripts", name)];
const program = (...place) => [path.join(ROOT, "node_modules", ...place)];

const CHECKS = [
  { name: "build", args: script("build.mjs") },
  { name: "site", args: script("site.mjs") },
  { name: "types", args: [...program("typescript", "bin", "tsc"), "--noEmit", "-p", "."] },
  { name: "lint", args: script("lint.mjs") },
  { name: "dead code", args: [...program("knip", "bin", "knip.js"), "--no-progress"] },
  { name: "size budget", args: script("sizes.mjs") },
];

/** Runs Node with its output kept in a file. @returns {Promise<{code: number, output: string}>} */
function runKept(name, args) {
  const file = path.join(REPORTS, `${name.replaceAll(" ", "-")}.log`);
  return new Promise((resolve, reject) => {
    const log = createWriteStream(file);
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on("error", reject);
    child.on("close", (code) => log.end(() => resolve({ code: code ?? 1, output: readFileSync(file, "utf8") })));
  });
}

async function check({ name, args }) {
  const started = performance.now();
  const { code, output } = await runKept(name, args);
  const failed = code === 0 ? 0 : 1;
  return { name, passed: 1 - failed, failed, output, seconds: (performance.now() - started) / 1000 };
}

/**
 * What a vitest report says, in tests. A file that could not be loaded, an error outside every test and a run without
 * any test count as one failure each.
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: {status: string, assertionResults: unknown[]}[]} | undefined} report @param {number} code
 */
export function counted(report, code) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === "failed" && !assertionResults.some((test) => test.status === "failed");
  }).length;
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + broken;
  const unexplained = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
  return { passed, failed: failed + unexplained, skipped: report.numPendingTests + report.numTodoTests };
}

async function vitest(name, project) {
  const started = performance.now();
  const file = path.join(REPORTS, `${project}.json`);
  const args = [
    ...program("vitest", "vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
  ];
  const { code, output } = await runKept(name, [...args, `--outputFile.json=${file}`]);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  return { name, ...counted(report, code), output, seconds: (performance.now() - started) / 1000 };
}

async function browserSuite() {
  const { findBrowser } = await import("./browser.mjs");
  const browser = await findBrowser();
  if ("reason" in browser) return { name: "browser", passed: 0, failed: 0, skippedBecause: browser.reason };
  console.log(`browser: ${browser.origin}`);
  return vitest("browser", "e2e");
}

function print(result) {
  if (result.failed > 0) console.log(`\n${result.output.trimEnd()}\n`);
  const { name, passed, failed, skipped = 0, seconds, skippedBecause } = result;
  const numbers = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  const outcome = skippedBecause === undefined ? `${numbers} (${seconds.toFixed(1)} s)` : `SKIPPED: ${skippedBecause}`;
  console.log(`${(failed > 0 ? "✗" : "✓").padEnd(2)}${name.padEnd(12)} ${outcome}`);
  return result;
}

async function main() {
  await installPackages();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const results = [];
  for (const item of CHECKS) results.push(print(await check(item)));
  results.push(print(await vitest("unit", "unit")));
  results.push(print(await browserSuite()));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.exitCode = sum("failed") > 0 ? 1 : 0;
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
}

if (process.argv[1] === path.join(ROOT, "scripts", "test.mjs")) main().catch(fail);
