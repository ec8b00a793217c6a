import { element, fill } from "../../taskpane/dom";
import type { ListItem } from "./conditions";

/** Letters typed within this time belong together. */
const TYPING_MS = 800;

/** The words that a cell may hold, as a list to choose from by pointer or keyboard. */
export class ValueList {
  readonly box: HTMLUListElement;
  private items: readonly ListItem[] = [];
  private active = 0;
  private letters = "";
  private lettersUntil = 0;
  private done: (chosen: ListItem | undefined) => void = () => undefined;

  constructor() {
    this.box = element("ul", { class: "rule-list", id: "rule-list", role: "listbox", tabindex: 0, hidden: true }, [], {
      keydown: (event) => this.key(event),
      focusout: () => this.finish(undefined),
    });
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Opens the list at the item with this text; tells once what was chosen, or that nothing was. */
  open(label: string, items: readonly ListItem[], text: string, done: (chosen: ListItem | undefined) => void): void {
    this.items = items;
    this.done = done;
    this.box.setAttribute("aria-label", label);
    fill(
      this.box,
      items.map((item, index) =>
        element("li", { id: `rule-item-${index}`, role: "option" }, item.text, {
          pointerdown: (event) => event.preventDefault(),
          click: () => this.finish(item),
        }),
      ),
    );
    this.box.hidden = false;
    const now = items.findIndex((item) => item.text.toLowerCase() === text.toLowerCase());
    this.mark(Math.max(0, now));
    this.box.focus({ preventScroll: true });
  }

  finish(chosen: ListItem | undefined): void {
    if (!this.isOpen) return;
    this.box.hidden = true;
    this.done(chosen);
  }

  private mark(index: number): void {
    this.active = Math.min(Math.max(0, index), this.items.length - 1);
    for (const [at, option] of [...this.box.children].entries()) {
      option.setAttribute("aria-selected", String(at === this.active));
      if (at === this.active) option.scrollIntoView({ block: "nearest" });
    }
    this.box.setAttribute("aria-activedescendant", `rule-item-${this.active}`);
  }

  private key(event: KeyboardEvent): void {
    const act = this.actionOf(event);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  private actionOf(event: KeyboardEvent): (() => void) | undefined {
    const { key } = event;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      Home: 0,
      End: this.items.length - 1,
    };
    const step = steps[key];
    if (key === "Escape" || key === "Tab" || (event.altKey && key === "ArrowUp")) return () => this.finish(undefined);
    if (key === "Enter" || (key === " " && this.letters === "")) return () => this.finish(this.items[this.active]);
    if (step !== undefined) return () => this.mark(step);
    if (key.length === 1 && !event.ctrlKey && !event.metaKey) return () => this.seek(key);
    return undefined;
  }

  /** Goes to the next item that begins with what is typed. */
  private seek(letter: string): void {
    const now = performance.now();
    this.letters = (now < this.lettersUntil ? this.letters : "") + letter.toLowerCase();
    this.lettersUntil = now + TYPING_MS;
    const from = this.letters.length === 1 ? this.active + 1 : this.active;
    const order = this.items.map((_item, index) => (from + index) % this.items.length);
    const found = order.find((index) => this.items[index]?.text.toLowerCase().startsWith(this.letters));
    if (found !== undefined) this.mark(found);
  }
}
