import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { comparePrices, compareRows } from "../../scripts/update/compare.mjs";
import { figureCells, installedProviders, rowsFromPackage, SELLERS } from "../../scripts/update/genaiPrices.mjs";
import { identityLines, reportLines } from "../../scripts/update/report.mjs";
import {
  applyProposals,
  DATA_FOLDER,
  presentRows,
  rowsFromFolder,
  tableNamed,
  withProposals,
  writeProposal,
} from "../../scripts/update/tables.mjs";
import { csvOf, folderWith } from "./fixtures";

type Row = Record<string, string>;

const READ = { asOf: "2026-11-18", version: "9.9.9" };

/** A row of ours, read in August. */
function ours(change: Row): Row {
  return {
    provider: "openai",
    model_id: "gpt-x",
    base_model: "gpt-x",
    maker: "openai",
    seller_rank: "1",
    display_name: "GPT X",
    aliases: "",
    mode: "chat",
    price_variant: "standard",
    input_usd_per_mtok: "2",
    output_usd_per_mtok: "8",
    cached_input_usd_per_mtok: "0.5",
    max_output: "4096",
    valid_from: "2026-01-01",
    valid_from_basis: "announced",
    valid_to: "",
    status: "current",
    currency: "USD",
    source: "price list",
    as_of: "2026-08-22",
    evidence: "verified",
    source_status: "list",
    conflict: "",
    note: "",
    ...change,
  };
}

interface Model {
  readonly id?: string;
  readonly prices: unknown;
  readonly deprecated?: boolean;
}

/** What a package with these models of one seller is read as. */
function read(models: readonly Model[], seller = "openai"): ReturnType<typeof rowsFromPackage> {
  return rowsFromPackage([{ id: seller, models: models.map((model) => ({ id: "gpt-x", ...model })) }], READ);
}

function compared(present: readonly Row[], models: readonly Model[], seller?: string) {
  return comparePrices(present, read(models, seller).rows, { sourceName: "genai-prices" });
}

const SAME = { input_mtok: 2, output_mtok: 8 };
const CHEAPER = { input_mtok: 1, output_mtok: 4 };

