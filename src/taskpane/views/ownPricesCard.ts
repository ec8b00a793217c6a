import type { Pane } from "../actions";
import { element } from "../dom";
import type { DataCard } from "./dataCard";

export function ownPricesCard(_pane: Pane): DataCard {
  return { element: element("article"), heading: element("h2") };
}
