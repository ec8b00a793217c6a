import type { Injector } from "@univerjs/core";
import { formatted } from "../../charts";
import { areaOfReference } from "../../host/address";
import type { SheetValue } from "../calc/values";
import type { Grid } from "../grid";
import { evaluated } from "./evaluated";
import { type Conditions, shown } from "./judge";
import { type CellRule, wordsOf } from "./rule-at";

/** A value that a list offers, and how its own cell shows it. */
export interface ListItem {
  readonly value: SheetValue;
  readonly text: string;
}

/** Calculates what the rules of cells refer to. */
export class RuleConditions {
  constructor(
    private readonly injector: Injector,
    private readonly grid: Grid,
  ) {}

  async of(rule: CellRule): Promise<Conditions> {
    if (rule.type === "list") {
      const items = (await this.itemsOf(rule))?.map(({ value }) => value);
      return { items, isCaseSensitive: wordsOf(rule) !== undefined };
    }
    const { first, second, cell } = rule;
    return { first: await this.limit(first, cell.sheet), second: await this.limit(second, cell.sheet) };
  }

  /** What a list offers, each text once; `undefined` where that cannot be found out. */
  async itemsOf(rule: CellRule): Promise<readonly ListItem[] | undefined> {
    const words = wordsOf(rule);
    const items = words?.map((text) => ({ value: typedValue(text), text })) ?? (await this.itemsInCells(rule));
    const texts = new Set<string>();
    return items?.filter(({ text }) => text !== "" && !texts.has(text) && texts.add(text));
  }

  private async itemsInCells({ first = "", cell }: CellRule): Promise<readonly ListItem[] | undefined> {
    const area = areaOfReference(first, cell.sheet);
    if (area === undefined || !this.grid.hasSheet(area.sheet)) {
      const values = (await evaluated(this.injector, cell.sheet, first))?.flat();
      // One error stands for the whole: there is no list.
      if (values?.length === 1 && typeof values[0] === "object" && values[0] !== null) return undefined;
      return values?.map((value) => ({ value, text: shown(value) }));
    }
    return this.grid.read(area).flatMap((row, r) =>
      row.map((value, c) => {
        const format = this.grid.numberFormat(area.sheet, area.row + r, area.col + c);
        return { value, text: typeof value === "number" ? formatted(value, format) : shown(value) };
      }),
    );
  }

  private async limit(condition: string | undefined, sheet: string): Promise<SheetValue | undefined> {
    if (condition === undefined) return undefined;
    const number = Number(condition);
    if (condition.trim() !== "" && Number.isFinite(number)) return number;
    return (await evaluated(this.injector, sheet, condition))?.[0]?.[0];
  }
}

/** A word of a list as a cell would take it from the keyboard. */
function typedValue(text: string): SheetValue {
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  return /^(?:true|false)$/i.test(text) ? /^true$/i.test(text) : text;
}
