import { priced, pricedFrom } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, SUBTITLE, TAB, TITLE } from "../looks";
import { contextCurve } from "./curve";
import { type Givens, type Loop, loopTerms } from "./givens";

const LABEL = 0;
const MONEY = { numberFormat: FORMAT.usd2, align: "right" } as const;

export type Calc = ReturnType<typeof calc>;

export function calc(model: ModelDraft, given: Givens, prices: TableRef) {
  const sheet = model.sheet("Calc", {
    columnWidths: [250, 120, 130, 120, 120, 120, 120, 120],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, LABEL, "Calculation", TITLE);
  sheet.put(1, LABEL, "Tokens and USD per task", SUBTITLE);
  const { usd: loopUsd, ...loops } = loopTable(sheet, given, prices);
  const person = f`INFER.HUMANCOST(${given.minutes},${given.wage})`;
  const designs = designTable(sheet, given, loopUsd, person);
  sheet.put(14, LABEL, "A person");
  const human = sheet.put(14, 1, f`=${person}`, MONEY);
  sheet.put(15, LABEL, "Price from");
  sheet.put(15, 1, pricedFrom(given.name, prices), { align: "right" });
  const curve = contextCurve(sheet, given, prices);
  return { ...loops, ...designs, human, ...curve };
}

/** What one run of each loop costs. */
interface LoopUsd {
  readonly agent: CellRef;
  readonly chatbot: CellRef;
  readonly supervisor: CellRef;
  readonly worker: CellRef;
}

const LOOPS_AT = 3;
const TOKEN_FIELDS = ["input_tokens", "cacheable_tokens", "output_tokens", "largest_prompt_tokens"] as const;
const [TOKENS, UNCACHED, AS_GIVEN, ALL_CACHED] = [1, 5, 6, 7];

function loopTable(sheet: SheetDraft, given: Givens, prices: TableRef) {
  sheet.put(LOOPS_AT, LABEL, "Loops", HEADING);
  const heads = ["Input", "Cacheable", "Output", "Largest prompt", "USD, no cache", "USD, as given", "USD, all cached"];
  sheet.putRow(LOOPS_AT, TOKENS, heads, HEADING_RIGHT);
  const cost = (terms: Formula, cached: CellRef | number) =>
    priced(given.name, prices, (table) => {
      return f`INFER.AGENTCOST(${given.name},${terms},,${cached},${given.retries},${given.window},,,${table})`;
    });
  const count = { numberFormat: FORMAT.count, align: "right" } as const;
  const money = { numberFormat: FORMAT.usdSmall, align: "right" } as const;
  const line = (item: number, name: string, loop: Loop) => {
    const row = LOOPS_AT + 1 + item;
    const terms = loopTerms(loop);
    sheet.put(row, LABEL, name);
    const tokens = (id: string) => f`=INFER.AGENTTOKENS(${terms},,${given.window},"${id}")`;
    return {
      tokens: sheet.putRow(row, TOKENS, TOKEN_FIELDS.map(tokens), count),
      uncached: sheet.put(row, UNCACHED, cost(terms, 0), money),
      usd: sheet.put(row, AS_GIVEN, cost(terms, given.cached), money),
      allCached: sheet.put(row, ALL_CACHED, cost(terms, 1), money),
    };
  };
  const agent = line(0, "Agent", given.agent);
  const usd: LoopUsd = {
    agent: agent.usd,
    chatbot: line(1, "Chatbot", given.chatbot).usd,
    supervisor: line(2, "Supervisor", given.supervisor).usd,
    worker: line(3, "Worker", given.worker).usd,
  };
  return { usd, tokens: agent.tokens, uncached: agent.uncached, allCached: agent.allCached };
}

const DESIGNS_AT = 9;
const DESIGNS = ["Chatbot", "Agent", "Several agents"] as const;

/** A task by chatbot, agent and several agents, each alone and for a resolved task. */
function designTable(sheet: SheetDraft, given: Givens, loop: LoopUsd, person: Formula) {
  sheet.put(DESIGNS_AT, LABEL, "Designs", HEADING);
  const heads = ["USD per task", "Resolves", "USD per resolved", "Times a chatbot", "USD per case"];
  sheet.putRow(DESIGNS_AT, 1, heads, HEADING_RIGHT);
  const calls = f`${given.workers}*${given.rounds}`;
  const usdOf = [
    f`=${loop.chatbot}`,
    f`=${loop.agent}`,
    f`=INFER.MULTIAGENTCOST(${loop.supervisor},${loop.worker},${calls})`,
  ];
  const down = (col: number, make: (item: number) => string | Formula, look = {}) =>
    sheet.down(DESIGNS_AT + 1, col, DESIGNS.length, make, look);
  const names = down(LABEL, (item) => DESIGNS[item] ?? "");
  const usd = down(1, (item) => usdOf[item] as Formula, MONEY);
  const share = { ...LINK, numberFormat: FORMAT.share, align: "right" } as const;
  const resolves = down(2, (item) => f`=${given.successes.at(item)}`, share);
  const outcome = (item: number, field: string) =>
    f`=INFER.COSTPEROUTCOME(${usd.at(item)},${resolves.at(item)},${person},${given.review},,"${field}")`;
  const perResolved = down(3, (item) => outcome(item, "usd_per_resolved"), MONEY);
  const times = { numberFormat: FORMAT.count1, align: "right" } as const;
  down(4, (item) => f`=${usd.at(item)}/${usd.cell(0)}`, times);
  down(5, (item) => outcome(item, "usd_per_case"), MONEY);
  return { names, usd, resolves, perResolved, hand: f`${loop.supervisor}+${calls}*${loop.worker}` };
}
