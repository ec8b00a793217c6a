import { tokenTypes } from "@borgar/fx";
import type { CellModel, WorkbookModel } from "../files/model";
import { type Area, addressOf, areaOfReference, quotedSheet } from "../host/address";
import { REFERENCES, tokensOf } from "./calc/formula-tokens";

/** A formula cell and the areas its formula reads. */
interface Reader {
  readonly sheet: string;
  readonly cell: CellModel;
  state: "unseen" | "open" | "done";
}

/** The cells of one circle of formulas, such as `Calc!A1, B2`; "" where the references do not tell. */
export function circleIn(model: WorkbookModel): string {
  return new CircleSearch(model).found();
}

class CircleSearch {
  private readonly bySheet = new Map<string, Map<number, Reader[]>>();
  private readonly named: ReadonlyMap<string, string>;

  constructor(private readonly model: WorkbookModel) {
    this.named = new Map(model.names.map(({ name, refersTo }) => [name.toLowerCase(), refersTo]));
    for (const { name, cells } of model.sheets) {
      const rows = new Map<number, Reader[]>();
      for (const cell of cells) {
        if (cell.formula === undefined) continue;
        const reader: Reader = { sheet: name, cell, state: "unseen" };
        rows.set(cell.row, [...(rows.get(cell.row) ?? []), reader]);
      }
      this.bySheet.set(name.toLowerCase(), rows);
    }
  }

  found(): string {
    for (const rows of this.bySheet.values()) {
      for (const reader of [...rows.values()].flat()) {
        const circle = reader.state === "unseen" ? this.circleFrom(reader) : undefined;
        if (circle !== undefined) return inWords(circle);
      }
    }
    return "";
  }

  /** Follows references as far as they go, without recursion: chains may be as long as a workbook. */
  private circleFrom(start: Reader): Reader[] | undefined {
    const path: { readonly reader: Reader; readonly reads: Reader[] }[] = [this.opened(start)];
    while (path.length > 0) {
      const last = path.at(-1);
      const next = last?.reads.pop();
      if (last === undefined) return undefined;
      if (next === undefined) {
        last.reader.state = "done";
        path.pop();
      } else if (next.state === "open") {
        return path.slice(path.findIndex(({ reader }) => reader === next)).map(({ reader }) => reader);
      } else if (next.state === "unseen") path.push(this.opened(next));
    }
    return undefined;
  }

  private opened(reader: Reader): { readonly reader: Reader; readonly reads: Reader[] } {
    reader.state = "open";
    const areas = this.areasIn(reader.cell.formula ?? "", reader.sheet, 0);
    return { reader, reads: areas.flatMap((area) => this.readersIn(area)) };
  }

  private areasIn(formula: string, sheet: string, depth: number): Area[] {
    return tokensOf(formula).flatMap((token): Area[] => {
      if (!REFERENCES.has(token.type)) return [];
      const area = areaOfReference(token.value.replaceAll("$", ""), sheet);
      if (area !== undefined) return [area];
      const refersTo = token.type === tokenTypes.REF_NAMED ? this.named.get(token.value.toLowerCase()) : undefined;
      if (refersTo !== undefined && depth < 5) return this.areasIn(refersTo, sheet, depth + 1);
      return token.type === tokenTypes.REF_STRUCT ? this.tableAreas(token.value) : [];
    });
  }

  private tableAreas(reference: string): Area[] {
    const table = reference.slice(0, reference.indexOf("[")).toLowerCase();
    return this.model.sheets.flatMap(({ name, tables }) =>
      tables
        .filter((candidate) => candidate.name.toLowerCase() === table)
        .map(({ range }) => ({ sheet: name, ...range })),
    );
  }

  private readersIn({ sheet, row, col, rows, cols }: Area): Reader[] {
    const byRow = this.bySheet.get(sheet.toLowerCase()) ?? new Map<number, Reader[]>();
    const inRows =
      rows > byRow.size
        ? [...byRow.keys()].filter((r) => r >= row && r < row + rows)
        : Array.from({ length: rows }, (_r, i) => row + i);
    return inRows.flatMap((r) => (byRow.get(r) ?? []).filter(({ cell }) => cell.col >= col && cell.col < col + cols));
  }
}

const MOST_NAMED = 6;

function inWords(circle: readonly Reader[]): string {
  const named = circle
    .slice(0, MOST_NAMED)
    .map(({ sheet, cell }) => `${quotedSheet(sheet)}!${addressOf({ ...cell, rows: 1, cols: 1 })}`);
  return named.join(" → ") + (circle.length > MOST_NAMED ? " → …" : "");
}
