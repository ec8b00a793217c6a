import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { type Settings, settingsXml } from "../../host/settings";

const PART = "customXml/item1.xml";
const PROPERTIES = "customXml/itemProps1.xml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel tells parts apart by an id. */
const ID = "{6E4B1C52-5D1F-4E0B-9B7A-1F0E5A6C2D31}";

const relations = (type: string, target: string, id: string) =>
  `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`;

/** Adds settings to a file as an XML part beside its sheets, where Excel keeps them and hands them to add-ins. */
export function withSettings(file: Uint8Array, settings: Settings, dated: Date): Uint8Array {
  const parts = unzipSync(file);
  const replaced = (name: string, end: string, addition: string) => {
    parts[name] = strToU8(strFromU8(parts[name] as Uint8Array).replace(end, addition + end));
  };
  replaced(
    "[Content_Types].xml",
    "</Types>",
    `<Override PartName="/${PROPERTIES}" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`,
  );
  replaced("xl/_rels/workbook.xml.rels", "</Relationships>", relations("customXml", `../${PART}`, "rIdInferSettings"));
  const added: Zippable = {
    [PART]: strToU8(settingsXml(settings)),
    "customXml/_rels/item1.xml.rels": strToU8(
      `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations("customXmlProps", "itemProps1.xml", "rId1")}</Relationships>`,
    ),
    [PROPERTIES]: strToU8(
      `${DECLARATION}<ds:datastoreItem ds:itemID="${ID}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`,
    ),
  };
  return zipSync({ ...parts, ...added }, { mtime: dated });
}
