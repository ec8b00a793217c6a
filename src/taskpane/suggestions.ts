import { gpus, models, prices, regions, tableNames } from "../data";

/** Names to choose from while typing, by argument. Each list is made when it is first asked for. */
const SOURCES: Readonly<Record<string, () => readonly string[]>> = {
  model: pricedModels,
  models: pricedModels,
  api_model: pricedModels,
  open_model: () => models().map(({ id }) => id),
  gpu: () => gpus().map(({ id }) => id),
  region: () => regions().map(({ id }) => id),
  tier: () => ["standard", "batch", "flex", "priority", "off_peak"],
  term: () => ["on_demand", "spot", "1yr", "3yr"],
  table: () => tableNames,
};

/** Groups whose `model` is an open-weight model rather than a priced one. */
const OPEN_MODEL_GROUPS: readonly string[] = ["Serving"];

/** Models that their makers sell today, by their bare name. */
function pricedModels(): readonly string[] {
  const current = prices().filter(({ status, provider, maker, mode }) => {
    return status === "current" && mode === "chat" && provider === maker;
  });
  return [...new Set(current.map(({ modelId }) => modelId))].sort();
}

/** Which list an argument takes its names from, if any. */
export function suggestionList(group: string, functionName: string, argument: string): string | undefined {
  if (argument === "model" && (OPEN_MODEL_GROUPS.includes(group) || ["MODEL", "KPIS"].includes(functionName))) {
    return "open_model";
  }
  if (argument === "name" && functionName === "TABLE") return "table";
  return argument in SOURCES ? argument : undefined;
}

export function suggestions(list: string): readonly string[] {
  return SOURCES[list]?.() ?? [];
}
