import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { registeredFunctions } from "../../src/functions/call/registry";
import type { ReadValue } from "../../src/host/port";
import { csvRows } from "../../src/taskpane/csv";
import { amountOf, shifted, styleOf } from "../../src/taskpane/ownPrices/amounts";
import { guessedTargets, guessedUnit } from "../../src/taskpane/ownPrices/columns";
import {
  guessedReading,
  obstacleTo,
  type PriceList,
  priceListOf,
  readList,
} from "../../src/taskpane/ownPrices/priceList";
import { formulaOver, pricesPlan } from "../../src/taskpane/ownPrices/pricesPlan";

function listOf(text: string): PriceList {
  const list = priceListOf(csvRows(text));
  if (list === undefined) throw new Error("no list");
  return list;
}

describe("the columns of a price list are guessed by their headers", () => {
  it.each([
    [
      ["Model", "Input $/1M", "Out price"],
      ["model", "input_usd_per_mtok", "output_usd_per_mtok"],
    ],
    [
      ["Modèle", "Prix entrée", "Prix sortie"],
      ["model", "input_usd_per_mtok", "output_usd_per_mtok"],
    ],
    [
      ["Anbieter", "Modell", "Eingabe", "Ausgabe"],
      ["provider", "model", "input_usd_per_mtok", "output_usd_per_mtok"],
    ],
    [
      ["Name", "Prompt", "Cached input", "Completion", "Context"],
      ["model", "input_usd_per_mtok", "cache_read_usd_per_mtok", "output_usd_per_mtok", undefined],
    ],
    [
      ["Cache write (5m)", "cache_hit", "Provider name"],
      ["cache_write_usd_per_mtok", "cache_read_usd_per_mtok", "provider"],
    ],
    [
      ["model_id", "input_usd_per_mtok", "output_usd_per_mtok", "valid_from", "valid_to", "currency"],
      ["model", "input_usd_per_mtok", "output_usd_per_mtok", "valid_from", "valid_to", "currency"],
    ],
    [
      ["Notes", ""],
      [undefined, undefined],
    ],
  ])("%j", (headers, targets) => {
    expect(guessedTargets(headers)).toEqual(targets);
  });

  it.each([
    [["Input $/1M"], [], "1M"],
    [["Input per 1K tokens"], [2.5], "1K"],
    [["USD per 1,000 tokens"], [], "1K"],
    [["USD per 1,000,000 tokens"], [], "1M"],
    [["Input"], ["$0.01 / 1K tokens"], "1K"],
    [["price per token"], [], "1"],
    [["Input"], [2.5, 0.15], "1M"],
    [["Input"], [0.0025, 0.01], "1K"],
    [["Input"], [0.0000025, 0.00001], "1"],
  ] as const)("the unit of %j over %j is %s", (headers, prices, unit) => {
    expect(guessedUnit(headers, prices)).toBe(unit);
  });
});

describe("prices in any writing", () => {
  const read = (cell: ReadValue, others: readonly ReadValue[] = []) => amountOf(cell, styleOf([cell, ...others]));
  it.each([
    ["$2.50", 2.5],
    ["2,50 €", 2.5],
    ["USD 1,250.00", 1250],
    ["1.250,50 EUR", 1250.5],
    ["$0.01 / 1K tokens", 0.01],
    ["1'250.5", 1250.5],
    [" 3 ", 3],
    ["2.5e-6", 0.0000025],
    [0.075, 0.075],
  ])("%j is %d", (cell, value) => {
    expect(read(cell)).toBe(value);
  });

  it.each([null, "", "-", "n/a", "—"])("%j is not known", (cell) => {
    expect(read(cell)).toBeUndefined();
  });

  it.each(["free", "call us", "1.2.3", "-1", true])("%j is told, not taken for 0", (cell) => {
    expect(read(cell)).toHaveProperty("fault");
  });

  it("says that 2,500 can be read in two ways, unless another cell tells which", () => {
    expect(read("2,500")).toEqual({ fault: '"2,500" can be read as 2500 or as 2.500' });
    expect(read("2,500", ["0,15"])).toBe(2.5);
    expect(read("2,500", ["0.15"])).toBe(2500);
  });

  it("are converted without an error in the last digit", () => {
    const price = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(price, fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 3, 6), (digits, places, powers) => {
        const value = Number(`${digits}e-${places}`);
        expect(shifted(value, powers)).toBe(Number(`${digits}e${powers - places}`));
      }),
    );
  });
});

