import { expect, it } from "vitest";
import "../../src/functions";
import { gridWorkbook } from "../../src/host/sheet";
import { Adder } from "../../src/taskpane/usage/totals";
import { usagePlan } from "../../src/taskpane/usage/usagePlan";
import { nodeGrid } from "../host/nodeGrid";

it("an export written as a table is priced by FOCUS in a cell beside it", async () => {
  const host = nodeGrid("Start");
  const port = gridWorkbook(host.grid);
  const column = (header: string, at: number) => ({ header, column: at });
  const sums = [column("input_tokens", 3), column("output_tokens", 4)];
  const adder = new Adder({ day: 0, model: 1, account: 2, apart: [], sums });
  adder.add(["2025-10-05", "gpt-4o", "=1+1", "2000000", "400000"]);
  adder.add(["2025-10-06", "gpt-4o-mini", "search", "10", "20"]);
  await port.apply(usagePlan(adder.totals(), { sheet: "Usage", tableName: "MyUsage" }));
  host.grid.select({ sheet: "Start", row: 0, col: 0, rows: 1, cols: 1 });
  await port.insertFormula('=SUM(INFER.FOCUS(MyUsage[#All],,"EffectiveCost"))');
  const [[cost] = []] = await port.read({ sheet: "Start", row: 0, col: 0, rows: 1, cols: 1 });
  expect(cost).toBeCloseTo(9.0000135, 9);
  host.dispose();
});
