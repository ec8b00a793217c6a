// The size budgets: what Excel loads before the first function can answer, and what the site loads before its visitor
// does anything. Gzip, as a server sends it.
import "./node-version.mjs";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { DIST, Failure, fail } from "./project.mjs";

const KB = 1000;

/** Limits in bytes after gzip; `files` below dist. */
export const BUDGETS = [
  { name: "functions without data", files: ["functions.js"], limit: 80 * KB },
  { name: "functions with data", files: ["functions.js", "tables.js"], limit: 250 * KB },
  // A tab's own script is read when the tab is first looked at.
  { name: "pane before its first tab", files: ["taskpane.js", "taskpane.css"], limit: 60 * KB },
];

/** The site, below dist: all that its first page loads before a visitor does anything. */
export const SITE_BUDGETS = [
  {
    name: "the site's first page",
    files: ["site/index.html", "site/site.css", "site/site.js", "site/icon.svg", "site/workbench.webp"],
    limit: 100 * KB,
  },
];

/** A file by its name, or by its name with a content hash in it, as a build for a host has it. */
function fileNamed(dist, name) {
  const { name: stem, ext } = path.parse(name);
  const hashed = new RegExp(`^${stem}\\.[0-9a-f]{12}\\${ext}$`);
  const found = existsSync(dist) ? readdirSync(dist).find((entry) => entry === name || hashed.test(entry)) : undefined;
  return path.join(dist, found ?? name);
}

function gzipBytes(file) {
  return existsSync(file) ? gzipSync(readFileSync(file), { level: 9 }).length : 0;
}

/** @returns {{name: string, bytes: number, limit: number}[]} one line per budget */
export function measure(dist = DIST, budgets = BUDGETS) {
  return budgets.map(({ name, files, limit }) => {
    const bytes = files.reduce((sum, file) => sum + gzipBytes(fileNamed(dist, file)), 0);
    if (bytes === 0) throw new Failure(`${path.join(dist, files[0])} is missing: run "npm run build" first.`);
    return { name, bytes, limit };
  });
}

function main() {
  const lines = measure(DIST, [...BUDGETS, ...SITE_BUDGETS]);
  for (const { name, bytes, limit } of lines) {
    const mark = bytes > limit ? "TOO LARGE" : "fits";
    console.log(`${name}: ${(bytes / KB).toFixed(1)} kB gzip of ${limit / KB} kB: ${mark}`);
  }
  if (lines.some(({ bytes, limit }) => bytes > limit)) throw new Failure("A bundle is over its size budget.");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    fail(error);
  }
}
