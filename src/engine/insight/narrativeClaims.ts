import { type Figures, figure } from "./narrativeFigures";

type Said = string | undefined;

/** How many claims follow from their own inputs, and which is farthest off. */
export const CLAIM_SENTENCES: readonly ((figures: Figures) => Said)[] = [counted, farthest];

function counted(figures: Figures): Said {
  const [audited, follow, depend, fail] = [
    "claims_audited",
    "claims_that_follow",
    "claims_that_depend",
    "claims_that_do_not_follow",
  ].map((name) => figures.number(name));
  if (audited === undefined || follow === undefined || fail === undefined) return undefined;
  const parts = [
    `${figure(follow)} ${follow === 1 ? "follows" : "follow"} from ${follow === 1 ? "its" : "their"} own inputs`,
    ...(depend === undefined || depend === 0 ? [] : [`${figure(depend)} in part`]),
    `${figure(fail)} ${fail === 1 ? "does" : "do"} not`,
  ];
  const last = parts.pop() ?? "";
  return `Of ${figure(audited)} claims, ${parts.join(", ")}, and ${last}.`;
}

function farthest(figures: Figures): Said {
  const [name, factor] = [figures.word("farthest_claim"), figures.number("farthest_factor")];
  if (name === undefined || factor === undefined || factor <= 1) return undefined;
  return `Farthest off is "${name}": stated and computed differ by a factor of ${figure(factor)}.`;
}
