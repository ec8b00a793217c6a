import type { Archive } from "../archive";
import { damaged } from "../directory";
import { FileRefusal } from "../refusal";
import { readXml } from "../xml";
import { type Relation, relationsOf, relationsOfType } from "./relations";

export interface ListedSheet {
  readonly name: string;
  readonly visibility: "visible" | "hidden" | "veryHidden";
  /** Name of the worksheet's part; `undefined` for a sheet of another kind: a chart, a dialog, a macro sheet. */
  readonly part: string | undefined;
}

export interface ListedName {
  readonly name: string;
  readonly refersTo: string;
  /** Index of the only sheet that knows the name. */
  readonly sheet: number | undefined;
  readonly isHidden: boolean;
}

/** What the workbook's own part says. */
export interface WorkbookPart {
  readonly part: string;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly sheets: readonly ListedSheet[];
  readonly names: readonly ListedName[];
  readonly activeSheet: number;
  /** Dates count from 1 January 1904 instead of 1900. */
  readonly isFrom1904: boolean;
  readonly isProtected: boolean;
}

export function workbookPartName(archive: Archive): string {
  const [relation] = relationsOfType(relationsOf(archive, ""), "officeDocument");
  const part = relation?.target;
  if (part === undefined || !archive.has(part)) {
    throw new FileRefusal("The file is no Excel workbook, though it is packed like one. Save it as .xlsx.");
  }
  if (part.endsWith(".bin")) {
    throw new FileRefusal("The file is a binary workbook (.xlsb). Save it as .xlsx.");
  }
  return part;
}

export function readWorkbookPart(archive: Archive): WorkbookPart {
  const part = workbookPartName(archive);
  const xml = archive.text(part) ?? "";
  const relations = relationsOf(archive, part);
  const sheets: ListedSheet[] = [];
  const names: ListedName[] = [];
  const state = { activeSheet: 0, isFrom1904: false, isProtected: false, root: "" };
  let open: { readonly listed: Omit<ListedName, "refersTo">; text: string } | undefined;
  readXml(xml, {
    open(name, attributes) {
      if (state.root === "") state.root = name;
      if (name === "sheet") {
        const relation = relations.get(attributes.get("id") ?? "");
        const hidden = attributes.get("state");
        sheets.push({
          name: attributes.get("name") ?? "",
          visibility: hidden === "hidden" || hidden === "veryHidden" ? hidden : "visible",
          part: relation?.type === "worksheet" ? relation.target : undefined,
        });
      } else if (name === "definedName") {
        const listed = { name: attributes.get("name") ?? "", sheet: attributes.index("localSheetId") };
        open = { listed: { ...listed, isHidden: attributes.flag("hidden") }, text: "" };
      } else if (name === "workbookView") state.activeSheet = attributes.index("activeTab") ?? 0;
      else if (name === "workbookPr") state.isFrom1904 = attributes.flag("date1904");
      else if (name === "workbookProtection") state.isProtected = attributes.flag("lockStructure");
    },
    text(text) {
      if (open !== undefined) open.text += text;
    },
    close(name) {
      if (name !== "definedName" || open === undefined) return;
      names.push({ ...open.listed, refersTo: open.text.trim() });
      open = undefined;
    },
  });
  if (state.root !== "workbook") throw damaged("its list of sheets is missing");
  checkSheets(sheets, archive);
  const { activeSheet, isFrom1904, isProtected } = state;
  return { part, relations, sheets, names, activeSheet, isFrom1904, isProtected };
}

function checkSheets(sheets: readonly ListedSheet[], archive: Archive): void {
  if (sheets.length === 0) throw damaged("it has no sheets");
  const seen = new Set<string>();
  for (const { name, part } of sheets) {
    const key = name.toLowerCase();
    if (name === "" || seen.has(key))
      throw damaged(name === "" ? "a sheet has no name" : `two sheets are named "${name}"`);
    seen.add(key);
    if (part !== undefined && !archive.has(part)) throw damaged(`the sheet "${name}" is missing`);
  }
}
