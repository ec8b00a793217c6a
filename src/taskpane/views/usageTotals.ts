import { isoText } from "../../engine/dates";
import { element } from "../dom";
import type { Totals } from "../usage/totals";
import { counted } from "../wording";
import { scrollingTable } from "./field";

const PREVIEWED = 8;

/** What an export adds up to: its sums, what was left out, the first rows. */
export function totalsView(totals: Totals): readonly (HTMLElement | undefined)[] {
  return [sumLines(totals), badLines(totals), previewOf(totals)];
}

const shownNumber = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 6 });

/** The sum of each column over the whole file, to be held against the provider's own. */
function sumLines({ headers, groups, sums }: Totals): HTMLElement {
  const rows = sums.map((sum, index) =>
    element("tr", {}, [
      element("th", { scope: "row" }, headers[groups + index] ?? ""),
      element("td", { class: "number" }, shownNumber(sum)),
    ]),
  );
  return element("section", {}, [
    element("h3", {}, "Sums of the whole file"),
    element("table", { class: "record" }, [element("tbody", {}, rows)]),
  ]);
}

function badLines({ bad, badCount, isDayOrderGuessed }: Totals): HTMLElement | undefined {
  if (badCount === 0 && !isDayOrderGuessed) return undefined;
  const more = badCount - bad.length;
  const order = "Days such as 03/04/2026 are read as month/day: no day of the file tells which comes first.";
  return element("section", { class: "bad-rows" }, [
    isDayOrderGuessed ? element("p", { class: "note" }, order) : undefined,
    badCount === 0 ? undefined : element("h3", {}, `${counted(badCount, "row")} left out`),
    element("ul", { class: "plain-list" }, [
      ...bad.map(({ row, why }) => element("li", {}, `Row ${row}: ${why}`)),
      more > 0 ? element("li", { class: "note" }, `and ${more.toLocaleString("en-US")} more`) : undefined,
    ]),
  ]);
}

function previewOf({ headers, rows, groups }: Totals): HTMLElement {
  const day = headers.indexOf("date");
  const shown = rows.slice(0, PREVIEWED).map((row) =>
    row.map((cell, index): string | number => {
      if (index === day && typeof cell === "number") return isoText(cell);
      if (typeof cell === "number") return index < groups ? cell : shownNumber(cell);
      return cell === null ? "" : String(cell);
    }),
  );
  return element("section", {}, [
    element("h3", {}, "The first rows"),
    scrollingTable("The first rows", headers, shown),
  ]);
}
