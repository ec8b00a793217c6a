import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { registeredFunctions } from "../../src/functions/call/registry";
import { dayText, isOrderUnsure, serialOfDay } from "../../src/taskpane/usage/days";
import { ExactSum, isAmount } from "../../src/taskpane/usage/exactSum";
import { columnFinder, FORMATS, formatOf } from "../../src/taskpane/usage/formats";
import { mappingOf, obstacleTo } from "../../src/taskpane/usage/mapping";
import { readHead, readTotals, type SourceFile } from "../../src/taskpane/usage/readFile";
import { Adder, type Totals } from "../../src/taskpane/usage/totals";
import { formulaOver, usagePlan } from "../../src/taskpane/usage/usagePlan";
import { serialOfDay as serial } from "./days";

/** A file in pieces of some length, as a browser hands it out. */
function fileOf(content: string | Uint8Array<ArrayBuffer>, name = "export.csv", pieceBytes = 7): SourceFile {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    slice: (start, end) => new Blob([bytes.subarray(start, end)]),
    stream: () => {
      let at = 0;
      return new ReadableStream({
        pull(controller) {
          if (at >= bytes.length) return controller.close();
          controller.enqueue(bytes.slice(at, at + pieceBytes));
          at += pieceBytes;
          return undefined;
        },
      });
    },
  };
}

async function totalsOf(content: string, pieceBytes?: number): Promise<Totals> {
  const file = fileOf(content, "export.csv", pieceBytes);
  const head = await readHead(file);
  const mapping = mappingOf(formatOf(head.headers), head.headers);
  const watching = { onProgress: () => undefined, signal: new AbortController().signal };
  const totals = await readTotals(file, head, mapping, watching);
  if (totals === undefined) throw new Error("cancelled");
  return totals;
}

const SAMPLES = {
  openaiUsage: `start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens
1759622400,1759708800,2025-10-05T00:00:00+00:00,2025-10-06T00:00:00+00:00,proj_a,3,u,k,gpt-5-mini,False,default,1000,200,100
1759622460,1759708800,2025-10-05T00:01:00+00:00,2025-10-06T00:00:00+00:00,proj_a,1,u,k,gpt-5-mini,False,default,500,50,0
1759708800,1759795200,2025-10-06T00:00:00+00:00,2025-10-07T00:00:00+00:00,proj_b,2,u,k,gpt-5-mini,True,default,10,20,0
`,
  openaiCosts: `start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id
1759622400,1759708800,2025-10-05T00:00:00+00:00,2025-10-06T00:00:00+00:00,0.8958740000000000,usd,"gpt-5-mini, input",p
1759622400,1759708800,2025-10-05T00:00:00+00:00,2025-10-06T00:00:00+00:00,0.1,usd,"gpt-5-mini, input",p
1759968000,1760054400,2025-10-09T00:00:00+00:00,2025-10-10T00:00:00+00:00,,,,
`,
  anthropicUsage: `usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed
2026-03-22,claude-sonnet-4-20250514,key,Default,standard,≤ 200k,100000,5,0,7,50000,1,,
2026-03-22,claude-sonnet-4-20250514,other,Default,standard,≤ 200k,1,0,0,0,2,0,,
`,
  anthropicCosts: `usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd
2026-03-22,Claude Sonnet 4,Default,k,message,0-200k,input_no_cache,1.23
`,
  focus: `BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,EffectiveCost,ListCost,ServiceName,SubAccountName,SkuMeter,ConsumedQuantity,ConsumedUnit
0.1,USD,2026-01-05T00:00:00Z,2026-01-06T00:00:00Z,0.1,0.2,Bedrock,team-a,input tokens,1000,Tokens
0.2,USD,2026-01-05T13:00:00Z,2026-01-06T00:00:00Z,0.2,0.4,Bedrock,team-a,input tokens,500,Tokens
`,
  aws: `identity/LineItemId,lineItem/UsageAccountId,lineItem/UsageStartDate,lineItem/UsageType,lineItem/ProductCode,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,pricing/unit
x,000111,2026-01-05T00:00:00Z,USE1-InputTokenCount,AmazonBedrock,12.5,USD,0.0375,1K tokens
`,
  aws2: `line_item_usage_account_id,line_item_usage_start_date,line_item_usage_type,line_item_product_code,line_item_usage_amount,line_item_currency_code,line_item_unblended_cost,pricing_unit
000111,2026-01-05 00:00:00.000,USE1-InputTokenCount,AmazonBedrock,12.5,USD,3.75E-2,1K tokens
`,
  azure: `SubscriptionName,ResourceGroup,Date,MeterCategory,MeterName,UnitOfMeasure,Quantity,CostInBillingCurrency,BillingCurrency
s,rg,01/15/2026,Azure OpenAI,gpt-4o Inp,1K,2.5,0.00625,EUR
`,
  google: `Project name,Service description,SKU description,Usage start date,Usage amount,Usage unit,Cost ($),Currency
p,Vertex AI,Gemini input,2026-01-05,100,count,0.5,USD
`,
} as const;

