import type { Plan } from "../host/port";
import { ModelDraft, type ModelNames, PLAIN_NAMES } from "./draft/model";

/** A workbook model as data: the same plan is written into Excel, the workbench and a file. */
export interface Template {
  /** A word without blanks, by which the command line knows it. */
  readonly id: string;
  readonly name: string;
  /** What it does for its user, in one line. */
  readonly promise: string;
  /** What stands before the names of its sheets where the plain ones are taken. */
  readonly shortName: string;
  /** The INFER functions it shows at work. */
  readonly functions: readonly string[];
  readonly draw: (model: ModelDraft) => void;
}

export function planOf(template: Template, names: ModelNames = PLAIN_NAMES): Plan {
  const model = new ModelDraft(names);
  template.draw(model);
  return model.plan();
}

/** The names that a template would like to have. */
export function wantedNames(template: Template): {
  readonly sheets: readonly string[];
  readonly tables: readonly string[];
} {
  const plan = planOf(template);
  return { sheets: plan.sheets.map(({ name }) => name), tables: plan.tables.map(({ name }) => name) };
}

/** Sets of names to try one after the other: plain, then with the model's own name, then with a number too. */
export function* namesToTry({ shortName }: Template): Generator<ModelNames> {
  yield PLAIN_NAMES;
  for (let copy = 1; ; copy++) {
    const own = copy === 1 ? shortName : `${shortName} ${copy}`;
    yield { sheet: (wanted) => `${own} ${wanted}`, table: (wanted) => `${own.replaceAll(" ", "")}${wanted}` };
  }
}
