import { type Attributes, readXml } from "../xml";

const TURNED = "turned text";
const SHRUNK = "text shrunk to its cell";
const SPREAD = "text that is justified, repeated or centred across cells";
const RAISED = "raised or lowered letters";
const PATTERNS = "patterns";
const GRADIENTS = "colour gradients";
const DIAGONALS = "diagonal lines";

const CARRIED_PATTERNS: ReadonlySet<string> = new Set(["none", "solid"]);
const SPREAD_ALIGNMENTS: ReadonlySet<string> = new Set(["justify", "fill", "centerContinuous", "distributed"]);

type Table = "fonts" | "fills" | "borders" | "cellXfs";
const TABLES: ReadonlySet<string> = new Set<Table>(["fonts", "fills", "borders", "cellXfs"]);

/** What looks of a file say beyond the model, in words, by the index that cells refer to. */
export function readLostLooks(xml: string | undefined): readonly (readonly string[])[] {
  if (xml === undefined) return [];
  const reader = new LostLooks();
  readXml(xml, reader);
  return reader.ofCells();
}

class LostLooks {
  private readonly tables: Record<Table, { attributes: Attributes; lost: string[] }[]> = {
    fonts: [],
    fills: [],
    borders: [],
    cellXfs: [],
  };
  private table: Table | undefined;

  open(name: string, attributes: Attributes): void {
    if (TABLES.has(name)) this.table = name as Table;
    else if (this.table !== undefined) this.openInside(this.table, name, attributes);
  }

  close(name: string): void {
    if (name === this.table) this.table = undefined;
  }

  ofCells(): readonly (readonly string[])[] {
    const { fonts, fills, borders, cellXfs } = this.tables;
    return cellXfs.map(({ attributes, lost }) => [
      ...lost,
      ...(fonts[attributes.index("fontId") ?? 0]?.lost ?? []),
      ...(fills[attributes.index("fillId") ?? 0]?.lost ?? []),
      ...(borders[attributes.index("borderId") ?? 0]?.lost ?? []),
    ]);
  }

  private openInside(table: Table, name: string, attributes: Attributes): void {
    if (`${name}s` === table || (table === "cellXfs" && name === "xf")) {
      this.tables[table].push({ attributes, lost: [] });
      return;
    }
    const lost = this.tables[table].at(-1)?.lost;
    if (lost === undefined) return;
    if (table === "cellXfs" && name === "alignment") lost.push(...lostAlignment(attributes));
    else if (name === "vertAlign" && attributes.get("val") !== "baseline") lost.push(RAISED);
    else if (name === "gradientFill") lost.push(GRADIENTS);
    else if (name === "patternFill" && !CARRIED_PATTERNS.has(attributes.get("patternType") ?? "none"))
      lost.push(PATTERNS);
    else if (name === "diagonal" && (attributes.get("style") ?? "none") !== "none") lost.push(DIAGONALS);
  }
}

function lostAlignment(attributes: Attributes): string[] {
  const isSpread = ["horizontal", "vertical"].some((side) => SPREAD_ALIGNMENTS.has(attributes.get(side) ?? ""));
  return [
    ...(attributes.number("textRotation") ? [TURNED] : []),
    ...(attributes.flag("shrinkToFit") ? [SHRUNK] : []),
    ...(isSpread ? [SPREAD] : []),
  ];
}
