import { strToU8, type Zippable, zipSync } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface Handmade {
  /** What stands between `<worksheet>` and `</worksheet>`, sheet by sheet. */
  readonly sheets: readonly string[];
  /** What follows `<sheets>` in the workbook's part. */
  readonly workbook?: string;
  /** What precedes it. */
  readonly before?: string;
  /** More relations of the workbook: type and target. */
  readonly links?: readonly (readonly [type: string, target: string])[];
  /** Relations of the first sheet. */
  readonly sheetLinks?: readonly (readonly [type: string, target: string])[];
  /** Other parts by name. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Prefix of the worksheets' element names. */
  readonly prefix?: string;
}

const relations = (links: readonly (readonly [string, string])[], first: number) =>
  `<Relationships xmlns="${RELATIONS}">${links
    .map(([type, target], index) => {
      const external = /^[a-z]+:/.test(target) ? ' TargetMode="External"' : "";
      return `<Relationship Id="rId${first + index}" Type="${TYPES}/${type}" Target="${target}"${external}/>`;
    })
    .join("")}</Relationships>`;

/** A .xlsx file from XML such as Excel writes, with nothing in it but what a test is about. */
export function handmade({
  sheets,
  workbook = "",
  before = "",
  links = [],
  sheetLinks,
  parts = {},
  prefix,
}: Handmade): Uint8Array {
  const names = sheets.map((_sheet, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const);
  const listed = sheets.map(
    (_sheet, index) => `<sheet name="S${index + 1}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const xmlns = prefix === undefined ? `xmlns="${MAIN}"` : `xmlns:${prefix}="${MAIN}"`;
  const worksheet = prefix === undefined ? "worksheet" : `${prefix}:worksheet`;
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]], 1),
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${TYPES}">${before}<sheets>${listed.join("")}</sheets>${workbook}</workbook>`,
    "xl/_rels/workbook.xml.rels": relations([...names, ...links], 1),
    ...Object.fromEntries(
      sheets.map((sheet, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<?xml version="1.0"?><${worksheet} ${xmlns} xmlns:r="${TYPES}">${sheet}</${worksheet}>`,
      ]),
    ),
    ...(sheetLinks === undefined ? {} : { "xl/worksheets/_rels/sheet1.xml.rels": relations(sheetLinks, 1) }),
    ...parts,
  };
  const zippable: Zippable = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(zippable, { mtime: new Date(2000, 0, 1) });
}

/** One sheet whose rows are given as XML. */
export const oneSheet = (rows: string, more: Omit<Handmade, "sheets"> = {}) =>
  handmade({ sheets: [`<sheetData>${rows}</sheetData>`], ...more });

/** The part that says which cell metadata mean that a result spills, as Excel writes it. */
export const DYNAMIC_METADATA = `<metadata xmlns="${MAIN}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`;

export const DYNAMIC: Omit<Handmade, "sheets"> = {
  links: [["sheetMetadata", "metadata.xml"]],
  parts: { "xl/metadata.xml": DYNAMIC_METADATA },
};