describe("prices of the maintained package in our columns", () => {
  it.each([
    ["plain figures", { input_mtok: 2, output_mtok: 8 }, { input_usd_per_mtok: "2", output_usd_per_mtok: "8" }],
    [
      "both lifetimes of the cache",
      { input_mtok: 2, cache_read_mtok: 0.2, cache_write_mtok: 2.5, cache_write_1h_mtok: 4 },
      {
        input_usd_per_mtok: "2",
        cached_input_usd_per_mtok: "0.2",
        cache_write_usd_per_mtok: "2.5",
        cache_write_1h_usd_per_mtok: "4",
      },
    ],
    [
      "a long-context tier, its threshold written as the token before",
      { input_mtok: { base: 1, tiers: [{ start: 271_999, price: 2 }] } },
      { input_usd_per_mtok: "1", tier_input_usd_per_mtok: "2", tier_threshold_tokens: "272000" },
    ],
    ["what we have no column for", { input_mtok: 2, web_searches_kcount: 10 }, { input_usd_per_mtok: "2" }],
  ])("%s", (_what, prices, cells) => {
    expect(figureCells(prices)).toEqual({ cells });
  });

  it.each([
    [
      "two tiers",
      {
        input_mtok: {
          base: 1,
          tiers: [
            { start: 1000, price: 2 },
            { start: 2000, price: 3 },
          ],
        },
      },
      "tier",
    ],
    ["no price of input tokens", { audio_hours: 1 }, "not sold by the input token"],
    ["a price of nothing, which would make cost free", { input_mtok: 0, output_mtok: 0 }, "free of charge"],
  ])("%s is left out and said so", (_what, prices, words) => {
    expect(figureCells(prices)).toMatchObject({ why: expect.stringContaining(words) });
  });

  it("carry the day and version of the reading as their source", () => {
    expect(read([{ prices: SAME }]).rows).toMatchObject([
      {
        provider: "openai",
        valid_from: "2026-11-18",
        valid_from_basis: "first_observed",
        as_of: "2026-11-18",
        evidence: "single",
        source: "genai-prices 9.9.9 (github pydantic/genai-prices)",
      },
    ]);
  });

  it("keep the price that holds on the day and those announced for later, each with its own first day", () => {
    const from = (start_date: string) => ({ constraint: { type: "start_date", start_date } });
    const prices = [
      { prices: { input_mtok: 9, output_mtok: 9 } },
      { ...from("2026-03-01"), prices: SAME },
      { ...from("2027-01-01"), prices: CHEAPER },
    ];
    expect(read([{ prices }]).rows).toMatchObject([
      { valid_from: "2026-03-01", valid_to: "2027-01-01", status: "current", valid_from_basis: "announced" },
      { valid_from: "2027-01-01", valid_to: "", status: "scheduled", input_usd_per_mtok: "1" },
    ]);
  });

  it("by the hour of the day are left to a person", () => {
    const prices = [{ prices: SAME }, { constraint: { type: "time_of_date" }, prices: CHEAPER }];
    expect(read([{ prices }])).toEqual({
      rows: [],
      skipped: [{ id: "openai/gpt-x", why: "priced by the hour of the day" }],
    });
  });

  it("of an embedding have no output; any other model without an output price is left out", () => {
    expect(read([{ id: "text-embedding-9", prices: { input_mtok: 1 } }]).rows).toMatchObject([
      { mode: "embedding", output_usd_per_mtok: "0" },
    ]);
    expect(read([{ prices: { input_mtok: 1 } }]).skipped[0]?.why).toBe("without an output price");
  });

  it("of sellers we do not carry, and of withdrawn models, are not ours to propose", () => {
    expect(read([{ prices: SAME }], "openrouter").rows).toEqual([]);
    expect(read([{ prices: SAME, deprecated: true }]).rows).toEqual([]);
  });

  it("of Anthropic's models at Google are Vertex's", () => {
    expect(read([{ id: "claude-opus-9", prices: SAME }], "google").rows[0]?.["provider"]).toBe("google-vertex");
    expect(read([{ id: "gemini-9", prices: SAME }], "google").rows[0]?.["provider"]).toBe("google");
  });

  it("can be read from the installed package: every seller it has for us, hundreds of prices", async () => {
    const providers = await installedProviders();
    expect(providers.map(({ id }) => id)).toEqual([...SELLERS.keys()]);
    const { rows } = rowsFromPackage(providers, READ);
    expect(rows.length).toBeGreaterThan(300);
    const sellers = new Set(csvOf("prices").rows.map(({ values }) => values["provider"]));
    for (const row of rows) expect(sellers, row["model_id"]).toContain(row["provider"]);
  });
});

