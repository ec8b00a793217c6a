import type { ReadValue } from "../../host/port";

/** A column of our price table that a column of a list may become; prices are per million tokens. */
export interface Target {
  readonly id: TargetId;
  readonly title: string;
  readonly kind: "text" | "price" | "date";
  /** The header without a currency in it, for lists in other currencies. */
  readonly neutral?: string;
}

export type TargetId =
  | "model"
  | "provider"
  | "input_usd_per_mtok"
  | "output_usd_per_mtok"
  | "cache_read_usd_per_mtok"
  | "cache_write_usd_per_mtok"
  | "tier"
  | "currency"
  | "valid_from"
  | "valid_to"
  | "aliases";

export const TARGETS: readonly Target[] = [
  { id: "model", title: "Model", kind: "text" },
  { id: "provider", title: "Provider", kind: "text" },
  { id: "input_usd_per_mtok", title: "Input price", kind: "price", neutral: "input_price" },
  { id: "output_usd_per_mtok", title: "Output price", kind: "price", neutral: "output_price" },
  { id: "cache_read_usd_per_mtok", title: "Cached input price", kind: "price", neutral: "cache_read" },
  { id: "cache_write_usd_per_mtok", title: "Cache write price", kind: "price", neutral: "cache_write" },
  { id: "tier", title: "Tier", kind: "text" },
  { id: "currency", title: "Currency", kind: "text" },
  { id: "valid_from", title: "Valid from", kind: "date" },
  { id: "valid_to", title: "Valid to", kind: "date" },
  { id: "aliases", title: "Other names", kind: "text" },
];

/** What a header says in English, French, German, Spanish, Italian, Portuguese or Dutch; the first that fits. */
const GUESSES: readonly (readonly [TargetId, RegExp])[] = [
  ["cache_write_usd_per_mtok", /cache.*(write|creat|ecrit|schreib|escrit|scrit)|(write|ecriture|schreib\w*).*cache/],
  ["cache_read_usd_per_mtok", /cache/],
  [
    "input_usd_per_mtok",
    /\b(in|input|inputs|prompt|entree|entrees|eingabe|eingang|entrada|ingresso|invoer)\b|^input|^prompt/,
  ],
  [
    "output_usd_per_mtok",
    /\b(out|output|outputs|completion|response|sortie|sorties|ausgabe|ausgang|salida|saida|uscita|uitvoer)\b|^output|^completion/,
  ],
  ["currency", /\b(currency|devise|monnaie|wahrung|moneda|moeda|valuta)\b/],
  ["valid_from", /valid.?from|effective|\b(from|since|start|depuis|ab|desde|vanaf)\b/],
  ["valid_to", /valid.?to|\b(until|to|end|expires|jusqu|bis|hasta|ate|tot)\b/],
  ["provider", /\b(provider|vendor|seller|supplier|fournisseur|anbieter|proveedor|fornitore|fornecedor|leverancier)\b/],
  ["aliases", /\b(alias|aliases|synonyms)\b/],
  ["tier", /\b(tier|service.?tier|stufe|niveau)\b/],
  ["model", /model|\b(name|nom|nombre|nome|naam|id|deployment|sku)\b/],
];

const plain = (header: string) =>
  header.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(/[_-]+/g, " ").trim();

/** The target of each header, each target once; `undefined` for what fits none. */
export function guessedTargets(headers: readonly string[]): readonly (TargetId | undefined)[] {
  const taken = new Set<TargetId>();
  const fits = headers.map((header) => GUESSES.filter(([, pattern]) => pattern.test(plain(header))).map(([id]) => id));
  // Headers that fit one target alone choose first.
  const order = fits
    .map((_ids, index) => index)
    .sort((a, b) => (fits[a]?.length ?? 0) - (fits[b]?.length ?? 0) || a - b);
  const chosen: (TargetId | undefined)[] = headers.map(() => undefined);
  for (const index of order) {
    const id = fits[index]?.find((candidate) => !taken.has(candidate));
    if (id === undefined) continue;
    taken.add(id);
    chosen[index] = id;
  }
  return chosen;
}

/** How many tokens a price is for. */
export type PriceUnit = "1M" | "1K" | "1";

/** Powers of ten from a price per unit to a price per million tokens. */
export const POWERS: Readonly<Record<PriceUnit, number>> = { "1M": 0, "1K": 3, "1": 6 };

const SAYS: readonly (readonly [PriceUnit, RegExp])[] = [
  ["1M", /\b1?\s?m\b|mtok|million|mio\b|1[,. ]?000[,. ]?000|1e6|\/1?m/],
  ["1K", /\b1?\s?k\b|ktok|thousand|mille\b|tausend|1[,. ]?000\b|1e3|\/1?k/],
  ["1", /per tok|\/ ?tok|par tok|pro tok/],
];

/** What a text says of the unit of prices. */
export function unitIn(text: string): PriceUnit | undefined {
  return SAYS.find(([, pattern]) => pattern.test(text.toLowerCase()))?.[0];
}

/** Prices per million below this have never been asked for a chat model; a list of such is per thousand tokens. */
const TOO_LOW = 0.02;

/** The unit that headers or cells state, else the one that fits the size of the prices. */
export function guessedUnit(headers: readonly string[], prices: readonly ReadValue[]): PriceUnit {
  const stated = headers.map(unitIn).find((unit) => unit !== undefined);
  if (stated !== undefined) return stated;
  const inCells = prices.map((cell) => (typeof cell === "string" ? unitIn(cell) : undefined));
  const inCell = inCells.find((unit) => unit !== undefined);
  if (inCell !== undefined) return inCell;
  const numbers = prices.filter((cell) => typeof cell === "number" && cell > 0) as number[];
  const most = Math.max(0, ...numbers);
  if (most === 0 || most >= TOO_LOW * 5) return "1M";
  return most < TOO_LOW / 1000 ? "1" : "1K";
}
