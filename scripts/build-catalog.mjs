// Reads the JSDoc of every custom function, once, and makes from it all that describes the functions:
// generated/catalog.json (pane, workbench, command line, tests), generated/functions.json (Excel) and docs/functions.md.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { functionReference } from "./catalog/reference.mjs";

const require = createRequire(import.meta.url);
const ts = require("typescript");
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "src/functions");

/** Groups in the order in which a reader meets them. */
const GROUPS = [
  "Prices",
  "Workload",
  "Levers",
  "Serving",
  "Ownership",
  "Risk",
  "Projection",
  "Footprint",
  "Economics",
  "Reference",
  "Insight",
];

export function groupFiles() {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && name !== "index.ts" && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => join(folder, name));
}

/** @returns {{ entries: object[], errors: string[] }} */
export function readCatalog(files = groupFiles()) {
  const errors = [];
  const entries = files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
    return source.statements
      .filter((node) => ts.isFunctionDeclaration(node) && tagText(node, "customfunction") !== undefined)
      .map((node) => entryOf(node, relative(root, file).replaceAll("\\", "/"), errors));
  });
  const names = new Set();
  for (const { name, file } of entries) {
    if (names.has(name)) errors.push(`${file}: ${name} is defined twice.`);
    names.add(name);
  }
  const order = (entry) => {
    const at = GROUPS.indexOf(entry.group);
    if (at < 0) errors.push(`${entry.name}: unknown group "${entry.group}".`);
    return at;
  };
  return { entries: entries.sort((a, b) => order(a) - order(b)), errors };
}

function entryOf(node, file, errors) {
  const name = tagText(node, "customfunction").split(/\s/)[0];
  const say = (message) => errors.push(`${file}: ${name}: ${message}`);
  const need = (tag) => {
    const text = tagText(node, tag);
    if (!text) say(`@${tag} is missing.`);
    return text ?? "";
  };
  const summary = comment(node.jsDoc?.at(-1)?.comment);
  return {
    name,
    group: need("group"),
    summary,
    formula: need("formula"),
    remarks: allTags(node, "remarks"),
    returns: returnText(node, say),
    shape: need("shape"),
    arguments: node.parameters.map((parameter) => argumentOf(parameter, say)),
    examples: allTags(node, "example").map((text) => exampleOf(text, say)),
    file,
    export: node.name.text,
  };
}

function argumentOf(parameter, say) {
  const name = parameter.name.text;
  const [tag] = ts.getJSDocParameterTags(parameter);
  const text = comment(tag?.comment).replace(/^-\s*/, "");
  if (tag === undefined) say(`@param ${name} is missing.`);
  const optional = parameter.questionToken !== undefined || tag?.isBracketed === true;
  const match = /^(.*?)\s*\[([^\]]+)\]\.(?:\s*Default\s+(.+?)\.)?$/.exec(text);
  if (match === null) {
    say(`@param ${name} must read: what it is [unit]. Default value. It reads: ${text}`);
    return { name, description: text, unit: "", optional };
  }
  const [, description, unit, byDefault] = match;
  if (optional && byDefault === undefined && name !== "field") say(`@param ${name} is optional: say its default.`);
  if (!optional && byDefault !== undefined) say(`@param ${name} has a default but is not optional.`);
  const fallback = optional ? { default: byDefault ?? "the whole table" } : {};
  const repeating = parameter.type?.getText().startsWith("any[][][]") ? { repeating: true } : {};
  return { name, description: `${description}.`, unit, optional, ...fallback, ...repeating };
}

function exampleOf(text, say) {
  const at = text.lastIndexOf("→");
  if (at < 0) say(`@example must read: =INFER.X(…) → value. It reads: ${text}`);
  return { formula: text.slice(0, at).trim(), result: text.slice(at + 1).trim() };
}

function returnText(node, say) {
  const text = comment(ts.getJSDocReturnTag(node)?.comment);
  if (!text) say("@returns needs a text.");
  return text;
}

function comment(value) {
  const text = typeof value === "string" ? value : ts.getTextOfJSDocComment(value);
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function allTags(node, tag) {
  return ts
    .getJSDocTags(node)
    .filter((candidate) => candidate.tagName.text === tag)
    .map((candidate) => comment(candidate.comment));
}

const tagText = (node, tag) => allTags(node, tag)[0];

/** Microsoft's generator, and what it leaves out: without the last property an error in an input cell never reaches us. */
export async function functionsMetadata(files = groupFiles()) {
  const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");
  const result = await generateCustomFunctionsMetadata(files, true);
  if (result.errors.length > 0) throw new Error(result.errors.join("\n"));
  const metadata = JSON.parse(result.metadataJson);
  metadata.allowErrorForDataTypeAny = true;
  return metadata;
}

/** What the functions themselves need to know of the catalog, for EXPLAIN: small enough for Excel's bundle. */
function signatures(entries) {
  return Object.fromEntries(
    entries.map(({ name, formula, returns, shape, arguments: args }) => [
      name,
      {
        formula,
        returns,
        shape,
        arguments: args.map(({ name: id, unit, default: fallback }) => ({ name: id, unit, default: fallback })),
      },
    ]),
  );
}

const SIGNATURES_TYPE = `export declare const SIGNATURES: Readonly<Record<string, {
  readonly formula: string;
  readonly returns: string;
  readonly shape: string;
  readonly arguments: readonly { readonly name: string; readonly unit: string; readonly default?: string }[];
}>>;
`;

export async function buildCatalog() {
  const { entries, errors } = readCatalog();
  if (errors.length > 0) throw new Error(`The functions' documentation is not in order:\n${errors.join("\n")}`);
  mkdirSync(join(root, "generated"), { recursive: true });
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "generated/catalog.json"), `${JSON.stringify(entries, null, 1)}\n`);
  writeFileSync(
    join(root, "generated/signatures.js"),
    `export const SIGNATURES = ${JSON.stringify(signatures(entries))};\n`,
  );
  writeFileSync(join(root, "generated/signatures.d.ts"), SIGNATURES_TYPE);
  writeFileSync(join(root, "generated/functions.json"), `${JSON.stringify(await functionsMetadata(), null, 1)}\n`);
  writeFileSync(join(root, "docs/functions.md"), functionReference(entries));
  return entries.length;
}
