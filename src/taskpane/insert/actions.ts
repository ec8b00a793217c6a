import { type Plan, Refusal, summaryOf, type WorkbookPort } from "../../host/port";
import { firstStepOf, namesToTry, planOf, type Template, wantedNames } from "../../templates";
import { type Pane, perform } from "../actions";
import { dependentsOf } from "./dependents";
import { forget, type InsertedModel, insertedModels, remember } from "./inserted";

/** The model under names that are free in this workbook. Nothing is written yet. */
export async function planFor(port: WorkbookPort, template: Template): Promise<Plan> {
  const wanted = wantedNames(template);
  for (const names of namesToTry(template)) {
    const own = { sheets: wanted.sheets.map(names.sheet), tables: wanted.tables.map(names.table) };
    const free = await port.freeNames(own);
    const isFree = own.sheets.every((name, at) => name === free.sheets[at]);
    if (isFree && own.tables.every((name, at) => name === free.tables[at])) return planOf(template, names);
  }
  throw new Error("There is always a next name.");
}

/** "Adds 6 sheets and 1 table. Nothing is overwritten." */
export function promiseOf(plan: Plan, port: WorkbookPort): string {
  const charts = plan.charts.length;
  const isWithout = charts > 0 && !port.capabilities().charts;
  return `${summaryOf(plan)}${isWithout ? " This version of Excel draws no charts for add-ins, so they are left out." : ""}`;
}

export function insertModel(pane: Pane, template: Template, plan: Plan): Promise<void> {
  const { port } = pane;
  return perform(
    pane,
    async () => {
      await port.apply(plan);
      const sheets = plan.sheets.map(({ name }) => name);
      await remember(port, { template: template.id, name: template.name, sheets });
      return `Inserted ${template.name}. Its yellow cells are yours. ${firstStepOf(plan)}`;
    },
    `Inserting ${template.name}`,
  );
}

export function goTo(pane: Pane, sheet: string): Promise<void> {
  return perform(pane, async () => {
    await pane.port.activate(sheet);
    return `This is the sheet "${sheet}".`;
  });
}

/** What removing a model would do, said before it is done. */
export async function removalOf(port: WorkbookPort, { sheets }: InsertedModel): Promise<string> {
  const { cells, unsearched } = await dependentsOf(port, sheets);
  const named = sheets.map((name) => `"${name}"`).join(", ");
  const few = cells.slice(0, 5).join(", ");
  return [
    `Removes ${sheets.length === 1 ? "the sheet" : `${sheets.length} sheets`}: ${named}. What you typed there goes with them.`,
    cells.length === 0
      ? ""
      : `${cells.length} formula${cells.length === 1 ? "" : "s"} elsewhere refer to them and would show #REF!: ${few}${cells.length > 5 ? " …" : ""}.`,
    unsearched.length === 0 ? "" : `Not searched for such formulas, because they are large: ${unsearched.join(", ")}.`,
    port.hostName === "Excel" ? "Excel cannot undo this." : "",
  ]
    .filter((text) => text !== "")
    .join(" ");
}

export function removeModel(pane: Pane, model: InsertedModel): Promise<void> {
  const { port } = pane;
  return perform(
    pane,
    async () => {
      const present = (await insertedModels(port)).find(({ sheets }) =>
        sheets.some((name) => model.sheets.includes(name)),
      );
      if (present === undefined) throw new Refusal(`${model.name} is no longer in this workbook.`);
      await port.removeSheets(present.sheets);
      await forget(port);
      return `Removed ${model.name}.`;
    },
    `Removing ${model.name}`,
  );
}
