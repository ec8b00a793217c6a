import { InputSheet } from "../blocks/inputs";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f } from "../draft/reference";
import { FORMAT } from "../looks";

const SHARE = { unit: "share", kind: "share" } as const;

export type Givens = ReturnType<typeof givens>;

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Agent workload");
  return { list, ...modelUsed(list), ...loops(list), ...outcome(list) };
}

function modelUsed(list: InputSheet) {
  list.section("Model");
  const name = list.line("Model", {
    value: "gpt-4o",
    unit: "name",
    kind: { suggested: API_MODELS },
    note: "Any name of INFER's prices",
  });
  const cached = list.line("Cacheable tokens read from the cache", {
    ...SHARE,
    value: 0,
    note: "Cacheable is what an earlier step already sent. 0% is a loop without caching; try 90%.",
  });
  const retries = list.line("Cost spent again on retries", { ...SHARE, value: 0 });
  const window = list.line("Longest prompt", {
    value: "",
    unit: "tokens; blank: no limit",
    kind: "amount",
    note: "Beyond it the oldest part is dropped",
  });
  return { name, cached, retries, window };
}

/** A loop of calls whose prompt grows from step to step. */
export interface Loop {
  readonly steps: CellRef;
  readonly base: CellRef;
  readonly added: CellRef;
  readonly output: CellRef;
}

/** A loop as the functions take it: steps, first prompt, what a step adds, output. */
export const loopTerms = ({ steps, base, added, output }: Loop): Formula => f`${steps},${base},${added},${output}`;

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

const AGENT: LoopDefaults = {
  stepsLabel: "Steps of the agent",
  steps: 30,
  base: 5000,
  added: 2000,
  output: 800,
  note: "Calls of the model until the task is done",
};
const CHATBOT: LoopDefaults = {
  stepsLabel: "Turns of the chatbot",
  steps: 5,
  base: 1200,
  added: 600,
  output: 350,
  note: "Example: the same question handled in a conversation",
};
const SUPERVISOR: LoopDefaults = {
  stepsLabel: "Steps of the supervisor",
  steps: 8,
  base: 3000,
  added: 1500,
  output: 600,
  note: "Example",
};
const WORKER: LoopDefaults = {
  stepsLabel: "Steps of a worker",
  steps: 12,
  base: 4000,
  added: 1800,
  output: 700,
  note: "Example",
};

function loops(list: InputSheet) {
  const agent = loop(list, "Agent", AGENT);
  const chatbot = loop(list, "Chatbot", CHATBOT);
  const supervisor = loop(list, "Supervisor", SUPERVISOR);
  const worker = loop(list, "Worker", WORKER);
  const workers = list.line("Workers", { value: 3, unit: "workers", kind: { wholeFrom: 1, to: 50 } });
  const rounds = list.line("Rounds", { value: 1, unit: "calls of each worker", kind: "amount" });
  return { agent, chatbot, supervisor, worker, workers, rounds };
}

function outcome(list: InputSheet) {
  list.section("Outcome");
  const successes = list.block([
    list.line("Chatbot resolves", { ...SHARE, value: 0.35, note: "Example: share of tasks resolved" }),
    list.line("Agent resolves", { ...SHARE, value: 0.7, note: "Example" }),
    list.line("Several agents resolve", { ...SHARE, value: 0.78, note: "Example" }),
  ]);
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
  return { successes, review, minutes, wage, tasks };
}
