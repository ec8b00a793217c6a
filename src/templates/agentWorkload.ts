import { BoardSheet, narrated } from "./blocks/board";
import { CheckSheet } from "./blocks/checks";
import { coverSheet } from "./blocks/cover";
import { InputSheet } from "./blocks/inputs";
import { priced, pricedFrom, priceSheet } from "./blocks/prices";
import type { ModelDraft } from "./draft/model";
import { type CellRef, type Formula, f, ListRef, type RangeRef, type TableRef } from "./draft/reference";
import type { SheetDraft } from "./draft/sheet";
import {
  FORMAT,
  HEADING,
  HEADING_INSET,
  HEADING_RIGHT,
  LINK,
  SERIES_COLORS,
  SUBTITLE,
  TAB,
  TITLE,
  UNIT,
} from "./looks";
import type { Template } from "./template";

const PROMISE = "What an agent's task costs, and what a resolved one costs";

/** A loop of calls whose prompt grows from step to step. */
interface Loop {
  readonly steps: CellRef;
  readonly base: CellRef;
  readonly added: CellRef;
  readonly output: CellRef;
}

interface LoopDefaults {
  readonly stepsLabel: string;
  readonly steps: number;
  readonly base: number;
  readonly added: number;
  readonly output: number;
  readonly note: string;
}

function loop(list: InputSheet, title: string, { stepsLabel, note, ...values }: LoopDefaults): Loop {
  list.section(title);
  const tokens = { unit: "tokens", kind: "amount" } as const;
  return {
    steps: list.line(stepsLabel, { value: values.steps, unit: "calls", kind: { wholeFrom: 1, to: 500 }, note }),
    base: list.line(`${title}: first prompt`, { ...tokens, value: values.base, note: "System, tools, task" }),
    added: list.line(`${title}: added by a step`, {
      ...tokens,
      value: values.added,
      note: "What each further prompt has more than the one before, the step's own output included",
    }),
    output: list.line(`${title}: output of a step`, { ...tokens, value: values.output }),
  };
}

function inputs(model: ModelDraft) {
  const list = new InputSheet(model, "Agent workload");
  const share = { unit: "share", kind: "share" } as const;
  list.section("Model");
  const name = list.line("Model", { value: "gpt-4o", unit: "name", kind: "text", note: "Any name of INFER's prices" });
  const cached = list.line("Cacheable tokens read from the cache", {
    ...share,
    value: 0,
    note: "Cacheable is what an earlier step already sent. 0% is a loop without caching; try 90%.",
  });
  const retries = list.line("Cost spent again on retries", { ...share, value: 0 });
  const window = list.line("Longest prompt", {
    value: "",
    unit: "tokens; blank: no limit",
    kind: "amount",
    note: "Beyond it the oldest part is dropped",
  });
  const agent = loop(list, "Agent", {
    stepsLabel: "Steps of the agent",
    steps: 30,
    base: 5000,
    added: 2000,
    output: 800,
    note: "Calls of the model until the task is done",
  });
  const chatbot = loop(list, "Chatbot", {
    stepsLabel: "Turns of the chatbot",
    steps: 5,
    base: 1200,
    added: 600,
    output: 350,
    note: "Example: the same question handled in a conversation",
  });
  const supervisor = loop(list, "Supervisor", {
    stepsLabel: "Steps of the supervisor",
    steps: 8,
    base: 3000,
    added: 1500,
    output: 600,
    note: "Example",
  });
  const worker = loop(list, "Worker", {
    stepsLabel: "Steps of a worker",
    steps: 12,
    base: 4000,
    added: 1800,
    output: 700,
    note: "Example",
  });
  const workers = list.line("Workers", { value: 3, unit: "workers", kind: { wholeFrom: 1, to: 50 } });
  const rounds = list.line("Rounds", { value: 1, unit: "calls of each worker", kind: "amount" });
  list.section("Outcome");
  const successes = [
    list.line("Chatbot resolves", { ...share, value: 0.35, note: "Example: share of tasks resolved" }),
    list.line("Agent resolves", { ...share, value: 0.7, note: "Example" }),
    list.line("Several agents resolve", { ...share, value: 0.78, note: "Example" }),
  ];
  const review = list.line("Check of a result", {
    value: 0.2,
    unit: "USD per attempt",
    kind: "amount",
    format: FORMAT.usd2,
    note: "Example",
  });
  const minutes = list.line("A person's time for the task", { value: 12, unit: "minutes", kind: "amount" });
  const wage = list.line("A person's hour", { value: 30, unit: "USD", kind: "amount", format: FORMAT.usd2 });
  const tasks = list.line("Tasks", { value: 2000, unit: "per month", kind: "amount", note: "Example" });
  return {
    list,
    name,
    cached,
    retries,
    window,
    agent,
    chatbot,
    supervisor,
    worker,
    workers,
    rounds,
    successes: list.block(successes),
    review,
    minutes,
    wage,
    tasks,
  };
}

