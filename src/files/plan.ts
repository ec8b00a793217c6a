import type { Area, CellLook, LookArea, NewSheet, Plan, PlanCell } from "../host/port";
import type { CellModel, SheetModel, TableModel, WorkbookModel } from "./model";

/** A plan that adds its own sheets, as a workbook of just these: what a template is as a file. */
export function modelOfPlan(plan: Plan): WorkbookModel {
  const looks = new Looks();
  const sheets = plan.sheets.map((sheet) => sheetOfPlan(sheet, plan, looks));
  const shown = plan.show === undefined ? 0 : sheets.findIndex(({ name }) => name === plan.show?.sheet);
  return {
    sheets,
    names: plan.names.map(({ name, refersTo }) => ({
      name,
      refersTo: refersTo.startsWith("=") ? refersTo : `=${refersTo}`,
    })),
    looks: looks.all,
    activeSheet: Math.max(0, shown),
  };
}

function sheetOfPlan(sheet: NewSheet, plan: Plan, looks: Looks): SheetModel {
  const {
    name,
    columnWidths = [],
    frozenRows = 0,
    frozenColumns = 0,
    hasGridLines = true,
    tabColor,
    print = {},
    rowHeights = [],
  } = sheet;
  const contents = new Map<string, { readonly row: number; readonly col: number; readonly content: PlanCell }>();
  for (const block of plan.blocks.filter((candidate) => candidate.sheet === name)) {
    for (const [r, line] of block.cells.entries()) {
      for (const [c, content] of line.entries()) {
        const [row, col] = [block.row + r, block.col + c];
        contents.set(`${row},${col}`, { row, col, content });
      }
    }
  }
  const areas = plan.looks.filter(({ area }) => area.sheet === name);
  for (const { area } of areas) addBlanks(contents, area);
  const cells = [...contents.values()].flatMap(({ row, col, content }) => cellOfPlan(row, col, content, areas, looks));
  cells.sort((a, b) => a.row - b.row || a.col - b.col);
  return {
    name,
    visibility: "visible",
    cells,
    columns: columnWidths.map((widthPx, col) => ({ col, widthPx })),
    rows: rowHeights,
    frozenRows,
    frozenColumns,
    hasGridLines,
    ...(tabColor === undefined ? {} : { tabColor }),
    merges: [],
    tables: plan.tables
      .filter(({ area }) => area.sheet === name)
      .map((table) => tableOfPlan(table.name, table.area, contents)),
    validations: plan.validations.filter(({ sheet }) => sheet === name).map(({ validation }) => validation),
    charts: plan.charts.filter(({ sheet }) => sheet === name).map(({ chart }) => chart),
    print,
  };
}

type Contents = Map<string, { readonly row: number; readonly col: number; readonly content: PlanCell }>;

/** Cells that only look like something are cells too. */
function addBlanks(contents: Contents, { row, col, rows, cols }: Area): void {
  for (let r = row; r < row + rows; r++) {
    for (let c = col; c < col + cols; c++) {
      const key = `${r},${c}`;
      if (!contents.has(key)) contents.set(key, { row: r, col: c, content: null });
    }
  }
}

function cellOfPlan(
  row: number,
  col: number,
  content: PlanCell,
  areas: readonly LookArea[],
  looks: Looks,
): CellModel[] {
  const look = looks.indexOf(lookAt(row, col, areas));
  const looking = look === undefined ? {} : { look };
  if (content === null || content === "") return look === undefined ? [] : [{ row, col, ...looking }];
  return [
    { row, col, ...(typeof content === "object" ? { formula: content.formula } : { value: content }), ...looking },
  ];
}

/** The looks that cover a cell, laid over one another in their order. */
function lookAt(row: number, col: number, areas: readonly LookArea[]): CellLook {
  const covering = areas.filter(({ area }) => {
    return row >= area.row && row < area.row + area.rows && col >= area.col && col < area.col + area.cols;
  });
  return Object.assign({}, ...covering.map(({ look }) => look)) as CellLook;
}

/** Each look once, with its place. */
class Looks {
  readonly all: CellLook[] = [];
  private readonly places = new Map<string, number>();

  indexOf(look: CellLook): number | undefined {
    if (Object.keys(look).length === 0) return undefined;
    const key = JSON.stringify(look);
    const place = this.places.get(key) ?? this.all.length;
    if (place === this.all.length) this.all.push(look);
    this.places.set(key, place);
    return place;
  }
}

function tableOfPlan(name: string, { row, col, rows, cols }: Area, contents: Contents): TableModel {
  const columns = Array.from({ length: cols }, (_cell, c) => String(contents.get(`${row},${col + c}`)?.content ?? ""));
  return { name, range: { row, col, rows, cols }, columns, hasTotals: false, style: "TableStyleLight9" };
}
