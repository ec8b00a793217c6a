import { type PlanCell, Refusal } from "../../host/port";
import { dayText, isMonthFirst, isOrderUnsure, serialOfDay } from "./days";
import { ExactSum, isAmount } from "./exactSum";
import { groupColumns, type MappedColumn, type Mapping, wordOf } from "./mapping";

/** More rows than anyone reads, and more than a sheet should be given at once. */
const MOST_GROUPS = 100_000;
const BAD_LISTED = 20;

export interface BadUsage {
  readonly row: number;
  readonly why: string;
}

/** A file added up. */
export interface Totals {
  readonly headers: readonly string[];
  /** How many of the columns make groups; the others are sums. */
  readonly groups: number;
  readonly rows: readonly (readonly PlanCell[])[];
  /** The sum of each summed column over the whole file. */
  readonly sums: readonly number[];
  readonly rowsRead: number;
  /** Rows in which every number is blank. */
  readonly rowsBlank: number;
  readonly bad: readonly BadUsage[];
  readonly badCount: number;
  /** Days such as 03/04/2026 were taken for month/day, and no day of the file tells. */
  readonly isDayOrderGuessed: boolean;
}

interface Group {
  readonly texts: readonly string[];
  readonly sums: readonly ExactSum[];
}

/** Adds up the rows of a file by its groups, each number exactly as it is written. */
export class Adder {
  private readonly columns: readonly MappedColumn[];
  private readonly byKey = new Map<string, Group>();
  private readonly sums: readonly ExactSum[];
  private readonly bad: BadUsage[] = [];
  private badCount = 0;
  private row = 1;
  private rowsRead = 0;
  private rowsBlank = 0;

  constructor(private readonly mapping: Mapping) {
    this.columns = groupColumns(mapping);
    this.sums = mapping.sums.map(() => new ExactSum());
  }

  /** The next row below the header. */
  add(cells: readonly string[]): void {
    this.row++;
    const { sums } = this.mapping;
    const numbers = sums.map(({ column }) => cells[column] ?? "");
    if (numbers.every((text) => text.trim() === "")) {
      this.rowsBlank++;
      return;
    }
    const place = numbers.findIndex((text) => !isAmount(text));
    if (place >= 0) {
      this.refuse(`${sums[place]?.header}: "${numbers[place]}" is no number`);
      return;
    }
    this.rowsRead++;
    const group = this.groupOf(cells);
    for (const [index, text] of numbers.entries()) {
      group.sums[index]?.add(text);
      this.sums[index]?.add(text);
    }
  }

  private refuse(why: string): void {
    this.badCount++;
    if (this.bad.length < BAD_LISTED) this.bad.push({ row: this.row, why });
  }

  private groupOf(cells: readonly string[]): Group {
    const texts = this.columns.map((column) => {
      return column.column === this.mapping.day ? dayText(cells[column.column] ?? "") : wordOf(cells, column);
    });
    const key = texts.join("\u0000");
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.byKey.size >= MOST_GROUPS) {
      throw new Refusal(
        `The file has more than ${MOST_GROUPS.toLocaleString("en-US")} combinations of ${this.columns.map(({ header }) => header).join(", ")}. Leave one of these columns out.`,
      );
    }
    const group = { texts, sums: this.mapping.sums.map(() => new ExactSum()) };
    this.byKey.set(key, group);
    return group;
  }

  totals(): Totals {
    const dayPlace = this.columns.findIndex(({ column }) => column === this.mapping.day);
    const groups = [...this.byKey.values()];
    const days = [...new Set(groups.map(({ texts }) => texts[dayPlace] ?? ""))];
    const monthFirst = isMonthFirst(days) ?? true;
    const rows = groups.map(({ texts, sums }) => [
      ...texts.map((text, place): PlanCell => {
        if (text === "") return null;
        return place === dayPlace ? (serialOfDay(text, monthFirst) ?? text) : text;
      }),
      ...sums.map((sum) => sum.value()),
    ]);
    return {
      headers: apart([...this.columns, ...this.mapping.sums].map(({ header }) => header)),
      groups: this.columns.length,
      rows: rows.sort((a, b) => compared(a, b, this.columns.length)),
      sums: this.sums.map((sum) => sum.value()),
      rowsRead: this.rowsRead,
      rowsBlank: this.rowsBlank,
      bad: this.bad,
      badCount: this.badCount,
      isDayOrderGuessed: isOrderUnsure(days),
    };
  }
}

/** By the groups from left to right; numbers before texts, blanks first. */
function compared(a: readonly PlanCell[], b: readonly PlanCell[], groups: number): number {
  for (let place = 0; place < groups; place++) {
    const [left, right] = [a[place] ?? "", b[place] ?? ""];
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}

/** A table needs another header in each column. */
function apart(headers: readonly string[]): string[] {
  const taken = new Set<string>();
  return headers.map((header, index) => {
    const base = header === "" ? `column ${index + 1}` : header;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