describe("what a reading means for the table", () => {
  it("the same price is nothing new, and figures only one side gives are no difference", () => {
    const outcome = compared([ours({})], [{ prices: { ...SAME, cache_write_mtok: 2.5 } }]);
    expect(outcome).toMatchObject({ same: 1, proposals: [], disagreements: [] });
  });

  it("a changed price closes the old row and begins a new one, which keeps what its source does not say", () => {
    const present = [ours({ batch_discount: "0.5", batch_input_usd_per_mtok: "1" })];
    const [proposal] = compared(present, [{ prices: CHEAPER }]).proposals;
    expect(proposal).toMatchObject({ change: "changed", closes: "openai|gpt-x|standard|2026-01-01" });
    expect(proposal?.row).toMatchObject({
      input_usd_per_mtok: "1",
      output_usd_per_mtok: "4",
      valid_from: "2026-11-18",
      display_name: "GPT X",
      max_output: "4096",
      batch_discount: "0.5",
      batch_input_usd_per_mtok: "0.5",
      batch_output_usd_per_mtok: "2",
      note: "batch discount carried over from the price before",
    });
    // What the old price said of the cache need not hold for the new one.
    expect(proposal?.row).not.toHaveProperty("cached_input_usd_per_mtok");
  });

  it("a model nobody had is new, its first day that of the snapshot", () => {
    const { proposals } = compared([ours({})], [{ id: "gpt-y", prices: SAME }]);
    expect(proposals).toMatchObject([{ change: "new", row: { model_id: "gpt-y", valid_from_basis: "snapshot_date" } }]);
  });

  it.each([
    ["read no later than ours", { as_of: "2026-11-18" }, "not read later than ours, of 2026-11-18"],
    ["known when the row was made", { conflict: "genai-prices 2026-08-21: 1/4" }, "noted in the row already"],
    ["of a price that has ended", { valid_to: "2026-06-01", status: "historical" }, "ours has ended"],
    ["of a model sold by several kinds of token", { mode: "image" }, "sold by image tokens as well as text"],
  ])("a difference %s is a disagreement, not a proposal", (_what, change, why) => {
    const outcome = compared([ours(change)], [{ prices: CHEAPER }]);
    expect(outcome.proposals).toEqual([]);
    expect(outcome.disagreements[0]?.why).toContain(why);
    expect(reportLines(tableNamed("prices"), outcome).at(-1)).toContain("input_usd_per_mtok 2 → 1");
  });

  it("a price dated before ours began is a disagreement", () => {
    const prices = [{ constraint: { type: "start_date", start_date: "2025-12-01" }, prices: CHEAPER }];
    expect(compared([ours({})], [{ prices }]).disagreements[0]?.why).toBe(
      "dated 2025-12-01, ours holds from 2026-01-01",
    );
  });

  it("the same model under another spelling is never added twice", () => {
    const present = [ours({ provider: "groq", model_id: "llama-3.3-70b-versatile", base_model: "llama-3.3-70b" })];
    const other = { id: "llama-3.3-70b", prices: SAME };
    expect(compared(present, [other], "groq")).toMatchObject({ same: 1, proposals: [] });
    const cheaper = { id: "llama-3.3-70b", prices: CHEAPER };
    expect(compared(present, [cheaper], "groq").disagreements[0]?.why).toContain(
      "under the id llama-3.3-70b-versatile",
    );
  });

  it("in another table a new key is proposed, a known key with other values is not", () => {
    const table = { name: "verdicts", key: ["id"], columns: [{ id: "id" }, { id: "note" }] };
    const outcome = compareRows(
      table,
      [{ id: "a", note: "x" }],
      [
        { id: "a", note: "y" },
        { id: "b", note: "z" },
      ],
    );
    expect(outcome.proposals).toMatchObject([{ change: "new", row: { id: "b" } }]);
    expect(outcome.disagreements).toMatchObject([{ different: [{ id: "note", ours: "x", theirs: "y" }] }]);
  });
});

