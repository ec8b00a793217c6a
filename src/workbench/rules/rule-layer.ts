import { ICommandService, type Injector } from "@univerjs/core";
import { SetCellEditVisibleOperation } from "@univerjs/preset-sheets-core";
import { type Area, addressOf } from "../../host/address";
import { element } from "../../taskpane/dom";
import type { SheetView, Spot } from "../charts/sheet-view";
import type { Grid } from "../grid";
import { Callout } from "./callout";
import { type ListItem, RuleConditions } from "./conditions";
import { type Breach, enforceRules } from "./enforce";
import { shown } from "./judge";
import { type CellRule, ruleAt } from "./rule-at";
import { ValueList } from "./value-list";

const ARROW_PIXELS = 20;
const GAP_PIXELS = 6;

/** What rules for inputs show over the cells: an arrow with the list of words, and what is said to a wrong value. */
export class RuleLayer {
  private readonly arrow: HTMLButtonElement;
  private readonly list = new ValueList();
  private readonly callout = new Callout(() => this.leave());
  private readonly conditions: RuleConditions;
  /** The rule of the selected cell. */
  private rule: CellRule | undefined;
  private frameRequest = 0;

  private readonly layer: HTMLElement;
  private readonly sheetArea: HTMLElement;

  constructor(
    places: { readonly layer: HTMLElement; readonly sheet: HTMLElement },
    injector: Injector,
    private readonly grid: Grid,
    private readonly view: SheetView,
  ) {
    this.layer = places.layer;
    this.sheetArea = places.sheet;
    this.conditions = new RuleConditions(injector, grid);
    this.arrow = element("button", { type: "button", class: "rule-arrow", tabindex: -1, hidden: true }, [], {
      // The sheet keeps the keyboard.
      pointerdown: (event) => event.preventDefault(),
      click: () => (this.list.isOpen ? this.list.finish(undefined) : this.openList()),
    });
    this.arrow.setAttribute("aria-haspopup", "listbox");
    this.arrow.setAttribute("aria-controls", "rule-list");
    this.layer.append(this.arrow, this.list.box, this.callout.box);
    enforceRules(injector, grid, (breach) => this.tell(breach));
    this.watch(injector);
  }

