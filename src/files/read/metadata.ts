import { readXml } from "../xml";

const DYNAMIC_ARRAY = "XLDAPR";

/**
 * Which cell metadata, counted from 1 as cells do, say that a formula's result spills
 * ([MS-XLSX] 2.2.4.4 "Dynamic Arrays"; ECMA-376 part 1, 18.9 Metadata).
 */
export function readDynamicMetadata(xml: string | undefined): ReadonlySet<number> {
  const dynamic = new Set<number>();
  if (xml === undefined) return dynamic;
  const types: string[] = [];
  let block = 0;
  let isInCells = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === "metadataType") types.push(attributes.get("name") ?? "");
      else if (name === "cellMetadata") isInCells = true;
      else if (isInCells && name === "bk") block++;
      else if (isInCells && name === "rc" && types[(attributes.index("t") ?? 0) - 1] === DYNAMIC_ARRAY)
        dynamic.add(block);
    },
    close(name) {
      if (name === "cellMetadata") isInCells = false;
    },
  });
  return dynamic;
}
