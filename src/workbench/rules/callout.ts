import { element, fill } from "../../taskpane/dom";
import type { Breach } from "./enforce";
import type { CellRule } from "./rule-at";

const SUBSTITUTE = "The value does not meet the rule of this cell.";

/** A box beside a cell that says what its rule says. It waits in the page, so that screen readers hear it filled. */
export class Callout {
  readonly box: HTMLElement;
  /** What is told now, or `undefined`. */
  rule: CellRule | undefined;

  constructor(private readonly onClose: () => void) {
    this.box = element("div", { class: "rule-callout", role: "alert", hidden: true });
  }

  /** What was typed breaks the rule. */
  tell({ rule, typed, isKept, takeBack }: Breach): void {
    const { title, text = SUBSTITUTE } = rule.alert ?? {};
    const entry = typed === "" ? "A blank cell" : `“${typed}”`;
    const outcome = isKept ? `${entry} is kept all the same.` : `${entry} was not taken; the cell is as it was.`;
    const back = labelled("Take it back", () => {
      this.onClose();
      void takeBack().catch(reportError);
    });
    this.show(
      rule,
      "breach",
      [...sentences(title, text), element("p", { class: "rule-outcome" }, outcome)],
      [...(isKept ? [back] : []), labelled("Close", this.onClose)],
    );
  }

  /** What the rule says before anything is typed. */
  prompt(rule: CellRule): void {
    const { title, text = "" } = rule.prompt ?? {};
    this.show(rule, "prompt", sentences(title, text), []);
  }

  close(): void {
    this.rule = undefined;
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  get isPrompt(): boolean {
    return this.box.classList.contains("prompt");
  }

  private show(rule: CellRule, kind: "breach" | "prompt", said: readonly Node[], buttons: readonly Node[]): void {
    this.rule = rule;
    this.box.className = `rule-callout ${kind} ${rule.alert?.style ?? ""}`;
    this.box.hidden = false;
    fill(this.box, [...said, ...(buttons.length === 0 ? [] : [element("p", { class: "rule-buttons" }, buttons)])]);
  }
}

const labelled = (label: string, onClick: () => void) =>
  element("button", { type: "button", class: "rule-button" }, label, { click: onClick });

function sentences(title: string | undefined, text: string): HTMLElement[] {
  return [...(title ? [element("strong", {}, title)] : []), element("p", {}, text)];
}
