// How the tables speak. Sources are named; what is only claimed is called a claim; remarks are in our own words.

export const CLAIMS = "claims in the market";
export const COMPILED = "2026-11-20";

const DOCUMENT = /^(?:\d{3}_[0-9a-f]+\.txt\|?)+$/;

/** The name our tables give to a source. */
export function sourceName(source) {
  if (DOCUMENT.test(source)) return CLAIMS;
  return source
    .replace(/^requirement \d{3}\b/, CLAIMS)
    .replace(/^ext: api-prices\.csv$/, "our table prices")
    .replace(/^ext: /, "")
    .replace(/^api-prices\.csv$/, "our table prices")
    .replace(/(public TypeScript file), id \d+/, "$1, author not known")
    .replace(/undated stored version/, "undated version")
    .replace(/dc-efficiency\.csv/, "our table dc_efficiency")
    .replace(/^; /, "");
}

/** Remarks that carry another author's sentence or a name of ours that means nothing to a reader, in our own words. */
const REMARKS = new Map([
  ["seed 003", "claimed range"],
  ["seed 003 low; Epoch 33.6k (DGX share May 2023)", "low end claimed; high end Epoch AI, share of a DGX in May 2023"],
  ["assumed as H100 seed", "assumed like the range claimed for H100"],
  ["assumed as seed A100", "assumed like the range claimed for A100"],
  [
    "seed 003; Intel list 125k per 8-card kit (recalled)",
    "low end claimed; high end Intel's 125k list price of an 8-card kit (recalled)",
  ],
  ["internal (seed)", "not sold (claimed)"],
  [
    "seed says 600 W; datasheet 900 W OAM (600 W is the PCIe card); some Intel papers give 1835 TFLOPS",
    "600 W is claimed; the data sheet gives 900 W for the OAM module (600 W is the PCIe card); some Intel papers give 1835 TFLOPS",
  ],
  [
    "seed says 300 W; product brief 215 W (max 300 W card, recalled)",
    "300 W is claimed; product brief 215 W (card at most 300 W, recalled)",
  ],
  [
    "seed says 600 W and ~15,000 tok/s; Epoch 700 W; SemiAnalysis 780 TFLOPS; seed elsewhere says ~70% of H100",
    "600 W and about 15,000 tok/s are claimed, elsewhere about 70% of an H100; Epoch 700 W; SemiAnalysis 780 TFLOPS",
  ],
  [
    "undated press (wahananews, web page) gives mid-size industry Rp 2,065/kWh = about 0.13 USD, close to the seed",
    "undated press (wahananews, web page) gives mid-size industry Rp 2,065/kWh = about 0.13 USD, close to the claim",
  ],
  ["implied 90% exceeds the seed upper bound 85%", "the implied 90% exceeds the claimed upper bound of 85%"],
  [
    'seed margins do not follow from its own ranges: implied -400..-700% of revenue; seed writes "-50-80%"',
    "the claimed margins do not follow from the claimed ranges, which imply -700% to -400% of revenue",
  ],
  ["seed says 450+", "450 or more is claimed"],
  ["seed says 50+", "50 or more is claimed"],
  ["seed says 100+", "100 or more is claimed"],
  [
    "seed attributes EUR 20bn to AI Act implementation; probably InvestAI gigafactories (unverified)",
    "claimed for AI Act implementation; probably the InvestAI gigafactories (unverified)",
  ],
  ["requirement 003 gives 5-50", "5 to 50 is claimed elsewhere"],
  [
    "conflicts with 003: >10 million tokens/DAY (=300 M/month) and 3-6 months payback",
    "conflicts with the other claim of more than 10 million tokens a day (300 million a month) and 3 to 6 months of payback",
  ],
  ["same file table says 40-70%", "40-70% is claimed elsewhere"],
  ["000: >2x (Nadella); 003: 2-3x per watt", "more than 2x (Nadella) and 2-3x per watt are claimed"],
  ["seed figure outdated", "the claimed figure is outdated"],
  ["seed: 500+", "500 or more is claimed"],
  ["001: ~90%/yr; 003: ~80% in one year", "about 90% a year and about 80% in one year are claimed"],
  ["conflict with 000 (1.0)", "conflicts with another claim (1.0)"],
  ["conflict with 000 (3.7)", "conflicts with another claim (3.7)"],
  [
    '"a couple of years earlier", conflicts with 003 (50)',
    "dated only as a couple of years earlier; conflicts with another claim (50)",
  ],
  ["sum of the ten seed regions", "sum of the ten claimed regions"],
  [
    "launched 2024-07 at that price; dated 2026 in the seed",
    "launched in July 2024 at that price; the claim dates it 2026",
  ],
  ["WRONG: real 5/25 (000 has it right)", "wrong: the list price is 5/25"],
  ["WRONG: real 5/25", "wrong: the list price is 5/25"],
  [
    "Dataoorts: vCPU and RAM are FREE; only GPU + storage are billed.; Pricing is dynamic (DDRA) and updated every ~18h; valu",
    "dynamic price, refreshed about every 18 h; only GPU and storage are charged",
  ],
  ["Price fluctuates ±15% in Community Cloud", "moves by about 15% either way"],
  [
    "Marketplace min price from cheapest host at time of collection; Vast.ai marketplace: listed price is the cheapest live o",
    "marketplace minimum",
  ],
  [
    "as_of is an upper-bound guess: stored catalogue version carries no date",
    "the catalogue carries no date; as_of is its latest possible day",
  ],
  [
    "Serverless billing per second (idle-free); CPU/RAM/storage billed separately",
    "serverless, by the second; CPU, memory and storage extra",
  ],
  [
    "Marketplace cheapest live offer — likely spot, not guaranteed on-demand",
    "marketplace minimum, probably interruptible",
  ],
  [
    "Provider page references July 2024; prices may be stale",
    "the seller's page speaks of July 2024: perhaps out of date",
  ],
  ["Decentralized marketplace; price reflects min live offer", "marketplace minimum"],
  ["Spot tier rarely available in practice — confirm availability before relying on this price.", "rarely available"],
  [
    "Spot price estimated (-56%); exact per-GPU price not published by provider",
    "estimated at 44% of on demand; not published per GPU",
  ],
  [
    "Interruptible estimated at ~50% of on-demand per Vast.ai documentation; Vast.ai marketplace: listed price is the cheapes",
    "estimated at half of the marketplace minimum on demand",
  ],
  [
    "Virtualized GPU (GPU-over-IP); performance varies; VRAM is 48 GB but site labels 180 GB",
    "virtual GPU over the network; 48 GB although the page says 180 GB",
  ],
  [
    "Virtualized GPU (GPU-over-IP); performance varies; VRAM is 80 GB but site labels 180 GB",
    "virtual GPU over the network; 80 GB although the page says 180 GB",
  ],
  ["VRAM is 80 GB but site labels 180 GB", "80 GB although the page says 180 GB"],
  ["VRAM is 48 GB but site labels 180 GB", "48 GB although the page says 180 GB"],
  [
    "Salad Medium priority tier — interruptible; higher tiers (High) cost more, lower (Low/Batch) cost less.; vCPU/RAM billed",
    "medium priority, interruptible; CPU and memory extra",
  ],
  ["Marketplace: $2.90–$3.06 across providers", "marketplace, 2.90 to 3.06 across hosts"],
  ["Marketplace: $0.17–$0.48 across providers (highly variable)", "marketplace, 0.17 to 0.48 across hosts"],
  ["Marketplace: $0.60–$1.26 across providers", "marketplace, 0.60 to 1.26 across hosts"],
  ["User-verified working — tested in practice and provisioned successfully (2026-05-25).", ""],
  ["Bare Metal sold in 8x node; price normalized per GPU", "sold as bare metal by the node of 8; divided by 8"],
  ["Spot price estimated", "estimated"],
]);

