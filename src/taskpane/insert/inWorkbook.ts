import type { Pane } from "../actions";
import { button, element, fill } from "../dom";
import { goTo, removalOf, removeModel } from "./actions";
import { type InsertedModel, insertedModels } from "./inserted";

/** The models that are in the workbook: ways to their sheets, and the way to be rid of them. */
export function inWorkbook(pane: Pane, heading: HTMLElement) {
  const place = element("section", { class: "inserted", "aria-label": "Models in this workbook" });

  function line(model: InsertedModel): HTMLElement {
    const ways = model.sheets.map((sheet) =>
      button(sheet, "plain", () => void goTo(pane, sheet), { class: "button plain chip" }),
    );
    const foot = element("div", { role: "status" });
    const remove = button("Remove this model", "quiet", () => void ask());
    async function ask(): Promise<void> {
      const sentence = await removalOf(pane.port, model);
      const yes = button(`Remove ${model.name}`, "primary", () => void removeModel(pane, model).then(update));
      const no = button("Keep it", "plain", () => {
        fill(foot, [remove]);
        remove.focus();
      });
      fill(foot, [element("p", { class: "note" }, sentence), element("div", { class: "buttons" }, [yes, no])]);
      no.focus();
    }
    fill(foot, [remove]);
    return element("li", { class: "model" }, [
      element("span", { class: "item-title" }, model.name),
      element("div", { class: "chips" }, ways),
      foot,
    ]);
  }

  let shown = "";

  async function update(): Promise<void> {
    const models = await insertedModels(pane.port);
    // What is as it was stays, with the question that may stand in it.
    const now = JSON.stringify(models);
    if (now === shown) return;
    shown = now;
    const isShown = models.length > 0;
    place.hidden = !isShown;
    const had = place.contains(document.activeElement);
    fill(
      place,
      isShown ? [element("h2", { class: "list-title" }, "In this workbook"), element("ul", {}, models.map(line))] : [],
    );
    if (had && !place.contains(document.activeElement)) heading.focus();
  }

  // Also a step of undo takes a model away, or brings it back: another sheet is in sight then.
  void pane.port.onSelection(() => {
    // Sheets may go in the same step after the other one was shown: asked once it is over.
    if (shown !== "" && pane.store.state.tab === "insert") setTimeout(() => void update(), 0);
  });
  return { element: place, update };
}
