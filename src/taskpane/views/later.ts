import { element, fill } from "../dom";
import type { PaneState, TabId } from "../model";
import type { View } from "./view";

/** The view of a tab that is loaded when the tab is first looked at: most visits need one tab. */
export function laterView(tab: TabId, load: () => Promise<View>): View {
  const place = element("div");
  let isAsked = false;
  let view: View | undefined;

  async function loaded(): Promise<void> {
    try {
      view = await load();
      fill(place, [view.element]);
    } catch (error) {
      // The next look at the tab tries again.
      isAsked = false;
      const reason = error instanceof Error ? error.message : String(error);
      fill(place, [element("p", { class: "lead" }, `This part of the pane could not be loaded: ${reason}`)]);
    }
  }

  return {
    element: place,
    update(state: PaneState, before: PaneState) {
      if (state.tab === tab && !isAsked) {
        isAsked = true;
        void loaded();
      }
      view?.update(state, before);
    },
    refresh() {
      view?.refresh?.();
    },
  };
}
