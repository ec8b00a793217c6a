import { catalog } from "../catalog";
import type { CatalogArgument, CatalogEntry } from "../catalog/types";
import { type Command, UsageError } from "./command";

const help = `infer functions [--json] [name …]

Lists the INFER functions by group: arguments with their units and defaults, what they return, an example. With names
only those. --json prints an array of {name, group, summary, arguments, returns, example}.

  infer functions
  infer functions COST MONTHLYCOST
  infer functions --json
`;

function chosen(names: readonly string[]): readonly CatalogEntry[] {
  const ids = names.map((name) => name.toUpperCase().replace(/^INFER\./, ""));
  const unknown = ids.find((id) => !catalog.some((entry) => entry.name === id));
  if (unknown !== undefined) throw new UsageError(`There is no function ${unknown}.`);
  return ids.length === 0 ? catalog : catalog.filter((entry) => ids.includes(entry.name));
}

const described = (argument: CatalogArgument) => ({
  name: argument.name,
  unit: argument.unit,
  optional: argument.optional,
  default: argument.default ?? null,
  description: argument.description,
  ...(argument.repeating === true ? { repeating: true } : {}),
});

const asJson = (entry: CatalogEntry) => ({
  name: entry.name,
  group: entry.group,
  summary: entry.summary,
  arguments: entry.arguments.map(described),
  returns: entry.returns,
  example: entry.examples[0]?.formula ?? "",
});

function signature({ name, arguments: args }: CatalogEntry): string {
  const names = args.map((argument) => {
    const shown = argument.repeating === true ? `${argument.name}, …` : argument.name;
    return argument.optional ? `[${shown}]` : shown;
  });
  return `INFER.${name}(${names.join(", ")})`;
}

function asText(entry: CatalogEntry): string {
  const width = Math.max(0, ...entry.arguments.map((argument) => argument.name.length));
  const args = entry.arguments.map(({ name, unit, description, default: standard }) => {
    const otherwise = standard === undefined ? "" : ` Default: ${standard}.`;
    return `    ${name.padEnd(width)}  [${unit}] ${description}${otherwise}`;
  });
  const [example] = entry.examples;
  const shown = example === undefined ? [] : [`    ${example.formula} → ${example.result}`];
  return [signature(entry), `    ${entry.summary}`, ...args, ...shown, ""].join("\n");
}

/** The entries under the headings of their groups, each group once. */
function byGroup(entries: readonly CatalogEntry[]): string {
  const groups = [...new Set(entries.map((entry) => entry.group))];
  const pages = groups.map((group) => {
    const members = entries.filter((entry) => entry.group === group);
    return `${group.toUpperCase()}\n\n${members.map(asText).join("\n")}`;
  });
  return `${pages.join("\n")}\n`;
}

export const functionsCommand: Command = {
  name: "functions",
  summary: "list the INFER functions",
  help,
  async run(args, terminal) {
    const option = args.find((arg) => arg.startsWith("--") && arg !== "--json");
    if (option !== undefined) throw new UsageError(`functions has no option ${option}.`);
    const entries = chosen(args.filter((arg) => arg !== "--json"));
    const text = args.includes("--json") ? `${JSON.stringify(entries.map(asJson), null, 2)}\n` : byGroup(entries);
    await terminal.out(text);
    return 0;
  },
};
