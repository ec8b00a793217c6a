import { varianceBridge } from "../blocks/varianceBridge";
import type { ModelDraft } from "../draft/model";
import { f, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, TAB, TITLE } from "../looks";
import type { Givens } from "./givens";
import { MODELS_END, modelLines, type UsageSums } from "./models";
import type { Focus } from "./usage";

const [NAME, VALUE] = [0, 1];

export type Calc = ReturnType<typeof calc>;

export function calc(model: ModelDraft, given: Givens, usage: TableRef, focus: Focus) {
  const sheet = model.sheet("Calc", {
    columnWidths: [220, 125, 125, 125, 125, 125, 125, 110, 110, 110],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, NAME, "Calculation", TITLE);
  const sums = usageSums(sheet, usage, focus);
  const byModel = modelLines(sheet, given, { usage, focus, sums });
  const bridge = varianceBridge(sheet, MODELS_END + 2, byModel);
  return { ...sums, byModel, bridge };
}

function usageSums(sheet: SheetDraft, usage: TableRef, { cost }: Focus): UsageSums {
  const money = { numberFormat: FORMAT.usd2, align: "right" } as const;
  const tokens = f`=(SUM(${usage.column("input_tokens")})+SUM(${usage.column("output_tokens")}))/10^6`;
  sheet.put(2, NAME, "Cost of the usage, USD");
  sheet.put(3, NAME, "Volume of the usage, Mtok");
  sheet.put(4, NAME, "Lines without a price");
  return {
    total: sheet.put(2, VALUE, f`=SUMIF(${cost},">0")`, money),
    tokens: sheet.put(3, VALUE, tokens, money),
    unpriced: sheet.put(4, VALUE, f`=SUMPRODUCT(--ISERROR(${cost}))`, { align: "right" }),
  };
}
