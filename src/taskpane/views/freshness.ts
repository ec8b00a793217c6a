import { element } from "../dom";
import type { Freshness, TableFacts } from "../tables";

const WORDS: Readonly<Record<Freshness, string>> = { fresh: "fresh", ageing: "ageing", stale: "stale" };

/** How old a table is, in words and colour; nothing while it is fresh. */
export function freshnessMark({ freshness, ageDays }: TableFacts): HTMLElement | undefined {
  if (freshness === "fresh") return undefined;
  return element("span", { class: `mark ${freshness}` }, `${WORDS[freshness]}: ${ageDays} days old`);
}
