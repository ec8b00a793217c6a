import "../charts/charts.css";
import "./pane.css";
import "./check/check.css";
import "./data.css";
import "./simulate/simulate.css";
import { Refusal, type Stop, type WorkbookPort } from "../host/port";
import type { Pane } from "./actions";
import { element } from "./dom";
import { START } from "./model";
import { Store } from "./store";
import { cursorStrip } from "./views/cursorStrip";
import { footer, noticeView } from "./views/footer";
import { laterView } from "./views/later";
import { tabsView } from "./views/tabs";

/** Keeps results that read cells in step with the workbook, where the host reports changes. */
function watchWorkbook({ port }: Pane, refresh: () => void): Promise<Stop> {
  if (!port.capabilities().watchesChanges) return Promise.resolve(() => undefined);
  return port.onChange(refresh);
}

/** Puts the task pane into `place`, working on the workbook behind `port`. What it gives takes the pane away again. */
export function mountPane(place: HTMLElement, port: WorkbookPort): Stop {
  const pane: Pane = { store: new Store(START), port };
  const notice = noticeView();
  const tabs = tabsView(pane, {
    insert: laterView("insert", async () => {
      const { modelBrowser } = await import(/* webpackChunkName: "models" */ "./insert/browser");
      return modelBrowser(pane);
    }),
    functions: laterView("functions", async () => {
      const { functionsView } = await import(/* webpackChunkName: "functions-tab" */ "./views/functions");
      const view = functionsView(pane);
      view.update(pane.store.state, START);
      return view;
    }),
    data: laterView("data", async () => {
      const { dataView } = await import(/* webpackChunkName: "data" */ "./views/data");
      const view = dataView(pane);
      view.update(pane.store.state, START);
      return view;
    }),
    simulate: laterView("simulate", async () => {
      const { simulateView } = await import(/* webpackChunkName: "simulate" */ "./simulate/view");
      return simulateView(pane);
    }),
    check: laterView("check", async () => {
      const { checkView } = await import(/* webpackChunkName: "check" */ "./check/view");
      return checkView(pane);
    }),
  });
  pane.store.watch((state, before) => {
    tabs.update(state, before);
    notice.update(state, before);
  });
  const cursor = cursorStrip(pane);
  const whole = element("div", { class: "infer-pane" }, [tabs.element, cursor.element, notice.element, footer(pane)]);
  place.replaceChildren(whole);
  // A tab that is loaded when it is looked at is looked at by now if it is the first.
  tabs.update(pane.store.state, pane.store.state);

  let isGone = false;
  let stop: Stop = () => undefined;
  watchWorkbook(pane, () => tabs.refresh?.()).then(
    (started) => {
      if (isGone) started();
      else stop = started;
    },
    (error: unknown) => {
      // Without the watch the pane works all the same; only results that read cells wait for the next key.
      if (!(error instanceof Refusal)) reportError(error);
    },
  );
  return () => {
    isGone = true;
    stop();
    cursor.stop();
    whole.remove();
  };
}
