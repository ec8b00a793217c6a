// Registers the custom functions outside Excel's own build. Microsoft's webpack plugin appends
// `CustomFunctions.associate("ID", fn)` to every file that declares functions; the tests, the workbench and the
// command line need the very same lines, so they are made here from the catalog.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const CATALOG = path.join(ROOT, "generated", "catalog.json");
const GROUP_FILE = /[\\/]src[\\/]functions[\\/][^\\/]+\.ts$/;

/**
 * The catalog's functions per source file.
 * @returns {Map<string, {name: string, export: string}[]>} key: path below the repository with forward slashes
 */
export function functionsByFile(catalog = JSON.parse(readFileSync(CATALOG, "utf8"))) {
  const byFile = new Map();
  for (const entry of catalog) {
    byFile.set(entry.file, [...(byFile.get(entry.file) ?? []), { name: entry.name, export: entry.export }]);
  }
  return byFile;
}

/**
 * The source with one `associate` call per function it declares.
 * @param {string} source @param {string} file absolute path @param {Map<string, {name: string, export: string}[]>} [byFile]
 */
export function withAssociations(source, file, byFile = functionsByFile()) {
  const key = path.relative(ROOT, file).split(path.sep).join("/");
  const calls = (byFile.get(key) ?? []).map((fn) => `CustomFunctions.associate("${fn.name}", ${fn.export});`);
  return calls.length === 0 ? source : `${source}\n${calls.join("\n")}\n`;
}

/** Vite plugin for the tests. */
export function associations() {
  return {
    name: "custom-function-associations",
    enforce: /** @type {const} */ ("pre"),
    transform(/** @type {string} */ source, /** @type {string} */ id) {
      const file = path.normalize(id.split("?")[0] ?? id);
      return GROUP_FILE.test(file) ? { code: withAssociations(source, file), map: null } : undefined;
    },
  };
}
