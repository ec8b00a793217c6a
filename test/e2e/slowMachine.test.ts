import { expect, it } from "vitest";
import { browserSession } from "./session";
import { openWorkbench, resultOf, select, type } from "./workbenchPage";

const session = browserSession();
const TIMES_SLOWER = 6;

it("on a slow machine Enter ends a formula, though the list of functions opens when its name has long been typed", async () => {
  const { page } = await openWorkbench(session);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: TIMES_SLOWER });
  await type(page, "G5", '=INFER.COST("gpt-4o",1500,500)');
  await type(page, "G6", "=INFER.BREAKEVEN(1460,4.375)");
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  expect(await resultOf(page, "G5")).toBe("0.00875");
  expect(Number(await resultOf(page, "G6"))).toBeCloseTo(333.714, 3);
});

it("Enter takes the function from the list while its name is being typed", async () => {
  const { page } = await openWorkbench(session);
  await select(page, "G5");
  await page.keyboard.type("=INFER.BREAKEVENU");
  await page.getByRole("listitem").filter({ hasText: "BREAKEVENUTIL" }).waitFor();
  await page.keyboard.press("Enter");
  // What its arguments are is shown once the name and the bracket stand there.
  await page.getByText("flat_usd_per_hour").first().waitFor();
  await page.keyboard.type("2,3.2)");
  await page.keyboard.press("Enter");
  await expect.poll(() => resultOf(page, "G5"), { timeout: 20_000 }).toBe("0.625");
});
