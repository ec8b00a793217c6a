// What a build for a host has beyond one for this computer: its manifest, checked; a size report; checksums.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { manifestFaults } from "../manifest-rules.mjs";
import { Failure, ROOT } from "../project.mjs";
import { BUDGETS, measure } from "../sizes.mjs";
import { deployedManifest } from "./address.mjs";

const SUMS = "SHA256SUMS";
const REPORT = "SIZES.txt";
const KB = 1000;

/** Every file below a folder, as paths with forward slashes in the order of their characters. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** The manifest names one script for good: an update must not ask for a new manifest. */
function keepScriptName(out) {
  const hashed = readdirSync(out).find((name) => /^functions\.[0-9a-f]+\.js$/.test(name));
  if (hashed === undefined) throw new Failure("The build made no functions script.");
  copyFileSync(path.join(out, hashed), path.join(out, "functions.js"));
}

function writeManifest(out, address, packageVersion) {
  const xml = deployedManifest(readFileSync(path.join(ROOT, "manifest.xml"), "utf8"), address);
  const exists = (file) => {
    const place = `/${file}`;
    return (
      place.startsWith(address.prefix) &&
      existsSync(path.join(out, decodeURIComponent(place.slice(address.prefix.length))))
    );
  };
  const faults = manifestFaults(xml, { exists, packageVersion });
  if (faults.length > 0) throw new Failure(["The manifest is not in order:", ...faults].join("\n"));
  writeFileSync(path.join(out, "manifest.xml"), xml);
}

const kB = (bytes) => (bytes / KB).toFixed(1).padStart(9);

/**
 * The size report: what Excel loads first, against its limits, then every file.
 * @param {string} out @param {readonly string[]} head lines about the build
 * @returns {{text: string, summary: string[]}}
 */
function sizes(out, head) {
  const files = filesBelow(out).map((name) => {
    const content = readFileSync(path.join(out, name));
    return { name, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length };
  });
  const sum = (key) => files.reduce((total, file) => total + file[key], 0);
  const summary = [
    ...measure(out, BUDGETS).map(({ name, bytes, limit }) => `${kB(bytes)} kB gzip of ${limit / KB} kB: ${name}`),
    `${kB(sum("gzip"))} kB gzip, ${(sum("bytes") / KB).toFixed(1)} kB on disk: all ${files.length} files`,
  ];
  const lines = files.map(({ name, bytes, gzip }) => `${kB(gzip)} ${kB(bytes)}  ${name}`);
  const columns = `${"kB gzip".padStart(9)} ${"kB".padStart(9)}  file`;
  return { text: `${[...head, "", ...summary, "", columns, ...lines].join("\n")}\n`, summary };
}

/** Lines as `sha256sum --check` reads them. */
export function checksums(folder) {
  const line = (name) =>
    `${createHash("sha256")
      .update(readFileSync(path.join(folder, name)))
      .digest("hex")}  ${name}`;
  return `${filesBelow(folder)
    .filter((name) => name !== SUMS)
    .map(line)
    .join("\n")}\n`;
}

/**
 * Makes a folder of built pages ready for a host.
 * @param {string} out
 * @param {{address: {base: string, origin: string, prefix: string}, packageVersion: string, about: readonly string[]}} deployment
 * @returns {string[]} the size report in short
 */
export function finishDeployment(out, { address, packageVersion, about }) {
  keepScriptName(out);
  writeManifest(out, address, packageVersion);
  const { text, summary } = sizes(out, about);
  writeFileSync(path.join(out, REPORT), text);
  writeFileSync(path.join(out, SUMS), checksums(out));
  return summary;
}
