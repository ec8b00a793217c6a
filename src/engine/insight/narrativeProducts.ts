import { type Figures, figure, percent } from "./narrativeFigures";

type Said = string | undefined;

/** Products by what they earn, and a case done by a model against one done by a person. */
export const PRODUCT_SENTENCES: readonly ((figures: Figures) => Said)[] = [together, weakest, aCase];

function together(figures: Figures): Said {
  const [revenue, cost] = [
    figures.number("products_revenue_usd_per_month"),
    figures.number("products_cost_usd_per_month"),
  ];
  if (revenue === undefined || cost === undefined) return undefined;
  const start = `The products bring ${figure(revenue)} USD a month and cost ${figure(cost)} USD to serve`;
  const margin = figures.number("products_margin");
  if (margin === undefined) return `${start}.`;
  return `${start}: a margin of ${percent(margin)}${margin < 0 ? ", a loss" : ""}.`;
}

function weakest(figures: Figures): Said {
  const [name, margin] = [figures.word("weakest_product"), figures.number("weakest_margin")];
  if (name === undefined || margin === undefined) return undefined;
  return `The lowest margin is that of ${name}, ${percent(margin)}${margin < 0 ? ", a loss" : ""}.`;
}

function aCase(figures: Figures): Said {
  const [usd, human, saving] = ["usd_per_case", "human_usd_per_case", "saving_per_case_usd"].map((name) =>
    figures.number(name),
  );
  if (usd === undefined || human === undefined || saving === undefined) return undefined;
  const verdict =
    saving === 0 ? "no difference" : saving > 0 ? `${figure(saving)} USD less` : `${figure(-saving)} USD more`;
  return `A case costs ${figure(usd)} USD with people doing what fails, against ${figure(human)} USD by people alone: ${verdict}.`;
}