  private watch(injector: Injector): void {
    const { grid } = this;
    grid.onSelection(() => this.soon());
    grid.onEdit(() => this.soon());
    grid.onOpen(() => this.callout.close());
    this.view.onMove(() => this.soon());
    window.addEventListener("keydown", (event) => this.key(event), { capture: true });
    injector.get(ICommandService).onCommandExecuted(({ id, params }) => {
      const { visible } = (params ?? {}) as { readonly visible?: boolean };
      // Whoever types anew has read it.
      if (id === SetCellEditVisibleOperation.id && visible === true) this.callout.close();
    });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.callout.close();
    const isOnSheet = event.target instanceof Node && this.sheetArea.contains(event.target);
    if (!isOnSheet || !event.altKey || event.key !== "ArrowDown" || this.arrow.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.openList();
  }

  private tell(breach: Breach): void {
    this.callout.tell(breach);
    this.soon();
  }

  private leave(): void {
    this.callout.close();
    this.focusSheet();
  }

  /** Many things may move in one turn; one look at all of them. */
  private soon(): void {
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = requestAnimationFrame(() => this.show());
  }

  private show(): void {
    const selected = this.grid.selection();
    const sheet = this.grid.activeSheet();
    this.rule = selected && ruleAt(this.grid.rules(sheet), selected);
    this.showPrompt();
    if (this.callout.rule && this.callout.rule.cell.sheet !== sheet) this.callout.close();
    const place = this.rule && hasArrow(this.rule) ? this.spotOf(this.rule.cell) : undefined;
    this.arrow.hidden = place === undefined;
    if (place !== undefined && this.rule !== undefined) {
      this.arrow.setAttribute("aria-label", `Values for ${addressOf(this.rule.cell)}, Alt+Down`);
      const { left, top, width, height } = place;
      const size = Math.min(ARROW_PIXELS, height);
      put(this.arrow, { left: left + width, top: top + height - size, width: ARROW_PIXELS, height: size });
    }
    this.placeCallout();
  }

  private showPrompt(): void {
    const isTold = this.callout.rule !== undefined && !this.callout.isPrompt;
    const { rule } = this;
    if (isTold) return;
    if (rule?.prompt === undefined) this.callout.close();
    else if (this.callout.rule === undefined || !isSameCell(this.callout.rule.cell, rule.cell)) {
      this.callout.prompt(rule);
    }
  }

  /** To the right of the cell, where the next cell that is typed into does not lie; below it where there is no room. */
  private placeCallout(): void {
    const { box, rule } = this.callout;
    const spot = rule && this.spotOf(rule.cell);
    box.classList.toggle("is-out-of-sight", rule !== undefined && spot === undefined);
    if (spot === undefined) return;
    const arrow = rule && hasArrow(rule) ? ARROW_PIXELS : 0;
    const right = spot.left + spot.width + arrow + GAP_PIXELS;
    const { clientWidth, clientHeight } = this.layer;
    const hasRoom = right + box.offsetWidth <= clientWidth;
    const left = hasRoom ? right : Math.max(0, Math.min(spot.left, clientWidth - box.offsetWidth));
    const below = spot.top + spot.height + GAP_PIXELS;
    const isBelowInSight = below + box.offsetHeight <= clientHeight;
    const beside = Math.max(0, Math.min(spot.top, clientHeight - box.offsetHeight));
    const top = hasRoom ? beside : isBelowInSight ? below : spot.top - GAP_PIXELS - box.offsetHeight;
    Object.assign(box.style, { left: `${left}px`, top: `${top}px` });
  }

  private openList(): void {
    const { rule } = this;
    if (rule === undefined) return;
    this.conditions.itemsOf(rule).then((items) => this.offer(rule, items ?? []), reportError);
  }

  private offer(rule: CellRule, items: readonly ListItem[]): void {
    const spot = this.spotOf(rule.cell);
    if (spot === undefined || items.length === 0) return;
    const { sheet, row, col } = rule.cell;
    const [[value = null] = []] = this.grid.read(rule.cell);
    this.callout.close();
    this.list.open(`Values for ${addressOf(rule.cell)}`, items, shown(value), (chosen) => {
      if (chosen !== undefined && typeof chosen.value !== "object") {
        this.grid.write(sheet, row, col, [[{ value: chosen.value }]]);
      }
      this.focusSheet();
    });
    this.placeList(spot);
  }

  private placeList({ left, top, width, height }: Spot): void {
    const { box } = this.list;
    box.style.minWidth = `${width + ARROW_PIXELS}px`;
    const { clientWidth, clientHeight } = this.layer;
    const isBelow = top + height + box.offsetHeight <= clientHeight || top < box.offsetHeight;
    Object.assign(box.style, {
      left: `${Math.max(0, Math.min(left, clientWidth - box.offsetWidth))}px`,
      top: `${isBelow ? top + height : top - box.offsetHeight}px`,
    });
  }

  /** Where a cell lies in this layer, or `undefined` where it is out of sight. */
  private spotOf({ sheet, row, col }: Area): Spot | undefined {
    const view = this.view.now();
    if (view === undefined || sheet !== this.grid.activeSheet()) return undefined;
    const { spot, shown: room } = view.placeOf({ row, col, rows: 1, cols: 1 });
    const isInSight =
      spot.height > 0 &&
      spot.left + spot.width > room.left &&
      spot.top >= room.top - 1 &&
      spot.left < room.left + room.width &&
      spot.top + spot.height <= room.top + room.height;
    if (!isInSight) return undefined;
    const origin = this.layer.getBoundingClientRect();
    const [x, y] = [view.cells.left - origin.left, view.cells.top - origin.top];
    return { ...spot, left: spot.left + x, top: spot.top + y };
  }

  /** Gives the keyboard back to the sheet. */
  private focusSheet(): void {
    this.sheetArea.querySelector<HTMLElement>('[contenteditable="true"]')?.focus({ preventScroll: true });
  }
}

const hasArrow = ({ type, hidesList = false }: CellRule) => type === "list" && !hidesList;

const isSameCell = (a: Area, b: Area) => a.sheet === b.sheet && a.row === b.row && a.col === b.col;

function put(target: HTMLElement, { left, top, width, height }: Spot): void {
  Object.assign(target.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}
