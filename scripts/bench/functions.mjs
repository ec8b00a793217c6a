// The calling layer and the price look-up: 100,000 cells in one call, good and bad, and prices beside another program's.
import { callableFunctions, median } from "./measure/functions.mjs";

const CELLS = 100_000;
const column = (cell) => Array.from({ length: CELLS }, (_unused, row) => [cell(row)]);

export async function bench() {
  const call = await callableFunctions();
  const amounts = column((row) => 0.001 + (row % 1000) / 1e6);
  const good = median(() => call("REASONINGTOKENS", amounts, [[10]]));
  const shares = column(() => 60);
  const bad = median(() =>
    call(
      "MARGIN",
      column((row) => `x${row % 7}`),
      [[1]],
    ),
  );
  const outOfDomain = median(() => call("CASCADE", [[0.1]], [[1]], shares));
  const allDifferent = column((row) => 60 + row / 1000);
  const eachAnother = median(() => call("CASCADE", [[0.1]], [[1]], allDifferent));
  return [
    { name: "100,000 cells through a function of two arguments", value: good, unit: "ms", limit: 60, ok: good <= 60 },
    { name: "100,000 cells of text where a number belongs", value: bad, unit: "ms", limit: 150, ok: bad <= 150 },
    { name: "100,000 cells out of domain", value: outOfDomain, unit: "ms", limit: 150, ok: outOfDomain <= 150 },
    { name: "100,000 cells out of domain, each by another value", value: eachAnother, unit: "ms" },
    ...(await besideGenaiPrices(call)),
  ];
}

/** Models that both price; where the totals differ the difference is shown, with ours first. */
const MODELS = [
  ["openai", "gpt-4o"],
  ["openai", "gpt-4o-mini"],
  ["openai", "o3"],
  ["anthropic", "claude-opus-4-5"],
  ["anthropic", "claude-sonnet-4-5"],
  ["google", "gemini-2.5-pro"],
  ["google", "gemini-2.5-flash"],
  ["mistral", "mistral-large-latest"],
  ["deepseek", "deepseek-chat"],
  ["xai", "grok-4"],
];
const THEIR_NAMES = { xai: "x-ai" };

async function besideGenaiPrices(call) {
  const { calcPrice } = await import("@pydantic/genai-prices");
  const tokens = column((row) => 1000 + (row % 500));
  const ours = median(() => call("COST", [["gpt-4o"]], tokens, [[500]]));
  const theirs = median(() => {
    for (const [input] of tokens) {
      calcPrice({ input_tokens: input, output_tokens: 500 }, "gpt-4o", { providerId: "openai" });
    }
  }, 3);
  const ratio = theirs / ours;
  const totals = MODELS.map(([provider, model]) => difference(call, calcPrice, provider, model));
  return [
    { name: "COST over 100,000 rows, ours", value: ours, unit: "ms" },
    { name: "the same in @pydantic/genai-prices calcPrice", value: theirs, unit: "ms" },
    { name: "times faster per row", value: ratio, unit: "×", limit: 20, ok: ratio >= 20 },
    ...totals,
  ];
}

function difference(call, calcPrice, provider, model) {
  const usage = { input_tokens: 100_000, output_tokens: 10_000 };
  const ours = call("COST", [[`${provider}/${model}`]], [[usage.input_tokens]], [[usage.output_tokens]])[0][0];
  const theirs = calcPrice(usage, model, { providerId: THEIR_NAMES[provider] ?? provider })?.total_price;
  const name = `${provider}/${model}, 100,000 in, 10,000 out`;
  if (typeof ours !== "number") return { name, value: "n/a", note: `ours: ${ours.message}` };
  if (theirs === undefined || theirs === null) return { name, value: ours, unit: "USD", note: "not priced there" };
  const same = Math.abs(ours - theirs) <= 1e-9 * Math.max(ours, theirs);
  return { name, value: ours, unit: "USD", note: same ? "same total" : `differs: ${theirs} there` };
}