describe("exports of providers", () => {
  it.each([
    ["openaiUsage", "OpenAI usage"],
    ["openaiCosts", "OpenAI costs"],
    ["anthropicUsage", "Anthropic usage"],
    ["anthropicCosts", "Anthropic costs"],
    ["focus", "FOCUS"],
    ["aws", "AWS cost and usage report"],
    ["aws2", "AWS cost and usage report"],
    ["azure", "Azure costs"],
    ["google", "Google Cloud billing"],
  ] as const)("%s is known as %s, with day, model, account and sums", (sample, title) => {
    const headers = (SAMPLES[sample].split("\n")[0] ?? "").split(",");
    const format = formatOf(headers);
    expect(format.title).toBe(title);
    const mapping = mappingOf(format, headers);
    expect([mapping.day, mapping.model, mapping.account].every((column) => column >= 0)).toBe(true);
    expect(obstacleTo(mapping)).toBeUndefined();
  });

  it("are told apart by what each needs: no two formats need the same", () => {
    const needed = FORMATS.map(({ needs }) => JSON.stringify(needs));
    expect(new Set(needed).size).toBe(FORMATS.length);
  });

  it("are added up by day, model, team and what must not be mixed", async () => {
    const { headers, rows, sums, rowsRead } = await totalsOf(SAMPLES.openaiUsage);
    expect(headers).toEqual([
      "date",
      "model",
      "account",
      "tier",
      "requests",
      "input_tokens",
      "cache_read_tokens",
      "output_tokens",
    ]);
    const [first, second] = [serial("2025-10-05"), serial("2025-10-06")];
    expect(rows).toEqual([
      [first, "gpt-5-mini", "proj_a", "standard", 4, 1500, 100, 250],
      [second, "gpt-5-mini", "proj_b", "batch", 2, 10, 0, 20],
    ]);
    expect(sums).toEqual([6, 1510, 100, 270]);
    expect(rowsRead).toBe(3);
  });

  it("have costs added without rounding, and rows without numbers counted", async () => {
    const { rows, rowsBlank } = await totalsOf(SAMPLES.openaiCosts);
    expect(rows).toEqual([[serial("2025-10-05"), "gpt-5-mini, input", "p", "usd", 0.995874]]);
    expect(rowsBlank).toBe(1);
    expect((await totalsOf(SAMPLES.focus)).rows[0]?.at(-1)).toBe(0.3);
    expect((await totalsOf(SAMPLES.aws2)).rows[0]?.at(-1)).toBe(0.0375);
  });

  it("keep ids with leading zeros and read American days", async () => {
    expect((await totalsOf(SAMPLES.aws)).rows[0]?.[2]).toBe("000111");
    expect((await totalsOf(SAMPLES.azure)).rows[0]?.[0]).toBe(serial("2026-01-15"));
  });

  it("become a table that FOCUS prices, texts as texts", async () => {
    const totals = await totalsOf(SAMPLES.openaiUsage.replaceAll("proj_a", "=cmd|' /C calc'!A0"));
    const plan = usagePlan(totals, { sheet: "Usage", tableName: "Usage" });
    expect(plan.blocks[0]?.cells[1]?.[2]).toBe("=cmd|' /C calc'!A0");
    expect(plan.looks[2]?.look.numberFormat).toBe("@");
    expect(formulaOver("Usage", totals)).toBe("=INFER.FOCUS(Usage[#All])");
    const focus = registeredFunctions().get("FOCUS");
    const priced = (await focus?.(plan.blocks[0]?.cells as unknown[][])) as unknown[][];
    expect(priced[0]).toContain("EffectiveCost");
    const cost = priced[0]?.indexOf("EffectiveCost") ?? -1;
    expect(priced.slice(1).map((row) => typeof row[cost])).toEqual(Array(priced.length - 1).fill("number"));
    expect(priced.length).toBeGreaterThan(2);
  });
});

