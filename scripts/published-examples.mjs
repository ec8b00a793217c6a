// docs/published-examples.md: which results that others published are reproduced by which formula, and why the rest is not.
// Made from test/golden; the same formulas are executed by test/golden/published.test.ts.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const golden = join(root, "test/golden");
const PAGE = "docs/published-examples.md";

/** Topics of the examples, in the order in which a reader meets them. */
const TOPICS = {
  api: "API cost",
  batch: "Batch prices",
  cache: "Prompt caching",
  agent: "Agents and conversations",
  reasoning: "Reasoning tokens",
  routing: "Routing",
  semcache: "Semantic caching",
  quant: "Quantization",
  margin: "Margins",
  outcome: "Cost per outcome",
  blended: "Break-even in tokens",
  breakeven: "Break-even and savings",
  selfhost: "Cost of hosting",
  gpuhour: "Cost of an hour",
  lcoi: "Levelized cost",
  buyrent: "Buying against renting",
  pricetrend: "Falling prices",
  jevons: "Elasticity",
  kv: "KV cache",
  fit: "Memory and counts",
  roofline: "Roofline",
  ttft: "Time to the first token",
  energy: "Energy",
  carbon: "Carbon",
  water: "Water",
};

const rowsOf = (file) =>
  parse(readFileSync(join(golden, file), "utf8"), { columns: true, relax_column_count: true, skip_empty_lines: true });

/**
 * @typedef {Record<"id" | "topic" | "source" | "url" | "result" | "unit" | "expected" | "tolerance_rel", string>} Example
 * @typedef {Record<"id" | "result" | "formula" | "why" | "file", string>} Settled a formula for an example's result, or the reason for none
 */

/** @returns {{ published: Example[], formulas: Settled[] }} */
export function readExamples() {
  const files = readdirSync(join(golden, "formulas"))
    .filter((file) => file.endsWith(".csv"))
    .sort();
  const formulas = files.flatMap((file) => rowsOf(`formulas/${file}`).map((row) => ({ ...row, file })));
  return { published: rowsOf("published.csv"), formulas };
}

const keyOf = ({ id, result }) => `${id}: ${result}`;
const escaped = (text) => text.replaceAll("|", "\\|");
const counted = (count, noun) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
const functionsIn = (formula) => [...new Set([...formula.matchAll(/INFER\.([A-Z0-9]+)\(/g)].map(([, name]) => name))];

/** The example with its formula, or with the reason why it has none; both missing is a mistake in the data. */
function settledExample(example, rows) {
  const row = rows.get(keyOf(example));
  if (!row?.formula && !row?.why)
    throw new Error(`test/golden/formulas: ${keyOf(example)} has no formula and no reason.`);
  if (!(example.topic in TOPICS))
    throw new Error(`test/golden/published.csv: ${example.id} has an unknown topic, ${example.topic}.`);
  return { ...example, formula: row.formula, why: row.why };
}

/**
 * @param {{ published: readonly Example[], formulas: readonly Settled[] }} examples
 * @returns {string} the page
 */
export function publishedExamplesPage({ published, formulas }) {
  const rows = new Map(formulas.map((row) => [keyOf(row), row]));
  const examples = published.map((example) => settledExample(example, rows));
  const covered = examples.filter(({ formula }) => formula);
  const topics = Object.keys(TOPICS).filter((topic) => examples.some((example) => example.topic === topic));
  const of = (topic) => examples.filter((example) => example.topic === topic);
  return `${[
    "<!-- Made from test/golden by scripts/published-examples.mjs. Do not edit. -->",
    "# Published examples",
    "",
    `${counted(examples.length, "result")} of ${counted(new Set(examples.map(({ id }) => id)).size, "worked example")} that others published: ` +
      `**${covered.length.toLocaleString("en-US")} are reproduced by a formula**, ${(examples.length - covered.length).toLocaleString("en-US")} by none, with the reason.`,
    "",
    '"Published" is the figure as its source prints it, "within" the rounding of that print. Every formula on this page is executed by the tests and must agree',
    "with the published figure within it. Numbers outside the functions are the example's own inputs; where it takes a price, it is given as a table of its own,",
    "so that no example depends on a price of ours.",
    "",
    ...countTable(topics, of),
    "",
    "## By function",
    "",
    byFunction(covered),
    "",
    ...topics.flatMap((topic) => [`## ${TOPICS[topic]}`, "", ...topicTable(of(topic)), ""]),
  ].join("\n")}`.replace(/\n+$/, "\n");
}

function countTable(topics, of) {
  const anchor = (topic) => TOPICS[topic].toLowerCase().replaceAll(" ", "-");
  return [
    "| topic | results | by a formula | by none |",
    "|---|---|---|---|",
    ...topics.map((topic) => {
      const examples = of(topic);
      const covered = examples.filter(({ formula }) => formula).length;
      return `| [${TOPICS[topic]}](#${anchor(topic)}) | ${examples.length} | ${covered} | ${examples.length - covered} |`;
    }),
  ];
}

/** How many published results each function is held to. */
function byFunction(covered) {
  const counts = new Map();
  for (const name of covered.flatMap(({ formula }) => functionsIn(formula)))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `[${name}](functions.md#${name.toLowerCase()}) ${count}`)
    .join(" · ");
}

// The formula stands last: a value beside it would read as its result.
function topicTable(examples) {
  const linked = ({ source, url }) => (url ? `[${escaped(source)}](${url})` : `${escaped(source)} (no public address)`);
  return [
    "| example | result | published | within | formula, or why there is none |",
    "|---|---|---|---|---|",
    ...examples.map((example, at) => {
      const source = example.id === examples[at - 1]?.id ? "" : linked(example);
      const answer = [example.formula && `\`${escaped(example.formula)}\``, escaped(example.why)]
        .filter(Boolean)
        .join(" ");
      return `| ${source} | ${escaped(example.result)} | ${figure(example)} | ${tolerance(example)} | ${answer} |`;
    }),
  ];
}

const figure = ({ expected, unit }) =>
  `${Number(expected).toLocaleString("en-US", { maximumSignificantDigits: 12 })} ${unit}`.trim();

/** A relative tolerance as a percentage of two digits, ±0.0026%. */
const tolerance = ({ tolerance_rel: share }) => `±${Number((Number(share) * 100).toPrecision(2))}%`;

export function writePublishedExamples() {
  writeFileSync(join(root, PAGE), publishedExamplesPage(readExamples()));
}
