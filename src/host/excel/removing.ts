import { checkRemoval } from "../planCheck";
import { stateOf } from "./ranges";
import { run } from "./session";

export async function removeSheets(names: readonly string[]): Promise<void> {
  await run(async (context) => {
    const state = await stateOf(context);
    const { worksheets } = context.workbook;
    worksheets.load("items/visibility");
    await context.sync();
    const visible = worksheets.items.filter(({ visibility }) => visibility === "Visible").map(({ name }) => name);
    for (const name of checkRemoval(names, state, visible)) worksheets.getItem(name).delete();
    await context.sync();
  });
}
