import { describe, expect, it } from "vitest";
import * as model from "../../src/taskpane/model";

const { START } = model;
const stateAfter = (...changes: model.Change[]): model.PaneState =>
  changes.reduce((state, change) => change(state), START);

describe("the state of the pane", () => {
  it("keeps what was typed in a card when it is closed and opened again", () => {
    const state = stateAfter(
      model.openFunction("COST", ["gpt-4o", "1500", "500"]),
      model.typeArgument("COST", 1, "2000"),
      model.closeFunction,
      model.openFunction("COST", ["gpt-4o", "1500", "500"]),
    );
    expect(model.typedOf(state, "COST")).toEqual(["gpt-4o", "2000", "500"]);
  });

  it("types into a place beyond the last, with blanks between", () => {
    expect(model.typedOf(stateAfter(model.typeArgument("COST", 2, "x")), "COST")).toEqual(["", "", "x"]);
  });

  it("keeps search, group and filters when tabs change", () => {
    const state = stateAfter(
      model.search("cost"),
      model.chooseGroup("Prices"),
      model.filterTable("gpus", "vendor=NVIDIA"),
      model.selectTab("data"),
      model.selectTab("functions"),
    );
    expect(state).toMatchObject({
      tab: "functions",
      query: "cost",
      group: "Prices",
      filters: { gpus: "vendor=NVIDIA" },
    });
  });

  it("says how an action ended until the next one begins or another card opens", () => {
    const done = stateAfter(model.begin("Loading"), model.finish({ kind: "done", text: "Loaded." }));
    expect(done).toMatchObject({ busy: undefined, notice: { text: "Loaded." } });
    expect(model.begin("")(done).notice).toBeUndefined();
    expect(model.openTable("gpus")(done).notice).toBeUndefined();
    expect(model.closeTable(done).notice).toBeUndefined();
  });
});

describe("arrow keys on the tabs", () => {
  const ids = model.TABS.map(({ id }) => id);
  const [first = "insert", second = "insert"] = ids;
  const last = ids.at(-1) ?? "insert";
  it.each([
    [first, "ArrowRight", second],
    [last, "ArrowRight", first],
    [first, "ArrowLeft", last],
    [second, "ArrowLeft", first],
    [last, "Home", first],
    [first, "End", last],
  ] as const)("from %s, %s leads to %s", (tab, key, next) => {
    expect(model.neighbourTab(tab, key)).toBe(next);
  });

  it("leave other keys alone", () => {
    expect(model.neighbourTab("data", "a")).toBeUndefined();
  });
});
