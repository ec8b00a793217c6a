import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { priceSheet } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type RangeRef } from "../draft/reference";
import { FORMAT, SERIES_COLORS } from "../looks";
import type { Template } from "../template";
import { type Calc, calc } from "./calc";
import { type Givens, givens } from "./givens";
import { type Outputs, outputs } from "./outputs";

const PROMISE = "What an agent's task costs, and what a resolved one costs";

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const prices = priceSheet(model, "AgentPrices", [
    { provider: "openai", modelId: "gpt-4o" },
    { provider: "anthropic", modelId: "claude-sonnet-5-5" },
    { provider: "openai", modelId: "gpt-5.4-mini" },
  ]);
  const work = calc(model, given, prices);
  const out = outputs(model, given, work);
  const master = checks(model, work);
  fillBoard(board, given, work, out, master);
  cover(model, given, master);
}

function checks(model: ModelDraft, work: Calc): Formula {
  const list = new CheckSheet(model);
  const tokens = (field: string) => f`=INFER.AGENTTOKENS(30,5000,2000,800,,,"${field}")`;
  const golden = {
    tolerance: 0.000001,
    why: "30 steps from 5,000 tokens, 2,000 more a step, 800 out",
    format: FORMAT.count,
  };
  list.equal("Golden answer: input tokens", { ...golden, value: tokens("input_tokens"), expected: 1_020_000 });
  list.equal("Golden answer: cacheable tokens", { ...golden, value: tokens("cacheable_tokens"), expected: 957_000 });
  list.equal("Golden answer: output tokens", { ...golden, value: tokens("output_tokens"), expected: 24_000 });
  const money = { tolerance: 0.0000001, format: FORMAT.usdSmall };
  list.equal("Golden answer: cost", {
    ...money,
    value: f`=INFER.AGENTCOST("gpt-4o",30,5000,2000,800,,,,,,DATE(2026,11,18))`,
    expected: 2.79,
    why: "At 2.50 and 10 USD/Mtok",
  });
  list.equal("Golden answer: all cacheable tokens cached", {
    ...money,
    value: f`=INFER.AGENTCOST("gpt-4o",30,5000,2000,800,,1,,,,DATE(2026,11,18))`,
    expected: 1.59375,
    why: "Read at half the input price",
  });
  list.equal("The steps add up to the task", {
    ...money,
    value: f`=SUM(${work.trace.column(6)})`,
    expected: f`=${work.allCached}`,
    why: "AGENTTRACE's steps are AGENTCOST's cost",
  });
  list.equal("Several agents are their parts", {
    ...money,
    value: f`=${work.usd.cell(2)}`,
    expected: f`=${work.hand}`,
    why: "Supervisor and each worker, each round",
  });
  list.equal("The steps add up to the input", {
    tolerance: 0.5,
    format: FORMAT.count,
    value: f`=SUM(${work.trace.column(1)})`,
    expected: f`=${work.tokens.cell(0, 0)}`,
    why: "AGENTTRACE's prompts are AGENTTOKENS' input",
  });
  return list.master();
}

function fillBoard(board: BoardSheet, given: Givens, work: Calc, out: Outputs, master: Formula): void {
  const series = (name: string, values: RangeRef, color: string) => ({ name, values, categories: work.steps, color });
  board.write({
    title: "Agent workload",
    subtitle: f`=${given.name}&", "&${given.agent.steps}&" steps a task, USD"`,
    headline: narrated(out.story),
    figures: [
      { label: "Cost of a task", value: f`=${out.task}`, format: FORMAT.usd2, unit: "USD" },
      { label: "Cost of a resolved task", value: f`=${out.resolved}`, format: FORMAT.usd2, unit: "USD" },
      { label: "Cost of the agent", value: f`=${out.month}`, format: FORMAT.usd, unit: "USD per month" },
    ],
    chart: {
      kind: "column",
      stacking: "stacked",
      title: "Prompt by step of the agent, tokens",
      summary: "Stacked columns: what is new in each step's prompt and what an earlier step already sent.",
      series: [series("Sent before", work.before, SERIES_COLORS[0]), series("New", work.fresh, SERIES_COLORS[1])],
      legend: "bottom",
      vertical: { numberFormat: "#,##0" },
    },
    basis: [
      f`=TEXT(${out.sent},"0.0%")&" of the input was sent by an earlier step; "&TEXT(${given.cached},"0%")&" of that is read from the cache. Without a cache a task costs "&TEXT(${work.uncached},"0.00")&" USD, with all of it cached "&TEXT(${work.allCached},"0.00")&" USD."`,
      f`="A chatbot's conversation costs "&TEXT(${work.usd.cell(0)},"0.00")&" USD, several agents "&TEXT(${work.usd.cell(2)},"0.00")&" USD a task; per resolved task "&TEXT(${work.perResolved.cell(0)},"0.00")&" and "&TEXT(${work.perResolved.cell(2)},"0.00")&" USD, a check of "&TEXT(${given.review},"0.00")&" USD included."`,
    ],
    sources: [
      f`="Prices: the sheet Prices where it names the model, else INFER's of "&INFER.VERSION("data_as_of")&". Steps, tokens and success rates: your inputs."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, given: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Agent workload",
      promise: PROMISE,
      purpose:
        "What one task of an agent costs when its prompt grows with every step, what a resolved task costs, and how that compares with a chatbot, with several agents and with a person.",
      steps: [
        "On the sheet Inputs, name the model and put your agent's steps and tokens: a trace of ten real tasks is enough.",
        "Put the share of tasks that each design resolves.",
        "Read the sheet Board; raise the cached share to see what caching is worth.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, the growing prompt, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "Tokens and cost of each loop, the designs, every step of the agent"],
        ["Outputs", "Figures by name, the designs side by side"],
        ["Checks", "What must agree, and golden answers"],
        ["Prices", "List prices as values with source: the first place where a price is looked for"],
      ],
      limits: [
        "Attempts count as independent; a task that failed once often fails again.",
        "Fees for tools, search or sandboxes are not in token prices.",
      ],
    },
    { master, changed: given.list.changed() },
  );
}

export const AGENT_WORKLOAD: Template = {
  id: "agent-workload",
  name: "Agent workload",
  promise: PROMISE,
  shortName: "Agent",
  functions: ["AGENTTOKENS", "AGENTCOST", "AGENTTRACE", "MULTIAGENTCOST", "COSTPEROUTCOME", "HUMANCOST", "NARRATIVE"],
  draw,
};
