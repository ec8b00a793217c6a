import { orList, plainName } from "./checks";
import { editDistance } from "./editDistance";
import { notFound } from "./errors";

/** Rows by every name they answer to. Spelling is forgiven for case, spaces, dashes, underscores and, last, dots. */
export interface NameIndex<T> {
  /** What a row is called in a sentence: "model", "accelerator". */
  readonly noun: string;
  find(name: string): T | undefined;
  suggest(name: string): readonly string[];
}

const MOST_SUGGESTIONS = 3;

export function nameIndex<T>(noun: string, rows: readonly T[], namesOf: (row: T) => readonly string[]): NameIndex<T> {
  const byName = new Map<string, T>();
  const byLooseName = new Map<string, T>();
  const spellings: string[] = [];
  const asked = new Map<string, readonly string[]>();
  for (const row of rows) {
    for (const name of namesOf(row)) {
      const plain = plainName(name);
      if (plain === "" || byName.has(plain)) continue;
      byName.set(plain, row);
      spellings.push(name);
      const loose = looseName(plain);
      if (!byLooseName.has(loose)) byLooseName.set(loose, row);
    }
  }
  return {
    noun,
    find: (name) => byName.get(plainName(name)) ?? byLooseName.get(looseName(plainName(name))),
    suggest: (name) =>
      kept(asked, name, () => suggestions(name, spellings, (spelling) => byName.get(plainName(spelling)))),
  };
}

/** "claude-3.5-sonnet" and "claude-3-5-sonnet" are one name where nothing else decides. */
function looseName(plain: string): string {
  return plain.replaceAll(".", "");
}

/** The row, or #N/A with up to three names that were perhaps meant. Never a silent zero. */
export function findRow<T>(index: NameIndex<T>, name: string): T {
  const row = index.find(name);
  if (row !== undefined) return row;
  throw notFound(unknownName(index.noun, name, index.suggest(name)));
}

export function unknownName(noun: string, name: string, meant: readonly string[]): string {
  const question = meant.length === 0 ? "" : ` Did you mean ${orList(meant.map((m) => `"${m}"`))}?`;
  return `No ${noun} "${name}" in the table.${question}`;
}

const MOST_KEPT = 256;

/** A wrong name stands in many cells; the search through all spellings is made once for it. */
export function kept<T>(answers: Map<string, T>, name: string, make: () => T): T {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const answer = make();
  if (answers.size < MOST_KEPT) answers.set(name, answer);
  return answer;
}

interface Near {
  readonly spelling: string;
  readonly score: number;
}

/**
 * The nearest spellings, one for each thing meant: by edits, where a name that contains the other counts as near.
 * Where none is near, the names of the same family: those that begin with the same word.
 */
export function suggestions(
  name: string,
  spellings: readonly string[],
  meaning: (spelling: string) => unknown = (spelling) => spelling,
): readonly string[] {
  const wanted = plainName(name);
  if (wanted === "") return [];
  const near = nearest(wanted, spellings);
  const found = near.length > 0 ? near : family(name, spellings);
  found.sort(
    (a, b) => a.score - b.score || a.spelling.length - b.spelling.length || (a.spelling < b.spelling ? -1 : 1),
  );
  const meant = new Set<unknown>();
  const suggested: string[] = [];
  for (const { spelling } of found) {
    if (suggested.length === MOST_SUGGESTIONS) break;
    const thing = meaning(spelling);
    if (!meant.has(thing)) suggested.push(spelling);
    meant.add(thing);
  }
  return suggested;
}

function nearest(wanted: string, spellings: readonly string[]): Near[] {
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const near: Near[] = [];
  for (const spelling of spellings) {
    const plain = plainName(spelling);
    const edits = editDistance(wanted, plain);
    const contained = wanted.length >= 3 && plain.length >= 3 && (plain.includes(wanted) || wanted.includes(plain));
    const score = contained ? Math.min(edits, 1 + Math.abs(plain.length - wanted.length) / 100) : edits;
    // Of two letters one may be wrong; two wrong ones are another name.
    const isSimilar = contained || 2 * edits <= Math.max(wanted.length, plain.length);
    if (score <= most && isSimilar) near.push({ spelling, score });
  }
  return near;
}

const firstWord = (name: string): string => /^\s*([a-z]{3,})/i.exec(name)?.[1]?.toLowerCase() ?? "";

function family(name: string, spellings: readonly string[]): Near[] {
  const word = firstWord(name);
  if (word === "") return [];
  return spellings
    .filter((spelling) => firstWord(spelling) === word)
    .map((spelling) => ({ spelling, score: editDistance(plainName(name), plainName(spelling)) }));
}