describe("adding up", () => {
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 1e12 }).map(String),
    fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 12 })).map(([digits, places]) => {
      const text = String(Math.abs(digits)).padStart(places + 1, "0");
      const at = text.length - places;
      return `${digits < 0 ? "-" : ""}${text.slice(0, at)}${places === 0 ? "" : `.${text.slice(at)}`}`;
    }),
    fc.constant(""),
  );
  /** The value in units of 10⁻¹², exactly. */
  const units = (text: string): bigint => {
    if (text === "") return 0n;
    const [whole = "", fraction = ""] = text.replace("-", "").split(".");
    return BigInt(whole + fraction.padEnd(12, "0")) * (text.startsWith("-") ? -1n : 1n);
  };

  it("gives for every group, and for the file, exactly the sum of what the file states", async () => {
    const row = fc.tuple(fc.constantFrom("a", "b", "=c"), fc.integer({ min: 1, max: 3 }), amount, amount);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        async (lines, piece) => {
          const text = lines.map(([model, day, tokens, cost]) => `2026-01-0${day},"${model}",${tokens},${cost}`);
          const totals = await totalsOf(`date,model,input_tokens,cost\n${text.join("\n")}`, piece);
          const expected = new Map<string, bigint[]>();
          for (const [model, day, tokens, cost] of lines) {
            if (tokens === "" && cost === "") continue;
            const key = `${serial(`2026-01-0${day}`)}|${model}`;
            const [t = 0n, c = 0n] = expected.get(key) ?? [];
            expected.set(key, [t + units(tokens), c + units(cost)]);
          }
          const numberOf = (value: bigint) => Number(`${value}e-12`);
          const found = totals.rows.map(([day, model, ...sums]) => [`${day}|${model}`, sums]);
          expect(Object.fromEntries(found)).toEqual(
            Object.fromEntries([...expected].map(([key, sums]) => [key, sums.map(numberOf)])),
          );
          const whole = [2, 3].map((at) => numberOf(lines.reduce((sum, line) => sum + units(line[at] as string), 0n)));
          expect(totals.sums).toEqual(whole);
        },
      ),
    );
  });

  it("stays exact beyond the integers that a number holds", () => {
    const sum = new ExactSum();
    for (let index = 0; index < 20; index++) sum.add("999999999999999");
    sum.add("0.5");
    sum.add("1e3");
    expect(sum.value()).toBe(19_999_999_999_999_980 + 1000.5);
  });

  it.each(["1,5", "$3", "abc", "--1", ".", "1e9999", "0x10", "Infinity", "e5"])("%j is no number", (text) => {
    expect(isAmount(text)).toBe(false);
  });

  it("tells rows it cannot read with their number, and adds the others", async () => {
    const totals = await totalsOf("date,model,cost\n2026-01-01,a,1\n2026-01-01,a,oops\n2026-01-01,a,2");
    expect(totals.rows[0]?.at(-1)).toBe(3);
    expect(totals.bad).toEqual([{ row: 3, why: 'cost: "oops" is no number' }]);
  });

  it("refuses more groups than a sheet should get, naming the columns", () => {
    const adder = new Adder({ day: -1, model: 0, account: -1, apart: [], sums: [{ column: 1, header: "cost" }] });
    expect(() => {
      for (let index = 0; index <= 100_000; index++) adder.add([String(index), "1"]);
    }).toThrow("more than 100,000 combinations of model");
  });

  it("gives each column a header of its own", () => {
    const sums = [1, 2, 3].map((column) => ({ column, header: column === 3 ? "" : "cost" }));
    const adder = new Adder({ day: -1, model: 0, account: -1, apart: [], sums });
    adder.add(["m", "1", "2", "3"]);
    expect(adder.totals().headers).toEqual(["model", "cost", "cost 2", "column 4"]);
  });
});