describe("reading a list", () => {
  const LIST =
    "Model\tInput $/1K\tOutput $/1K\ngpt-x\t$0.0025\t$0.01\n4.1\t0.00015\tfree\n\ngpt-x\t1\t2\n=cmd\t0.1\t0.2\n\t1\t1";

  it("converts to a million tokens, keeps ids as texts, tells bad rows with their number", () => {
    const list = listOf(LIST);
    const reading = guessedReading(list);
    expect(reading).toMatchObject({ unit: "1K", currency: "USD", discount: 0 });
    const { good, bad } = readList(list, reading);
    expect(good).toEqual([
      { number: 2, cells: ["gpt-x", 2.5, 10] },
      { number: 5, cells: ["=cmd", 100, 200] },
    ]);
    expect(bad).toEqual([
      { number: 3, why: 'output price: "free" is no price' },
      { number: 4, why: "the same model as row 2" },
      { number: 6, why: "no model" },
    ]);
  });

  it("reads as many rows as there are, good or bad", () => {
    const cell = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.constantFrom("$1", "2,5", "n/a"));
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, (cells) => {
        const list = priceListOf([["model", "input", "output"], ...cells] as ReadValue[][]);
        fc.pre(list !== undefined);
        const { good, bad } = readList(list as PriceList, guessedReading(list as PriceList));
        expect(good.length + bad.length).toBe(list?.rows.length);
      }),
    );
  });

  it("takes a discount off, and another currency into the headers", () => {
    const list = listOf("Modell;Eingabe (€/1M);Ausgabe (€/1M)\nm;2,50;10,00");
    const reading = { ...guessedReading(list), discount: 0.15 };
    expect(reading.currency).toBe("EUR");
    const read = readList(list, reading);
    expect(read.good[0]?.cells).toEqual(["m", 2.125, 8.5, "EUR"]);
    const plan = pricesPlan(read, "EUR", { sheet: "My prices", tableName: "MyPrices" });
    expect(plan.blocks[0]?.cells[0]).toEqual(["model", "input_price", "output_price", "currency"]);
  });

  it.each([
    ["a,b\n1,2", "Say which column is: Model, Input price, Output price."],
    ["model,in,out\nx,1 EUR,2 USD", undefined],
  ])("%j needs: %s", (text, sentence) => {
    expect(obstacleTo(guessedReading(listOf(text)))).toBe(sentence);
  });

  it("tells a price in another currency than the list's", () => {
    const list = listOf("model,in,out\nx,1 EUR,2 USD");
    expect(readList(list, guessedReading(list)).bad[0]?.why).toBe("a price in USD; the list is in EUR");
  });

  it("makes a table that COST takes, in dollars or another currency", async () => {
    for (const text of ["Model,Input $/1M,Output $/1M\nm,2,8", "Model,Input €/1M,Output €/1M\nm,2,8"]) {
      const list = listOf(text);
      const reading = guessedReading(list);
      const read = readList(list, reading);
      const [block] = pricesPlan(read, reading.currency, { sheet: "S", tableName: "MyPrices" }).blocks;
      const cost = registeredFunctions().get("COST");
      const none = [[null]];
      const table = block?.cells as unknown[][];
      const result = await cost?.([["m"]], [[1_000_000]], [[1_000_000]], none, none, none, none, none, table);
      expect(result).toEqual([[10]]);
      expect(formulaOver("MyPrices", read)).toBe('=INFER.COST("m",1500,500,,,,,,MyPrices[#All])');
    }
  });
});
