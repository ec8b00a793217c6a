import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import "../functions";
import { modelOfPlan, saveXlsx } from "../files";
import { planOf, type Template, templateById, templates } from "../templates";
import { type Command, type ExitCode, type Terminal, UsageError } from "./command";
import { writeBytes } from "./output-file";

const help = `infer template [ID] [-o file.xlsx] [--force] [--json]
infer template --all FOLDER

Writes a workbook model as an .xlsx file with its results: live formulas, inputs, checks, chart, sources. Without -o the
file is ID.xlsx here; an existing file is replaced only with --force. Without ID it lists the models, with --json as
[{"id","name","promise"}]. --all writes every model into a folder, replacing what it wrote before.

  infer template
  infer template api-budget -o budget.xlsx
`;

interface Wanted {
  readonly id: string | undefined;
  readonly out: string | undefined;
  readonly all: string | undefined;
  readonly isForced: boolean;
  readonly asJson: boolean;
}

function readArguments(args: readonly string[]): Wanted {
  const ids: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [option = "", inline] = arg.startsWith("--") ? arg.split("=", 2) : [arg];
    const name = option === "-o" ? "--out" : option;
    if (name === "--out" || name === "--all") {
      const value = inline ?? args[++i];
      if (value === undefined) throw new UsageError(`${option} needs a ${name === "--out" ? "file" : "folder"}.`);
      values.set(name, value);
    } else if (arg === "--json" || arg === "--force") flags.add(arg);
    else if (arg.startsWith("-")) throw new UsageError(`template has no option ${arg}.`);
    else ids.push(arg);
  }
  if (ids.length > 1) throw new UsageError("Give one template.");
  const [id] = ids;
  const [out, all] = [values.get("--out"), values.get("--all")];
  if (all !== undefined && (id !== undefined || out !== undefined)) throw new UsageError("--all takes a folder alone.");
  if (out !== undefined && id === undefined) throw new UsageError("-o needs the ID of a template.");
  return { id, out, all, isForced: flags.has("--force"), asJson: flags.has("--json") };
}

function named(id: string): Template {
  const found = templateById(id.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(`There is no template "${id}". Templates: ${templates.map((one) => one.id).join(", ")}.`);
}

/** The model as a file with the results of its formulas. */
async function fileOf(template: Template): Promise<Uint8Array> {
  const { recalculated } = await import("../workbench/recalculate");
  const { model } = await recalculated(modelOfPlan(planOf(template)));
  return saveXlsx(model);
}

function list(asJson: boolean): string {
  if (asJson)
    return `${JSON.stringify(
      templates.map(({ id, name, promise }) => ({ id, name, promise })),
      null,
      2,
    )}\n`;
  const width = Math.max(...templates.map(({ id }) => id.length));
  return templates.map(({ id, name, promise }) => `${id.padEnd(width)}  ${name}: ${promise}\n`).join("");
}

async function write(wanted: Wanted, terminal: Terminal): Promise<ExitCode> {
  const { id, out, all, isForced, asJson } = wanted;
  if (all !== undefined) {
    await mkdir(all, { recursive: true });
    for (const template of templates) await writeBytes(path.join(all, `${template.id}.xlsx`), await fileOf(template));
    await terminal.out(`${templates.length} templates in ${all}\n`);
    return 0;
  }
  if (id === undefined) {
    await terminal.out(list(asJson));
    return 0;
  }
  const template = named(id);
  const file = out ?? `${template.id}.xlsx`;
  if (!isForced && existsSync(file)) throw new UsageError(`${file} exists already. --force replaces it.`);
  await writeBytes(file, await fileOf(template));
  const { name, promise } = template;
  await terminal.out(asJson ? `${JSON.stringify({ id: template.id, name, promise, file })}\n` : `${file}: ${name}\n`);
  return 0;
}

export const templateCommand: Command = {
  name: "template",
  summary: "write a workbook model as an .xlsx file",
  help,
  run: (args, terminal) => write(readArguments(args), terminal),
};
