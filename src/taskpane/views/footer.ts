import { VERSION } from "../../../generated/version";
import { dataDay } from "../../data";
import { isoText } from "../../engine/dates";
import type { Pane } from "../actions";
import { element } from "../dom";
import { freshnessOf } from "../tables";
import type { View } from "./view";

/** What the last action came to, for eyes and screen readers. */
export function noticeView(): View {
  const bar = element("p", { class: "notice", role: "status", "aria-live": "polite" });
  return {
    element: bar,
    update({ notice, busy }, before) {
      if (notice === before.notice && busy === before.busy) return;
      const isSpoken = busy !== undefined && busy !== "";
      bar.textContent = isSpoken ? `${busy} …` : (notice?.text ?? "");
      bar.className = `notice ${isSpoken ? "busy" : (notice?.kind ?? "")}`;
    },
  };
}

export function footer({ port }: Pane): HTMLElement {
  const age = Math.max(0, port.today() - dataDay());
  const freshness = freshnessOf(age);
  const mark = freshness === "fresh" ? undefined : element("span", { class: `mark ${freshness}` }, `${age} days old`);
  return element("footer", { class: "foot" }, [
    element("p", {}, [`INFER ${VERSION}, prices as of ${isoText(dataDay())} `, mark]),
    element("p", {}, "Calculated here: no telemetry, nothing is sent."),
  ]);
}
