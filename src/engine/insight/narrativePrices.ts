import { type Figures, figure, percent } from "./narrativeFigures";

type Said = string | undefined;

/** How prices moved, and what that and the answer of use do to a bill. */
export const PRICE_SENTENCES: readonly ((figures: Figures) => Said)[] = [moved, bill];

function moved(figures: Figures): Said {
  const rate = figures.number("price_decline_per_year");
  if (rate === undefined) return undefined;
  const direction =
    rate > 0 ? `fell by ${percent(rate)} a year` : rate < 0 ? `rose by ${percent(-rate)} a year` : "did not move";
  const halving = figures.number("halving_months");
  const pace = rate > 0 && halving !== undefined ? `, halving every ${figure(halving)} months` : "";
  const [r2, points] = [figures.number("r2"), figures.number("price_points")];
  const fit =
    r2 === undefined ? "" : ` (R² ${figure(r2)}${points === undefined ? "" : ` over ${figure(points)} prices`})`;
  return `Prices ${direction}${pace}${fit}.`;
}

function bill(figures: Figures): Said {
  const [today, later, months] = ["spend_today_usd_per_month", "spend_later_usd_per_month", "spend_after_months"].map(
    (name) => figures.number(name),
  );
  if (today === undefined || later === undefined || months === undefined) return undefined;
  const use = figures.number("use_multiple");
  const grown = use === undefined ? "" : ` with ${figure(use)} times the use`;
  const verdict = later === today ? "stays" : later < today ? "falls" : "rises";
  const end =
    later === today ? `at ${figure(today)} USD a month` : `from ${figure(today)} to ${figure(later)} USD a month`;
  return `At the decline assumed the bill ${verdict} ${end} in ${figure(months)} months${grown}.`;
}
