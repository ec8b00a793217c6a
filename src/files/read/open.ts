import { contains } from "../addresses";
import { Archive } from "../archive";
import { damaged } from "../directory";
import { withTableName } from "../formulas/stored";
import type { CellModel, FileLook, Loss, SheetModel, WorkbookModel } from "../model";
import { FileRefusal } from "../refusal";
import { cellCounter } from "./cell-count";
import { readDrawing } from "./charts";
import { Colors } from "./colors";
import { lossesOfLooks, lossesOfSheet, lossesOfWorkbook } from "./losses";
import { readLostLooks } from "./lost-looks";
import { readDynamicMetadata } from "./metadata";
import { nameKinds, readNames } from "./names";
import { isDateFormat } from "./number-formats";
import { relationsOf, relationsOfType } from "./relations";
import { readXmlParts } from "./settings-part";
import type { BlockedFormula, SheetContext } from "./sheet-cells";
import { readSheet } from "./sheet-part";
import { readStrings } from "./strings-part";
import { readStyles } from "./styles-part";
import { readTables, type TablePart } from "./tables";
import { type ListedSheet, readWorkbookPart, type WorkbookPart } from "./workbook-part";

/** A file as a model, with what the model does not carry of it. */
export interface OpenedFile {
  readonly model: WorkbookModel;
  readonly losses: readonly Loss[];
  /** Formulas that are not calculated: their cells hold the stored values. */
  readonly blocked: readonly BlockedCell[];
}

export interface BlockedCell extends BlockedFormula {
  readonly sheet: string;
}

/**
 * Reads a .xlsx file. Throws a `FileRefusal`, a sentence for the user, where it is damaged, encrypted, too large or no
 * workbook. No formula of the file is calculated, and none that would reach out of the workbook is kept.
 */
export function openXlsx(bytes: Uint8Array): OpenedFile {
  try {
    return opened(new Archive(bytes));
  } catch (thrown) {
    if (thrown instanceof FileRefusal) throw thrown;
    // The package that reads themes and charts throws errors of its own.
    if (thrown instanceof Error && thrown.name === "XmlError") throw damaged("a part of it is no XML");
    if (thrown instanceof RangeError)
      throw new FileRefusal("The file is too large or damaged: it does not fit into memory.");
    throw thrown;
  }
}

function opened(archive: Archive): OpenedFile {
  const workbook = readWorkbookPart(archive);
  const { names, print, losses: lostNames, blocked: blockedNames } = readNames(workbook);
  const part = (type: string) => archive.text(relationsOfType(workbook.relations, type)[0]?.target ?? "");
  const { looks, font } = readStyles(part("styles"), new Colors(part("theme")));
  const used = new LookIndex(looks);
  const dynamic = readDynamicMetadata(part("sheetMetadata"));
  const context: SheetContext = {
    strings: readStrings(part("sharedStrings")),
    lookOf: (style) => used.indexOf(style),
    hasLook: (style) => looks[style] !== undefined,
    isDate: (style) => isDateFormat(looks[style]?.numberFormat ?? ""),
    isFrom1904: workbook.isFrom1904,
    isDynamic: (metadata) => dynamic.has(metadata),
    names: nameKinds(names),
    blockedNames,
    countCells: cellCounter(),
  };
  const { settings, foreign } = readXmlParts(archive, workbook.relations);
  const losses: Loss[] = [...lossesOfWorkbook(archive, workbook, foreign), ...lostNames];
  const blocked: BlockedCell[] = [];
  const sheets = workbook.sheets.flatMap((listed, index): SheetModel[] => {
    if (listed.part === undefined) return [];
    const { model, losses: lost, blocked: formulas } = openSheet(archive, listed, context);
    losses.push(...lost);
    blocked.push(...formulas.map((formula) => ({ ...formula, sheet: listed.name })));
    return [{ ...model, print: { ...model.print, ...print.get(index) } }];
  });
  losses.push(...lossesOfLooks(used.styles, readLostLooks(part("styles"))));
  if (sheets.length === 0) throw new FileRefusal("The workbook has no worksheet.");
  const activeSheet = indexOfActive(workbook, sheets);
  return {
    model: {
      sheets,
      names,
      looks: used.looks,
      activeSheet,
      ...(font === undefined ? {} : { font }),
      ...(Object.keys(settings).length === 0 ? {} : { settings }),
    },
    losses,
    blocked,
  };
}

/** Sheets that are not carried move those behind them; a hidden sheet cannot be in sight. */
function indexOfActive({ sheets, activeSheet }: WorkbookPart, kept: readonly SheetModel[]): number {
  const index = kept.findIndex(({ name }) => name === sheets[activeSheet]?.name);
  return index >= 0
    ? index
    : Math.max(
        0,
        kept.findIndex(({ visibility }) => visibility === "visible"),
      );
}

function openSheet(
  archive: Archive,
  { name, visibility, part = "" }: ListedSheet,
  context: SheetContext,
): { readonly model: SheetModel; readonly losses: readonly Loss[]; readonly blocked: readonly BlockedFormula[] } {
  const relations = relationsOf(archive, part);
  const sheet = readSheet(archive.text(part) ?? "", context);
  const tables = readTables(archive, relations);
  const drawn = readDrawing(archive, relations);
  const { unread, ...content } = sheet;
  const model = {
    ...content,
    cells: inTables(content.cells, tables),
    name,
    visibility,
    tables: tables.filter(({ isHeadless }) => !isHeadless).map((table) => table.model),
    charts: drawn.charts,
  };
  return { model, losses: lossesOfSheet(name, sheet, tables, drawn, relations), blocked: unread.blocked };
}

/** Formulas inside a table name the table where the file leaves that out. */
function inTables(cells: readonly CellModel[], tables: readonly TablePart[]): readonly CellModel[] {
  if (tables.length === 0) return cells;
  return cells.map((cell) => {
    const { formula, row, col } = cell;
    const table = formula === undefined ? undefined : tables.find(({ model: { range } }) => contains(range, row, col));
    return formula === undefined || table === undefined
      ? cell
      : { ...cell, formula: withTableName(formula, table.model.name) };
  });
}

/** Gives the looks that cells use places in the model, in the order of their first use. */
class LookIndex {
  readonly looks: FileLook[] = [];
  private readonly places = new Map<string, number>();
  private readonly byStyle = new Map<number, number | undefined>();

  constructor(private readonly all: readonly (FileLook | undefined)[]) {}

  /** The file's own indices that cells used. */
  get styles(): readonly number[] {
    return [...this.byStyle.keys()];
  }

  indexOf(style: number): number | undefined {
    if (!this.byStyle.has(style)) this.byStyle.set(style, this.placeOf(this.all[style]));
    return this.byStyle.get(style);
  }

  private placeOf(look: FileLook | undefined): number | undefined {
    if (look === undefined) return undefined;
    const key = JSON.stringify(look);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.looks.length);
    this.looks.push(look);
    return this.looks.length - 1;
  }
}