type Inputs = ReturnType<typeof inputs>;

const CURVE_ROWS = 30;
const LONGEST_LOOP = 500;
const [LABEL, VALUE] = [0, 1];

const loopTerms = ({ steps, base, added, output }: Loop): Formula => f`${steps},${base},${added},${output}`;

function calc(model: ModelDraft, given: Inputs, prices: TableRef) {
  const sheet = model.sheet("Calc", {
    columnWidths: [250, 120, 130, 120, 120, 120, 120, 120],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, LABEL, "Calculation", TITLE);
  sheet.put(1, LABEL, "Tokens and USD per task", SUBTITLE);
  const costs = loopTable(sheet, given, prices);
  const designs = designTable(sheet, given, costs, prices);
  const curve = contextCurve(sheet, given, prices);
  return { sheet, ...costs, ...designs, ...curve };
}

type Calc = ReturnType<typeof calc>;

function loopTable(sheet: SheetDraft, given: Inputs, prices: TableRef) {
  sheet.put(3, LABEL, "Loops", HEADING);
  const heads = ["Input", "Cacheable", "Output", "Largest prompt", "USD, no cache", "USD, as given", "USD, all cached"];
  heads.forEach((title, index) => {
    sheet.put(3, VALUE + index, title, HEADING_RIGHT);
  });
  const loops = [
    ["Agent", given.agent],
    ["Chatbot", given.chatbot],
    ["Supervisor", given.supervisor],
    ["Worker", given.worker],
  ] as const;
  const cost = (terms: Loop, cached: CellRef | number) =>
    priced(given.name, prices, (table) => {
      return f`INFER.AGENTCOST(${given.name},${loopTerms(terms)},,${cached},${given.retries},${given.window},,,${table})`;
    });
  const usd = loops.map(([name, terms], index) => {
    const row = 4 + index;
    sheet.put(row, LABEL, name);
    const look = { numberFormat: FORMAT.count, align: "right" } as const;
    for (const [col, field] of [
      "input_tokens",
      "cacheable_tokens",
      "output_tokens",
      "largest_prompt_tokens",
    ].entries()) {
      sheet.put(row, VALUE + col, f`=INFER.AGENTTOKENS(${loopTerms(terms)},,${given.window},"${field}")`, look);
    }
    const money = { numberFormat: FORMAT.usdSmall, align: "right" } as const;
    sheet.put(row, 5, cost(terms, 0), money);
    sheet.put(row, 7, cost(terms, 1), money);
    return sheet.put(row, 6, cost(terms, given.cached), money);
  });
  const tokens = sheet.area(4, VALUE, loops.length, 4);
  return {
    tokens,
    agentUsd: usd[0] as CellRef,
    loopUsd: usd as readonly CellRef[],
    uncached: sheet.area(4, 5, 1, 1).cell(0),
    allCached: sheet.area(4, 7, 1, 1).cell(0),
  };
}

function designTable(
  sheet: SheetDraft,
  given: Inputs,
  { loopUsd }: { readonly loopUsd: readonly CellRef[] },
  prices: TableRef,
) {
  const [agent, chatbot, supervisor, worker] = loopUsd as readonly [CellRef, CellRef, CellRef, CellRef];
  sheet.put(9, LABEL, "Designs", HEADING);
  ["USD per task", "Resolves", "USD per resolved", "Times a chatbot", "USD per case"].forEach((title, index) => {
    sheet.put(9, VALUE + index, title, HEADING_RIGHT);
  });
  const hand = f`${supervisor}+${given.workers}*${given.rounds}*${worker}`;
  const usdOf = [
    f`=${chatbot}`,
    f`=${agent}`,
    f`=INFER.MULTIAGENTCOST(${supervisor},${worker},${given.workers}*${given.rounds})`,
  ];
  const first = 10;
  const list = (col: number) => new ListRef(sheet.name, first, col, usdOf.length);
  const [names, usd, resolves, perResolved, times, perCase] = [0, 1, 2, 3, 4, 5].map(list) as unknown as readonly [
    ListRef,
    ListRef,
    ListRef,
    ListRef,
    ListRef,
    ListRef,
  ];
  const money = { numberFormat: FORMAT.usd2, align: "right" } as const;
  sheet.down(first, names.col, usdOf.length, (item) => ["Chatbot", "Agent", "Several agents"][item] ?? "");
  sheet.down(first, usd.col, usdOf.length, (item) => usdOf[item] ?? null, money);
  sheet.down(first, resolves.col, usdOf.length, (item) => f`=${given.successes.at(item)}`, {
    ...LINK,
    numberFormat: FORMAT.share,
    align: "right",
  });
  const person = f`INFER.HUMANCOST(${given.minutes},${given.wage})`;
  const outcome = (item: number, field: string) =>
    f`=INFER.COSTPEROUTCOME(${usd.at(item)},${resolves.at(item)},${person},${given.review},,"${field}")`;
  sheet.down(first, perResolved.col, usdOf.length, (item) => outcome(item, "usd_per_resolved"), money);
  sheet.down(first, times.col, usdOf.length, (item) => f`=${usd.at(item)}/${usd.cell(0)}`, {
    numberFormat: FORMAT.count1,
    align: "right",
  });
  sheet.down(first, perCase.col, usdOf.length, (item) => outcome(item, "usd_per_case"), money);
  sheet.put(14, LABEL, "A person");
  const human = sheet.put(14, VALUE, f`=${person}`, money);
  sheet.put(15, LABEL, "Price from");
  sheet.put(15, VALUE, pricedFrom(given.name, prices), { align: "right" });
  return { names, usd, resolves, perResolved, times, perCase, human, hand };
}

/** Every step of the agent, and up to thirty of them for the chart. */
function contextCurve(sheet: SheetDraft, given: Inputs, prices: TableRef) {
  const head = 18;
  sheet.put(head - 1, LABEL, "Context by step, for the chart", HEADING);
  ["Step", "New", "Sent before", "Prompt"].forEach((title, index) => {
    sheet.put(head, LABEL + index, title, index === 0 ? HEADING : HEADING_RIGHT);
  });
  const trace = sheet.area(head + CURVE_ROWS + 4, LABEL, LONGEST_LOOP, 8);
  const [steps, fresh, before, prompt] = [0, 1, 2, 3].map(
    (col) => new ListRef(sheet.name, head + 1, col, CURVE_ROWS),
  ) as unknown as readonly [ListRef, ListRef, ListRef, ListRef];
  // Counted from the heading to the blank row below: the rows themselves are what is calculated here.
  const [above, below] = [0, CURVE_ROWS + 1].map((rows) => sheet.area(head + rows, LABEL, 1, 1).cell(0));
  const shown = f`MIN(${given.agent.steps},ROW(${below as CellRef})-ROW(${above as CellRef})-1)`;
  sheet.down(
    head + 1,
    LABEL,
    CURVE_ROWS,
    () => {
      const place = f`(ROW()-ROW(${above as CellRef}))`;
      return f`=IF(${place}>${shown},"",ROUND(1+(${place}-1)*(${given.agent.steps}-1)/MAX(${shown}-1,1),0))`;
    },
    { align: "left" },
  );
  const count = { numberFormat: FORMAT.count, align: "right" } as const;
  const of = (column: number) => (item: number) =>
    f`=IF(${steps.at(item)}="","",INDEX(${trace.column(column)},${steps.at(item)}))`;
  sheet.down(head + 1, fresh.col, CURVE_ROWS, of(2), count);
  sheet.down(
    head + 1,
    before.col,
    CURVE_ROWS,
    (item) => f`=IF(${steps.at(item)}="","",${prompt.at(item)}-${fresh.at(item)})`,
    count,
  );
  sheet.down(head + 1, prompt.col, CURVE_ROWS, of(1), count);
  const top = head + CURVE_ROWS + 2;
  sheet.putRow(
    top,
    LABEL,
    ["The agent step by step, all cacheable tokens cached", ...Array<null>(7).fill(null)],
    HEADING,
  );
  const call = priced(given.name, prices, (table) => {
    return f`INFER.AGENTTRACE(${given.name},${loopTerms(given.agent)},,1,${given.retries},${given.window},,,${table})`;
  });
  sheet.put(top + 1, LABEL, call);
  sheet.dress(top + 1, LABEL, 1, 8, HEADING_RIGHT);
  sheet.dress(top + 2, LABEL, LONGEST_LOOP, 6, count);
  sheet.dress(top + 2, 6, LONGEST_LOOP, 2, { numberFormat: FORMAT.usdSmall, align: "right" });
  return { steps, fresh, before, trace };
}

function outputs(model: ModelDraft, given: Inputs, work: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 190], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  sheet.put(2, 0, "Figure", HEADING);
  sheet.put(2, 1, "Value", HEADING_RIGHT);
  sheet.put(2, 2, "Unit", HEADING_INSET);
  sheet.row = 3;
  const line = (name: string, value: Formula, unit: string, numberFormat: string = FORMAT.usd2): CellRef => {
    const row = sheet.row++;
    sheet.put(row, 0, name);
    sheet.put(row, 2, unit, UNIT);
    return sheet.put(row, 1, value, { numberFormat, align: "right", ...(value.link === undefined ? {} : LINK) });
  };
  const task = line("cost_of_a_task_usd", f`=${work.usd.cell(1)}`, "USD per task");
  const resolved = line("cost_of_a_resolved_task_usd", f`=${work.perResolved.cell(1)}`, "USD, checks included");
  line("cost_of_a_person_doing_it_usd", f`=${work.human}`, "USD per task");
  const month = line(
    "cost_of_the_agent_usd_per_month",
    f`=${given.tasks}*(${task}+${given.review})`,
    "USD per month, checks included",
    FORMAT.usd,
  );
  sheet.row++;
  const sent = line(
    "Input sent before",
    f`=${work.tokens.cell(0, 1)}/${work.tokens.cell(0, 0)}`,
    "share of input tokens",
    FORMAT.share1,
  );
  line(
    "Saved if all of it is read from the cache",
    f`=1-${work.allCached}/${work.uncached}`,
    "share of the cost",
    FORMAT.share1,
  );
  line(
    "Agent pays off from a success rate of",
    f`=INFER.COSTPEROUTCOME(${task},${work.resolves.cell(1)},${work.human},${given.review},,"break_even_success")`,
    "share; above 100% never",
    FORMAT.share1,
  );
  model.chart({
    kind: "column",
    title: "Cost of a resolved task by design, USD",
    series: [
      { name: "USD per resolved task", values: work.perResolved, categories: work.names, color: SERIES_COLORS[0] },
    ],
    vertical: { numberFormat: "#,##0.00" },
    place: sheet.area(sheet.row + 1, 0, 15, 3),
  });
  return { task, resolved, month, sent, story: sheet.area(3, 0, 4, 2) };
}

type Outputs = ReturnType<typeof outputs>;

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

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = inputs(model);
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

function fillBoard(board: BoardSheet, given: Inputs, work: Calc, out: Outputs, master: Formula): void {
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

function cover(model: ModelDraft, given: Inputs, master: Formula): void {
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
