import { tokenTypes } from "@borgar/fx";
import { tokensOf } from "../../workbench/calc/formula-tokens";
import type { NameKind, NameKinds } from "../formulas/arrays";
import { whyBlocked } from "../formulas/blocked";
import { typedFormula } from "../formulas/stored";
import type { DefinedName, Loss, PrintModel } from "../model";
import type { ListedName, WorkbookPart } from "./workbook-part";

export interface NamesOfFile {
  readonly names: readonly DefinedName[];
  /** Print areas and titles by the index of their sheet: files keep them as names. */
  readonly print: ReadonlyMap<number, PrintModel>;
  readonly losses: readonly Loss[];
  /** Why a name is not kept, by the name in small letters: formulas with it cannot be calculated either. */
  readonly blocked: ReadonlyMap<string, string>;
}

const PRINT_AREA = "_xlnm.Print_Area";
const PRINT_TITLES = "_xlnm.Print_Titles";
const BUILT_IN = /^_xlnm\./i;

/** A reference without its sheet. */
const bare = (reference: string) => reference.replace(/^(?:'(?:[^']|'')*'|[^!,']*)!/, "");

export function readNames({ names, sheets }: WorkbookPart): NamesOfFile {
  const kept: DefinedName[] = [];
  const print = new Map<number, PrintModel>();
  const losses: Loss[] = [];
  const blocked = new Map<string, string>();
  for (const listed of names) {
    if (BUILT_IN.test(listed.name)) addPrint(print, listed);
    else if (listed.name !== "" && !listed.name.startsWith("_xl")) {
      const refersTo = typedFormula(listed.refersTo);
      const reason = whyBlocked(refersTo, blocked);
      const sheet = listed.sheet === undefined ? undefined : sheets[listed.sheet]?.name;
      if (reason === undefined) kept.push({ name: listed.name, refersTo, ...(sheet === undefined ? {} : { sheet }) });
      else {
        blocked.set(listed.name.toLowerCase(), reason);
        losses.push({ what: "names", sentence: `The name ${listed.name} is not carried, as ${reason}.` });
      }
    }
  }
  return { names: kept, print, losses, blocked };
}

function addPrint(print: Map<number, PrintModel>, { name, refersTo, sheet }: ListedName): void {
  if (sheet === undefined) return;
  const before = print.get(sheet) ?? {};
  if (name === PRINT_AREA) print.set(sheet, { ...before, area: bare(refersTo) });
  if (name !== PRINT_TITLES) return;
  const parts = refersTo.split(/,(?=(?:[^']*'[^']*')*[^']*$)/).map(bare);
  const titleRows = parts.find((part) => /\d/.test(part));
  const titleColumns = parts.find((part) => /^\$?[A-Z]/i.test(part) && !/\d/.test(part));
  print.set(sheet, {
    ...before,
    ...(titleRows === undefined ? {} : { titleRows }),
    ...(titleColumns === undefined ? {} : { titleColumns }),
  });
}

/** What each name stands for, as far as that decides whether a formula with it may spill. */
export function nameKinds(names: readonly DefinedName[]): NameKinds {
  const kinds = new Map(names.map(({ name, refersTo }) => [name.toLowerCase(), kindOf(refersTo)]));
  return (name) => kinds.get(name.replace(/^.*!/, "").toLowerCase()) ?? "other";
}

function kindOf(refersTo: string): NameKind {
  const [, token, ...more] = tokensOf(refersTo);
  if (token === undefined || more.length > 0) return "other";
  if (token.type === tokenTypes.REF_RANGE) return token.value.includes(":") ? "several" : "one";
  return token.type === tokenTypes.NUMBER || token.type === tokenTypes.STRING || token.type === tokenTypes.BOOLEAN
    ? "one"
    : "other";
}