describe("laying proposals into the tables", () => {
  const copies: string[] = [];
  const copyOfData = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "infer-update-"));
    copies.push(folder);
    cpSync(DATA_FOLDER, folder, {
      recursive: true,
      filter: (place) => place === DATA_FOLDER || place.endsWith(".csv"),
    });
    return folder;
  };
  afterAll(() => {
    for (const folder of copies) rmSync(folder, { recursive: true, force: true });
  });

  const HEADER = "provider,model_id,input_usd_per_mtok,output_usd_per_mtok,valid_from,source,as_of";
  const [current] = csvOf("prices")
    .rows.map(({ values }) => values as Row)
    .filter((row) => row["model_id"] === "gpt-4o" && row["provider"] === "openai" && row["status"] === "current");

  function proposed(lines: readonly string[]): { folder: string; outcome: ReturnType<typeof comparePrices> } {
    const rows = rowsFromFolder(folderWith({ "prices.csv": `${[HEADER, ...lines].join("\n")}\n` })).get("prices") ?? [];
    const outcome = comparePrices(presentRows("prices"), rows, { sourceName: "the folder" });
    const folder = folderWith({});
    writeProposal(folder, "prices", outcome.proposals);
    return { folder, outcome };
  }

  it("appends, closes what it replaces, and changes no other cell of history", () => {
    const data = copyOfData();
    const { folder } = proposed([
      "openai,gpt-4o,1,4,2026-11-19,price page,2026-11-19",
      "acme,acme-chat,1,2,2026-11-19,price page,2026-11-19",
    ]);
    expect(applyProposals(folder, data)).toEqual([{ name: "prices", added: 2, closed: 1 }]);
    const before = new Map(presentRows("prices").map((row) => [row["key"], row]));
    const after = presentRows("prices", data);
    const added = after.filter((row) => !before.has(row["key"]));
    expect(added.map((row) => row["key"])).toEqual([
      "acme|acme-chat|standard|2026-11-19",
      "openai|gpt-4o|standard|2026-11-19",
    ]);
    expect(after).toHaveLength(before.size + 2);
    const edited = after.filter(
      (row) => before.has(row["key"]) && JSON.stringify(row) !== JSON.stringify(before.get(row["key"])),
    );
    const closed = before.get(`openai|gpt-4o|standard|${current?.["valid_from"]}`);
    expect(edited).toEqual([{ ...closed, valid_to: "2026-11-19", status: "historical" }]);
  });

  it("gives the same bytes whatever happens twice", () => {
    const { folder } = proposed(["acme,acme-chat,1,2,2026-11-19,price page,2026-11-19"]);
    const [one, two] = [copyOfData(), copyOfData()];
    applyProposals(folder, one);
    applyProposals(folder, two);
    expect(readFileSync(join(one, "prices.csv"), "utf8")).toBe(readFileSync(join(two, "prices.csv"), "utf8"));
  });

  it("without a proposal left rewrites the file to the byte", () => {
    const data = copyOfData();
    applyProposals(proposed([]).folder, data);
    expect(readFileSync(join(data, "prices.csv"), "utf8")).toBe(readFileSync(join(DATA_FOLDER, "prices.csv"), "utf8"));
  });

  it("changes nothing when the tables would not be in order", () => {
    const data = copyOfData();
    const { folder } = proposed(["acme,acme-chat,1,5000,2026-11-19,price page,2026-11-19"]);
    expect(() => applyProposals(folder, data)).toThrow(/Nothing was changed.*\n.*5000 USD\/Mtok is not plausible/);
    expect(readFileSync(join(data, "prices.csv"), "utf8")).toBe(readFileSync(join(DATA_FOLDER, "prices.csv"), "utf8"));
  });

  it("refuses to close a row that is not there, or has ended", () => {
    const row = ours({ valid_from: "2026-11-18" });
    const closing = (closes: string) => () =>
      withProposals("prices", [ours({ valid_to: "2026-06-01" })], [{ change: "changed", closes, row }]);
    expect(closing("openai|gone|standard|2026-01-01")).toThrow("which is not in prices.csv");
    expect(closing("openai|gpt-x|standard|2026-01-01")).toThrow("which has ended already");
  });

  it("warns when a name would mean another seller's model", () => {
    const { outcome } = proposed(["openai,gpt-oss-120b,1,2,2026-11-19,price page,2026-11-19"]);
    const before = presentRows("prices");
    const lines = identityLines(before, withProposals("prices", before, outcome.proposals));
    expect(lines).toContain('  gpt-oss-120b: maker "openai", not "", so that the bare name asks that seller');
    expect(identityLines(before, before)).toEqual([]);
  });

  it.each([
    ["a folder that is not there", undefined, "there is no such folder"],
    ["a folder without tables", { "readme.txt": "" }, "has no CSV file"],
    ["a file that is no table", { "price.csv": HEADER }, "price.csv: no table has that name"],
    [
      "a column we do not have",
      { "prices.csv": "provider,price\nacme,1\n" },
      'prices.csv, line 1: unknown column "price"',
    ],
  ])("refuses %s", (_what, files, words) => {
    const folder = files === undefined ? join(folderWith({}), "absent") : folderWith(files);
    expect(() => rowsFromFolder(folder)).toThrow(words);
  });

  it("asks for a proposal before it applies one", () => {
    expect(() => applyProposals(join(folderWith({}), "absent"))).toThrow("make a proposal first");
  });
});
