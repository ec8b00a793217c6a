import type { CatalogEntry } from "../catalog/types";

/** What the pane, the docs and the first sheet lead with, in this order. */
export const FIRST_FUNCTIONS: readonly string[] = [
  "PRICE",
  "COST",
  "MONTHLYCOST",
  "COMPARE",
  "AGENTCOST",
  "BREAKEVEN",
  "COSTPERTOKEN",
  "THROUGHPUT",
  "RENT",
  "SIMULATE",
  "PROJECT",
  "KPIS",
];

const NAME_START = 100;
const NAME_PART = 60;
const NAME_LETTERS = 20;
const WORD_START = 12;
const WORD_PART = 5;

function isSubsequence(letters: string, text: string): boolean {
  let next = 0;
  for (const letter of text) if (letter === letters[next]) next++;
  return next === letters.length;
}

function textOf({ group, summary, returns, formula, remarks, arguments: args }: CatalogEntry): string {
  const parts = args.map(({ name, description }) => `${name} ${description}`);
  return [group, summary, returns, formula, ...remarks, ...parts].join(" ").toLowerCase();
}

/** How well one word fits a function; 0 is not at all. A shorter name wins among those that begin alike. */
function closeness(word: string, name: string, text: string): number {
  if (name.startsWith(word)) return NAME_START - name.length;
  if (name.includes(word)) return NAME_PART - name.length;
  if (text.startsWith(word) || /[\s_(]/.test(text.charAt(text.indexOf(word) - 1))) {
    if (text.includes(word)) return WORD_START;
  }
  if (text.includes(word)) return WORD_PART;
  return word.length > 2 && isSubsequence(word, name) ? NAME_LETTERS - name.length / 2 : 0;
}

/** The functions that fit every word of the query, the best first; all of them, as they stand, for a blank one. */
export function searched(entries: readonly CatalogEntry[], query: string): readonly CatalogEntry[] {
  const words = query
    .toLowerCase()
    .replace(/^=?infer\./, "")
    .split(/[\s,;()"]+/)
    .filter((word) => word !== "");
  if (words.length === 0) return entries;
  const scored = entries.map((entry) => {
    const name = entry.name.toLowerCase();
    const text = textOf(entry);
    const found = words.map((word) => closeness(word, name, text));
    return { entry, score: found.includes(0) ? 0 : found.reduce((sum, value) => sum + value, 0) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

export interface FunctionGroup {
  readonly title: string;
  readonly entries: readonly CatalogEntry[];
}

export function groupsOf(entries: readonly CatalogEntry[]): readonly string[] {
  return [...new Set(entries.map(({ group }) => group))];
}

/** What the list shows: the first functions and then group by group; with a query one ranked list. */
export function listed(entries: readonly CatalogEntry[], query: string, group: string): readonly FunctionGroup[] {
  const inGroup = group === "" ? entries : entries.filter((entry) => entry.group === group);
  if (query.trim() !== "") {
    const found = searched(inGroup, query);
    return [{ title: found.length === 1 ? "1 function" : `${found.length} functions`, entries: found }];
  }
  if (group !== "") return [{ title: group, entries: inGroup }];
  const first = FIRST_FUNCTIONS.flatMap((name) => entries.filter((entry) => entry.name === name));
  const groups = groupsOf(entries).map((title) => ({
    title,
    entries: entries.filter((entry) => entry.group === title && !FIRST_FUNCTIONS.includes(entry.name)),
  }));
  return [{ title: "Start with these", entries: first }, ...groups].filter(({ entries: shown }) => shown.length > 0);
}
