import { neededRange } from "../addresses";
import type { Archive } from "../archive";
import type { TableModel } from "../model";
import { readXml, unescapedText } from "../xml";
import { type Relation, relationsOfType } from "./relations";

export interface TablePart {
  readonly model: TableModel;
  /** Has no header row, which the model needs. */
  readonly isHeadless: boolean;
  /** Rows are hidden by conditions on its columns. */
  readonly isFiltered: boolean;
  /** New rows take formulas over. */
  readonly hasColumnFormulas: boolean;
}

/** The tables of a sheet. */
export function readTables(archive: Archive, relations: ReadonlyMap<string, Relation>): TablePart[] {
  return relationsOfType(relations, "table").flatMap(({ target }) => {
    const xml = archive.text(target);
    return xml === undefined ? [] : [readTable(xml)];
  });
}

function readTable(xml: string): TablePart {
  const columns: string[] = [];
  const table = {
    name: "",
    ref: "",
    style: "",
    headerRows: 1,
    totalsRows: 0,
    isFiltered: false,
    hasColumnFormulas: false,
  };
  readXml(xml, {
    open(element, attributes) {
      if (element === "table") {
        table.name = attributes.get("displayName") ?? attributes.get("name") ?? "";
        table.ref = attributes.get("ref") ?? "";
        table.headerRows = attributes.index("headerRowCount") ?? 1;
        table.totalsRows = attributes.index("totalsRowCount") ?? 0;
      } else if (element === "tableColumn") columns.push(unescapedText(attributes.get("name") ?? ""));
      else if (element === "tableStyleInfo") table.style = attributes.get("name") ?? "";
      else if (element === "calculatedColumnFormula") table.hasColumnFormulas = true;
      else if (element === "filterColumn") table.isFiltered = true;
    },
  });
  const { name, style } = table;
  const range = neededRange(table.ref, `the table ${name}`);
  const model = { name, range, columns, hasTotals: table.totalsRows > 0, ...(style === "" ? {} : { style }) };
  const { isFiltered, hasColumnFormulas } = table;
  return { model, isHeadless: table.headerRows === 0, isFiltered, hasColumnFormulas };
}