/** A remark, price basis or conflict in our own words. */
export function remark(text) {
  const own = REMARKS.get(text) ?? text;
  return own
    .replace(/\bseed renewable (\d+)% vs (\d+)%/g, "renewable share claimed $1%, here $2%")
    .replace(/\bseed ([\d.]+) vs ([\d.]+) USD\/kWh/g, "tariff claimed $1 USD/kWh, here $2");
}

// "seed" as a word, but not in a product's name (ByteDance Seed 2.0) or the mistake the audit is about.
const FORBIDDEN = /\bseed\b(?![- ]\d)|\brequirements?\b|\b00[0-4]_|\b00\d\b.*\btxt\b/i;

/** The first forbidden wording in a text, if any. */
export function forbiddenWord(text) {
  return FORBIDDEN.exec(text)?.[0];
}

/** What kind of statement a row is. One rule for all tables; docs/sources.md says it in words. */
export function sourceStatus({ evidence, source, kind }) {
  if (evidence === "conflict") return "disputed";
  if (evidence === "claim" || source.startsWith(CLAIMS)) return "claim";
  if (["recalled", "derived", "partial", "convention"].includes(evidence)) return "estimate";
  return kind;
}

/** A number in its shortest spelling; empty stays empty. */
export function number(text) {
  if (text === undefined || text.trim() === "") return "";
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Error(`"${text}" is not a number.`);
  return String(value);
}
