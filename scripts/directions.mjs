// Which part of src may know which other part, and what each part must not touch. Checked on the syntax tree, so a
// word in a comment or in a text is nobody's business.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { Failure, fail, ROOT } from "./project.mjs";

/**
 * The first layer whose `files` matches decides. `imports` lists what it may import: places in src (a folder with a
 * slash at its end), "generated/" or packages. `types` may be imported as types only.
 */
const LAYERS = [
  { files: /^src\/engine\//, imports: ["src/engine/"], types: ["src/data/types"] },
  { files: /^src\/data\//, imports: ["src/data/", "generated/"], types: [] },
  { files: /^src\/catalog\//, imports: ["src/catalog/", "generated/"], types: [] },
  { files: /^src\/functions\/call\/tokenizers\.ts$/, imports: ["src/engine/", "gpt-tokenizer/"], types: [] },
  {
    files: /^src\/functions\//,
    imports: ["src/functions/", "src/engine/", "src/data/", "src/catalog/", "generated/"],
    types: [],
  },
  {
    files: /^src\/templates\//,
    imports: ["src/templates/", "src/engine/dates", "src/data/", "src/host/address", "src/functions/call/registry"],
    types: ["src/host/port"],
  },
  { files: /^src\/charts\//, imports: ["src/charts/"], types: ["src/host/port", "src/host/sheetParts"] },
  { files: /^src\/host\/(port\.ts$|excel[./])/, imports: ["src/host/", "src/templates/", "src/engine/"], types: [] },
  {
    files: /^src\/host\//,
    imports: ["src/host/", "src/templates/", "src/engine/", "src/workbench/", "@univerjs/"],
    types: [],
  },
  {
    files: /^src\/taskpane\/index\.ts$/,
    imports: ["src/taskpane/", "src/host/port", "src/host/excel", "src/functions/", "src/catalog/", "src/data/"],
    types: [],
  },
  {
    files: /^src\/taskpane\//,
    imports: [
      "src/taskpane/",
      "src/charts/",
      "src/host/port",
      "src/templates/",
      "src/catalog/",
      "src/engine/",
      "src/data/",
      "src/functions/call/",
      "generated/",
    ],
    types: [],
  },
  {
    files: /^src\/files\//,
    imports: [
      "src/files/",
      "src/engine/",
      "src/host/",
      "src/templates/",
      "src/workbench/calc/",
      "hucre",
      "fflate",
      "@borgar/fx",
    ],
    types: [],
  },
  {
    // What makes the pages of the site, and what runs on them.
    files: /^src\/site\//,
    imports: [
      "src/site/",
      "src/functions/",
      "src/catalog/",
      "src/data/",
      "src/engine/",
      "src/taskpane/search",
      "src/taskpane/formulaText",
      "src/templates/",
      "src/files/",
      "src/workbench/headless",
      "src/workbench/recalculate",
      "generated/",
      "marked",
      "node:crypto",
      "@borgar/fx",
    ],
    types: [],
  },
  { files: /^src\/workbench\//, imports: ["*"], refused: ["src/cli/", "src/host/excel"], types: [] },
  { files: /^src\/cli\//, imports: ["*"], refused: ["src/taskpane/", "src/host/excel"], types: [] },
];

/** Names that only some files may use, whether as values or as types. */
const GLOBALS = [
  { names: ["Office", "Excel", "OfficeExtension"], only: /^src\/(host\/excel[./]|taskpane\/index\.ts$)/ },
  { names: ["CustomFunctions"], only: /^src\/functions\/call\// },
];

const ENGINE = /^src\/engine\//;
const ENGINE_MATH = new Set(["sqrt", "floor", "ceil", "round", "trunc", "abs", "sign", "min", "max", "imul", "PI"]);
const ENGINE_GLOBALS = new Set([
  "Intl",
  "performance",
  "crypto",
  "process",
  "globalThis",
  "window",
  "document",
  "fetch",
  "console",
  "setTimeout",
  "setInterval",
  "localStorage",
]);
// These answer differently in another time zone or language.
const ENGINE_METHODS = /^(toLocale\w*|localeCompare|get(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset))$/;

const SHELL = /^src\/functions\/(?!call\/)/;
const K = ts.SyntaxKind;
const ARITHMETIC = new Map([
  [K.PlusToken, "+"],
  [K.MinusToken, "-"],
  [K.AsteriskToken, "*"],
  [K.SlashToken, "/"],
  [K.PercentToken, "%"],
  [K.AsteriskAsteriskToken, "**"],
  [K.PlusEqualsToken, "+="],
  [K.MinusEqualsToken, "-="],
  [K.AsteriskEqualsToken, "*="],
  [K.SlashEqualsToken, "/="],
  [K.PercentEqualsToken, "%="],
  [K.AsteriskAsteriskEqualsToken, "**="],
  [K.PlusPlusToken, "++"],
  [K.MinusMinusToken, "--"],
]);
const NAMELESS = /(^|\/)(utils?|helpers?|common|misc)(\.[a-z]+$|\/)/i;

/** What an import names: a place below the repository, or the package as written. */
function target(file, specifier) {
  if (!specifier.startsWith(".")) return specifier;
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
}

function matches(place, allowed) {
  return (
    allowed === "*" ||
    place === allowed ||
    place === `${allowed}.ts` ||
    place.startsWith(allowed.replace(/([^/])$/, "$1/")) ||
    (allowed.endsWith("/") && `${place}/` === allowed)
  );
}

function importFault(file, specifier, typeOnly) {
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (layer === undefined) return "is in no layer that scripts/directions.mjs knows";
  const place = target(file, specifier);
  if (layer.refused?.some((entry) => matches(place, entry))) return `must not import ${place}`;
  if (layer.imports.some((entry) => matches(place, entry))) return undefined;
  if (layer.types.some((entry) => matches(place, entry))) {
    return typeOnly ? undefined : `may import only types from ${place}`;
  }
  return place.endsWith(".css") && !ENGINE.test(file) && place.startsWith("src/")
    ? undefined
    : `must not import ${place}`;
}

/** The module an import-like node names, if it is one. */
function imported(node) {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const allTypes =
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.length > 0 &&
      named.elements.every((e) => e.isTypeOnly);
    return {
      module: node.moduleSpecifier,
      typeOnly: clause?.isTypeOnly === true || (clause?.name === undefined && allTypes),
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return { module: node.moduleSpecifier, typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return { module: node.argument.literal, typeOnly: true };
  if (
    ts.isCallExpression(node) &&
    (node.expression.kind === K.ImportKeyword || node.expression.getText() === "require")
  ) {
    return { module: node.arguments[0], typeOnly: false };
  }
  return undefined;
}

/** Whether an identifier stands for the global of that name, not for a property or a declaration of ours. */
function isReference(node) {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !(
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isEnumMember(parent)
  );
}

/** Whether the file declares this name itself, so that it does not mean the global. */
function isDeclared(tree, name) {
  let found = false;
  const visit = (node) => {
    const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (declares && ts.isIdentifier(node.name) && node.name.text === name) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function globalFault(file, node) {
  if (!ts.isIdentifier(node) || !isReference(node)) return undefined;
  const rule = GLOBALS.find(({ names }) => names.includes(node.text));
  if (rule !== undefined && !rule.only.test(file)) return `must not name ${node.text}`;
  if (!ENGINE.test(file) || !ENGINE_GLOBALS.has(node.text) || isDeclared(node.getSourceFile(), node.text))
    return undefined;
  return `must not name ${node.text}: the engine is pure`;
}

function clockFault(node) {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) {
    return "must not read the clock (new Date())";
  }
  if (ts.isCallExpression(node) && node.expression.getText() === "Date") return "must not read the clock (Date())";
  return undefined;
}

function engineFault(file, node) {
  if (!ENGINE.test(file)) return undefined;
  if (ts.isPropertyAccessExpression(node)) {
    const whole = node.getText();
    if (node.expression.getText() === "Math" && !ENGINE_MATH.has(node.name.text)) {
      return `must not use ${whole}: its last digit differs among JavaScript engines; src/engine/portable.ts has it`;
    }
    if (whole === "Date.now") return "must not read the clock (Date.now)";
    if (ENGINE_METHODS.test(node.name.text))
      return `must not call ${node.name.text}: it depends on the machine's locale`;
  }
  if (ts.isElementAccessExpression(node) && node.expression.getText() === "Math") return "must not index Math";
  if (
    ts.isBinaryExpression(node) &&
    [K.AsteriskAsteriskToken, K.AsteriskAsteriskEqualsToken].includes(node.operatorToken.kind)
  ) {
    return "must not use **: it is Math.pow; src/engine/portable.ts has pow";
  }
  return clockFault(node);
}

function arithmeticFault(file, node) {
  if (!SHELL.test(file)) return undefined;
  const operator = ts.isBinaryExpression(node)
    ? node.operatorToken.kind
    : ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)
      ? node.operator
      : undefined;
  if (operator === undefined || !ARITHMETIC.has(operator)) return undefined;
  const negative = ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand);
  return negative ? undefined : `must not calculate (${ARITHMETIC.get(operator)}): arithmetic belongs to the engine`;
}

function exportFault(node) {
  const byWord = ts.isExportAssignment(node) && !node.isExportEquals;
  const byModifier = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === K.DefaultKeyword);
  return byWord || byModifier ? "must not export a default" : undefined;
}

/**
 * Everything a source file does that its place forbids.
 * @param {string} file path below the repository, forward slashes @param {string} text
 * @returns {string[]} sentences that begin with file:line
 */
export function faults(file, text) {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found = NAMELESS.test(file) ? [`${file}:1 must not be named so: name it for what it knows.`] : [];
  const report = (node, message) => {
    if (message === undefined) return;
    found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${message}.`);
  };
  const visit = (node) => {
    const link = imported(node);
    if (link !== undefined && ts.isStringLiteralLike(link.module)) {
      report(node, importFault(file, link.module.text, link.typeOnly));
    }
    for (const rule of [globalFault, engineFault, arithmeticFault]) report(node, rule(file, node));
    report(node, exportFault(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The faults of the whole tree. */
export function treeFaults(root = ROOT) {
  const names = readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return names.sort().flatMap((name) => {
    return faults(path.relative(root, name).split(path.sep).join("/"), readFileSync(name, "utf8"));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = treeFaults();
  for (const line of found) console.error(line);
  if (found.length > 0) fail(new Failure(`${found.length} places break the directions of the house.`));
}
