import type { Archive } from "../archive";
import type { Loss, LossKind } from "../model";
import type { DrawnThings } from "./charts";
import { type Relation, relationsOfType } from "./relations";
import type { SheetPart } from "./sheet-part";
import type { TablePart } from "./tables";
import type { WorkbookPart } from "./workbook-part";

/** How many cells a sentence names before it only counts. */
const NAMED_CELLS = 5;

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** What stands in the workbook as a whole beyond the model. */
export function lossesOfWorkbook(
  archive: Archive,
  { relations, sheets, isProtected, isFrom1904 }: WorkbookPart,
  xmlParts: number,
): Loss[] {
  const losses: Loss[] = [];
  const add = (what: LossKind, sentence: string) => losses.push({ what, sentence });
  const count = (type: string) => relationsOfType(relations, type).length;
  if (archive.names.some((name) => name.endsWith("vbaProject.bin"))) add("macros", "Macros are not carried.");
  for (const { name, part } of sheets) {
    if (part === undefined)
      add("sheets", `The sheet "${name}" is no worksheet (a chart, dialog or macro sheet) and is not carried.`);
  }
  if (count("externalLink") > 0) {
    add(
      "external links",
      `Links to ${counted(count("externalLink"), "other workbook")} are not carried; their values are.`,
    );
  }
  if (count("connections") > 0)
    add("queries", "Connections to data outside the workbook are not carried; their values are.");
  if (xmlParts > 0 || count("customXmlMaps") > 0) add("other", "XML data stored beside the sheets is not carried.");
  if (isProtected) add("protection", "The protection of the workbook's structure is not carried.");
  if (isFrom1904) add("dates", "Dates that count from 1904 are moved to Excel's usual count from 1900.");
  return losses;
}

/** What the looks in use say beyond the model. */
export function lossesOfLooks(used: readonly number[], lost: readonly (readonly string[])[]): Loss[] {
  const found = new Set(used.flatMap((style) => lost[style] ?? []));
  if (found.size === 0) return [];
  return [{ what: "formats", sentence: `Some formats of cells are not carried: ${[...found].join(", ")}.` }];
}

/** What stands on one sheet beyond the model. */
export function lossesOfSheet(
  name: string,
  sheet: SheetPart,
  tables: readonly TablePart[],
  drawn: DrawnThings,
  relations: ReadonlyMap<string, Relation>,
): Loss[] {
  const on = `on "${name}"`;
  return [
    ...lossesOfCells(name, sheet),
    ...lossesOfElements(on, sheet),
    ...lossesOfParts(on, drawn, relations),
    ...lossesOfTables(on, tables),
  ];
}

function lossesOfCells(name: string, { unread }: SheetPart): Loss[] {
  const losses: Loss[] = [];
  const { blocked, richTexts, dataTables, wholeFormats } = unread;
  for (const reason of new Set(blocked.map((formula) => formula.reason))) {
    const cells = blocked.filter((formula) => formula.reason === reason).map(({ cell }) => cell);
    const more = cells.length > NAMED_CELLS ? ` and ${cells.length - NAMED_CELLS} more` : "";
    const many = cells.length > 1;
    losses.push({
      what: "blocked formulas",
      sentence: `"${name}" ${cells.slice(0, NAMED_CELLS).join(", ")}${more}: the formula${many ? "s" : ""} gave way to the stored value${many ? "s" : ""}, as ${reason}.`,
    });
  }
  if (richTexts > 0)
    losses.push({ what: "rich text", sentence: `Formats of single words on "${name}" are not carried; the text is.` });
  if (wholeFormats > 0) {
    losses.push({
      what: "formats",
      sentence: `Formats of whole columns or rows on "${name}" are carried only in cells that the file lists.`,
    });
  }
  if (dataTables > 0) {
    losses.push({
      what: "data tables",
      sentence: `What-if data tables on "${name}" are carried as values. SENSITIVITY calculates such tables.`,
    });
  }
  return losses;
}

/** A loss for each element that the model has no place for; `autoFilter` and page furniture are told together. */
const ELEMENTS: readonly (readonly [element: string, what: LossKind, one: string])[] = [
  ["conditionalFormatting", "conditional formats", "conditional format"],
  ["hyperlink", "links", "hyperlink"],
  ["sheetProtection", "protection", "sheet protection"],
  ["protectedRange", "protection", "protected range"],
  ["autoFilter", "filters", "filter"],
  ["outline", "groups", "grouped row or column"],
  ["sparkline", "charts", "sparkline"],
  ["headerFooter", "formats", "header or footer"],
  ["brk", "formats", "page break"],
  ["scenario", "other", "scenario"],
  ["oleObject", "other", "embedded object"],
  ["control", "other", "form control"],
];

function lossesOfElements(on: string, { unread: { elements } }: SheetPart): Loss[] {
  return ELEMENTS.flatMap(([element, what, one]) => {
    const count = elements.get(element) ?? 0;
    return count === 0 ? [] : [notCarried(what, count, one, on)];
  });
}

function notCarried(what: LossKind, count: number, one: string, on: string): Loss {
  return { what, sentence: `${counted(count, one)} ${on} ${count === 1 ? "is" : "are"} not carried.` };
}

const PARTS: readonly (readonly [type: string, what: LossKind, one: string])[] = [
  ["pivotTable", "pivot tables", "pivot table"],
  ["comments", "comments", "set of comments"],
  ["threadedComment", "comments", "set of threaded comments"],
  ["slicer", "pivot tables", "set of slicers"],
  ["timeline", "pivot tables", "timeline"],
  ["queryTable", "queries", "query"],
  ["image", "pictures", "background picture"],
];

function lossesOfParts(
  on: string,
  { foreignCharts, pictures }: DrawnThings,
  relations: ReadonlyMap<string, Relation>,
): Loss[] {
  const losses = PARTS.flatMap(([type, what, one]) => {
    const count = relationsOfType(relations, type).length;
    return count === 0 ? [] : [notCarried(what, count, one, on)];
  });
  if (foreignCharts > 0) losses.push(notCarried("charts", foreignCharts, "chart that INFER did not make", on));
  if (pictures > 0) losses.push(notCarried("pictures", pictures, "picture or shape", on));
  return losses;
}

function lossesOfTables(on: string, tables: readonly TablePart[]): Loss[] {
  return tables.flatMap(({ model: { name }, isHeadless, isFiltered, hasColumnFormulas }): Loss[] => {
    if (isHeadless)
      return [{ what: "other", sentence: `The table ${name} ${on} has no header row and is carried as cells.` }];
    const losses: Loss[] = [];
    if (isFiltered)
      losses.push({ what: "filters", sentence: `The filter of the table ${name} ${on} is not carried; its rows are.` });
    if (hasColumnFormulas) {
      losses.push({
        what: "other",
        sentence: `Formulas in the table ${name} ${on} are carried cell by cell: rows added later do not get them by themselves.`,
      });
    }
    return losses;
  });
}
