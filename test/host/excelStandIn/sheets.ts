import type { ModelSheet, Rect } from "../excelModel";
import * as model from "../excelModel";
import { chartsObject } from "./charts";
import { eventObject, type Find, keeping, once, type StandInContext } from "./context";
import { dressed, formatObject, validationObject } from "./formats";
import { rectGiven, rectOfRange, rectOrNothing } from "./rects";

export function sheetsObject(context: StandInContext): object {
  const { book } = context;
  const existing = (name: unknown): ModelSheet => {
    const sheet = model.sheetNamed(book, String(name));
    if (sheet === undefined) throw new model.ExcelError("ItemNotFound");
    return sheet;
  };
  return context.object(() => book, {
    loadable: {
      items: () =>
        book.sheets.map(({ name, isProtected }) => ({
          name,
          visibility: "Visible",
          protection: { protected: isProtected },
        })),
    },
    makes: {
      add: (_find, name) =>
        sheetObject(
          context,
          once(context, () => model.addSheet(book, String(name))),
        ),
      getItem: (_find, name) => sheetObject(context, () => existing(name)),
      getItemOrNullObject: (_find, name) => sheetObject(context, () => model.sheetNamed(book, String(name))),
    },
    children: { onChanged: () => eventObject(context, book.onChange) },
  });
}

function sheetObject(context: StandInContext, find: Find<ModelSheet>): object {
  const { book } = context;
  const freeze = (frozen: string) => (sheet: ModelSheet) => {
    sheet.frozen = frozen;
  };
  return context.object(find, {
    loadable: { name: (sheet) => sheet.name },
    settable: {
      ...keeping(["showGridlines", "tabColor"], ""),
      name: (sheet, name) => model.renameSheet(book, sheet, String(name)),
    },
    calls: {
      activate: (sheet) => {
        book.active = { sheet, row: 0, col: 0, rows: 1, cols: 1 };
      },
      delete: (sheet) => model.removeSheet(book, sheet),
    },
    makes: {
      copy: (inner) =>
        sheetObject(
          context,
          once(context, () => model.copySheet(book, inner())),
        ),
      getRangeByIndexes: (inner, row, col, rows, cols) =>
        rangeObject(context, () => rectOrNothing(inner, (sheet) => ({ sheet, row, col, rows, cols }) as Rect)),
      getUsedRangeOrNullObject: (inner) =>
        rangeObject(context, () => rectOrNothing(inner, (sheet) => model.usedIn(model.wholeSheet(sheet)))),
    },
    children: {
      protection: (inner) => context.object(inner, { loadable: { protected: (sheet) => sheet.isProtected } }),
      pageLayout: (inner) => pageObject(context, inner),
      charts: (inner) => chartsObject(context, inner),
      freezePanes: (inner) =>
        context.object(inner, {
          calls: {
            freezeRows: (sheet, rows) => freeze(`${String(rows)} rows`)(sheet),
            freezeColumns: (sheet, cols) => freeze(`${String(cols)} columns`)(sheet),
            freezeAt: (sheet) => freeze("rows and columns")(sheet),
          },
        }),
    },
  });
}

export function rangeObject(context: StandInContext, find: Find<Rect>): object {
  const { book } = context;
  const range = context.object(find, {
    loadable: {
      rowIndex: (rect) => rect.row,
      columnIndex: (rect) => rect.col,
      rowCount: (rect) => rect.rows,
      columnCount: (rect) => rect.cols,
      values: (rect) => model.mapCells(rect, (cell) => cell?.value ?? ""),
      numberFormat: (rect) => model.formatsIn(rect),
      formulas: (rect) => model.mapCells(rect, (cell) => cell?.formula ?? cell?.value ?? ""),
      valueTypes: (rect) =>
        model.mapCells(rect, (cell) => (cell === undefined ? "Empty" : cell.isError ? "Error" : typeof cell.value)),
    },
    settable: {
      formulas: (rect, contents) => model.setCells(book, rect, contents),
      numberFormat: dressed("formats"),
    },
    calls: {
      select: (rect) => {
        book.active = rect;
        for (const listener of book.onSelection) listener();
      },
      clear: model.clearCells,
      copyFrom: (rect, source, kind) => model.pasteValues(rect, rectGiven(source), String(kind)),
    },
    makes: {
      getEntireColumn: (inner) => rangeObject(context, inner),
      getEntireRow: (inner) => rangeObject(context, inner),
      getUsedRangeOrNullObject: (inner) => rangeObject(context, () => rectOrNothing(inner, model.usedIn)),
      getMergedAreasOrNullObject: (inner) =>
        context.object(() => rectOrNothing(inner, model.mergedIn), {
          loadable: { cellCount: (rect) => rect.rows * rect.cols },
        }),
    },
    children: {
      format: (inner) => formatObject(context, inner),
      dataValidation: (inner) => validationObject(context, inner),
      worksheet: (inner) => sheetObject(context, () => inner()?.sheet),
    },
  });
  rectOfRange.set(range, find);
  return range;
}

function pageObject(context: StandInContext, find: Find<ModelSheet>): object {
  const call = (name: string) => (sheet: ModelSheet, value: unknown) => void sheet.settings.set(`page ${name}`, value);
  return context.object(find, {
    settable: keeping(["orientation", "zoom"], "page "),
    calls: {
      setPrintArea: call("area"),
      setPrintTitleRows: call("rows"),
      setPrintTitleColumns: call("columns"),
    },
  });
}
