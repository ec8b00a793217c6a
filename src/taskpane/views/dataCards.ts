import type { Pane } from "../actions";
import type { DataPage } from "../model";
import type { DataCard } from "./dataCard";
import { ownPricesCard } from "./ownPricesCard";
import { refreshCard } from "./refreshCard";
import { usageCard } from "./usageCard";

/** The card of a page of the Data tab. This module is loaded when the first one opens: no visit starts with it. */
export function pageCard(pane: Pane, page: DataPage): DataCard {
  if (page.kind === "refresh") return refreshCard(pane, page.tableName);
  return page.kind === "ownPrices" ? ownPricesCard(pane) : usageCard(pane);
}
