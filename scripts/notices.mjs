// THIRD-PARTY-NOTICES: name, version, licence and licence text of every package that is in the pages we ship.
// Versions come from the lockfile; a licence that is not permissive stops the build.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Failure, ROOT } from "./project.mjs";

const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Python-2.0",
  "Unicode-3.0",
  "Unlicense",
  "Zlib",
]);
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** Whether an SPDX expression allows use under permissive terms: any side of OR, every side of AND. */
export function isPermissive(expression) {
  const text = expression.replaceAll(/[()]/g, " ").trim();
  return text.split(/\s+OR\s+/).some((side) => side.split(/\s+AND\s+/).every((id) => PERMISSIVE.has(id.trim())));
}

function licenceTexts(directory) {
  const names = readdirSync(directory).filter((name) => LICENCE_FILE.test(name));
  return names.sort().map((name) => readFileSync(path.join(directory, name), "utf8").trim());
}

// Some packages carry the licence's text but forget to name it in their package.json.
function licenceNamedIn(texts) {
  if (texts.some((text) => /^Apache License\s+Version 2\.0,/.test(text))) return "Apache-2.0";
  return texts.some((text) => /^(The )?MIT License/i.test(text)) ? "MIT" : undefined;
}

/**
 * @param {string} directory of a package @param {Record<string, {version: string, license?: string}>} locked
 * @returns {{name: string, version: string, licence: string, repository: string, texts: string[]}}
 */
function describe(directory, locked) {
  const place = path.relative(ROOT, directory).split(path.sep).join("/");
  const entry = locked[place];
  if (entry === undefined) throw new Failure(`${place} is bundled but not in package-lock.json.`);
  const manifest = JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8"));
  const texts = licenceTexts(directory);
  const licence = entry.license ?? manifest.license ?? licenceNamedIn(texts);
  if (typeof licence !== "string" || !isPermissive(licence)) {
    throw new Failure(`${place} ${entry.version} has the licence "${licence}", which is not a permissive one we know.`);
  }
  const repository = typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
  return {
    name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
    version: entry.version,
    licence,
    repository: (repository ?? manifest.homepage ?? "").replace(/^git\+/, ""),
    texts,
  };
}

function section(entry) {
  const head = `${entry.name} ${entry.version}\n${entry.licence}\n${entry.repository}`.trim();
  return [head, ...entry.texts].join("\n\n");
}

/** @param {readonly string[]} directories of the bundled packages @returns {string} the whole file */
export function notices(directories) {
  const locked = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).packages;
  const nested = (directory) => !existsSync(path.join(directory, "package.json"));
  const entries = directories.filter((directory) => !nested(directory)).map((directory) => describe(directory, locked));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  const intro = `INFER for Excel contains the following ${entries.length} packages of others.`;
  return `${[intro, ...entries.map(section)].join(rule)}\n`;
}