describe("days", () => {
  it.each([
    ["2026-01-31T23:59:59+02:00", "2026-01-31"],
    ["2026-01-31 00:00:00", "2026-01-31"],
    ["1769817600", "2026-01-31"],
    ["20260131", "2026-01-31"],
    ["01/31/2026", "2026-01-31"],
    ["31.1.2026", "2026-01-31"],
  ])("%s is %s", (text, day) => {
    expect(serialOfDay(dayText(text), text.startsWith("01/"))).toBe(serial(day));
  });

  it("that no other day explains are said to be unsure", () => {
    expect(isOrderUnsure(["03/04/2026"])).toBe(true);
    expect(isOrderUnsure(["03/04/2026", "03/13/2026"])).toBe(false);
    expect(isOrderUnsure(["2026-03-04"])).toBe(false);
    expect(serialOfDay("someday", true)).toBeUndefined();
  });
});

describe("reading a file", () => {
  it.each([
    ["", "is empty"],
    ["just one line of text", "no header row of two columns"],
    ["a,b\n", "nothing below it"],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0]), "is packed (.zip or .xlsx)"],
    [new Uint8Array([0x1f, 0x8b, 8, 0]), "is packed (.gz)"],
    [new Uint8Array([0x61, 0x2c, 0xe9, 0x0a, 0x62, 0x2c, 0x63]), "not written in UTF-8"],
  ])("refuses %j: %s", async (content, sentence) => {
    await expect(readHead(fileOf(content as string))).rejects.toThrow(sentence);
  });

  it("refuses a file beyond 200 MB before it reads it", async () => {
    const file = { ...fileOf("a,b\n1,2"), size: 200_000_001 };
    await expect(readHead(file)).rejects.toThrow("up to 200 MB are read");
  });

  it("reads UTF-16, as spreadsheets write Unicode text", async () => {
    const text = "date\tmodel\tcost\n2026-01-01\tmodèle\t1.5\n";
    const bytes = new Uint8Array(2 + text.length * 2);
    bytes.set([0xff, 0xfe]);
    for (const [index, unit] of [...text].entries())
      bytes.set([unit.charCodeAt(0) & 255, unit.charCodeAt(0) >> 8], 2 + 2 * index);
    const file = fileOf(bytes);
    const head = await readHead(file);
    expect(head.headers).toEqual(["date", "model", "cost"]);
    const mapping = mappingOf(formatOf(head.headers), head.headers);
    const watching = { onProgress: () => undefined, signal: new AbortController().signal };
    expect((await readTotals(file, head, mapping, watching))?.rows[0]).toEqual([serial("2026-01-01"), "modèle", 1.5]);
  });

  it("stops when it is cancelled, and gives nothing", async () => {
    const file = fileOf(SAMPLES.openaiUsage);
    const head = await readHead(file);
    const mapping = mappingOf(formatOf(head.headers), head.headers);
    const cancelled = new AbortController();
    cancelled.abort();
    const watching = { onProgress: () => undefined, signal: cancelled.signal };
    expect(await readTotals(file, head, mapping, watching)).toBeUndefined();
  });

  it("finds columns however they are written", () => {
    const find = columnFinder(["line_item_usage_start_date", "Usage Account ID"]);
    expect(find(["lineItem/UsageStartDate"])).toBe(0);
    expect(find(["nothing", "usage-account-id"])).toBe(1);
    expect(find(["else"])).toBe(-1);
  });
});
