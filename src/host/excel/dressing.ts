import type { BorderPlace, CellLook } from "../plan";
import { supports } from "./session";

const ALIGNMENTS = { left: "Left", center: "Center", right: "Right" } as const;
const VERTICALS = { top: "Top", middle: "Center", bottom: "Bottom" } as const;
const EDGES = { top: "EdgeTop", right: "EdgeRight", bottom: "EdgeBottom", left: "EdgeLeft" } as const;
const LINES: Readonly<Record<string, { readonly style: Excel.BorderLineStyle; readonly weight: Excel.BorderWeight }>> =
  {
    hair: { style: "Continuous" as Excel.BorderLineStyle, weight: "Hairline" as Excel.BorderWeight },
    thin: { style: "Continuous" as Excel.BorderLineStyle, weight: "Thin" as Excel.BorderWeight },
    medium: { style: "Continuous" as Excel.BorderLineStyle, weight: "Medium" as Excel.BorderWeight },
    thick: { style: "Continuous" as Excel.BorderLineStyle, weight: "Thick" as Excel.BorderWeight },
    dashed: { style: "Dash" as Excel.BorderLineStyle, weight: "Thin" as Excel.BorderWeight },
    dotted: { style: "Dot" as Excel.BorderLineStyle, weight: "Thin" as Excel.BorderWeight },
    double: { style: "Double" as Excel.BorderLineStyle, weight: "Thick" as Excel.BorderWeight },
  };

/** How many rows and columns the range has decides which of its borders lie inside. */
interface Size {
  readonly rows: number;
  readonly cols: number;
}

export function dress(range: Excel.Range, look: CellLook, size: Size): void {
  const { format } = range;
  if (look.bold !== undefined) format.font.bold = look.bold;
  if (look.italic !== undefined) format.font.italic = look.italic;
  if (look.fontSize !== undefined) format.font.size = look.fontSize;
  if (look.color !== undefined) format.font.color = look.color;
  if (look.fill !== undefined) format.fill.color = look.fill;
  if (look.align !== undefined) format.horizontalAlignment = ALIGNMENTS[look.align];
  if (look.verticalAlign !== undefined) format.verticalAlignment = VERTICALS[look.verticalAlign];
  if (look.wrap !== undefined) format.wrapText = look.wrap;
  if (look.indent !== undefined && look.indent > 0 && supports("1.9")) format.indentLevel = look.indent;
  for (const [place, border] of Object.entries(look.borders ?? {})) {
    const line = LINES[border.style] ?? LINES.thin;
    for (const edge of edgesOf(place as BorderPlace, size)) {
      const item = format.borders.getItem(edge);
      if (line !== undefined) {
        item.style = line.style;
        item.weight = line.weight;
      }
      if (border.color !== undefined) item.color = border.color;
    }
  }
  // One format for the whole range: Excel takes a single value for all cells.
  if (look.numberFormat !== undefined) range.numberFormat = look.numberFormat as unknown as string[][];
}

/** A look is meant for each cell: what is an edge of a cell lies inside a range of several. */
function edgesOf(place: BorderPlace, { rows, cols }: Size): Excel.BorderIndex[] {
  const isAcross = place === "top" || place === "bottom";
  const inside = isAcross ? rows > 1 && "InsideHorizontal" : cols > 1 && "InsideVertical";
  return [EDGES[place], ...(inside === false ? [] : [inside])] as Excel.BorderIndex[];
}
