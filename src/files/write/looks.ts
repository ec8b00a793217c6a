import type { BorderLineStyle, CellStyle } from "hucre";
import type { Border as BorderModel, FileLook } from "../model";

type Side = NonNullable<NonNullable<CellStyle["border"]>["top"]>;

const VERTICAL = { top: "top", middle: "center", bottom: "bottom" } as const;

/** Colours stand in files without "#", in capitals. */
export const fileColor = (color: string) => color.replace(/^#/, "").toUpperCase();

export interface BaseFont {
  readonly name: string;
  readonly size: number;
}

/** A look as the writer takes it. A font is named in full: programs differ in what they take for one without name or size. */
export function styleOf(look: FileLook, base: BaseFont): CellStyle {
  const font = fontOf(look, base);
  const alignment = alignmentOf(look);
  const border = borderOf(look);
  return {
    ...(font === undefined ? {} : { font }),
    ...(look.fill === undefined
      ? {}
      : { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: fileColor(look.fill) } } }),
    ...(border === undefined ? {} : { border }),
    ...(alignment === undefined ? {} : { alignment }),
    ...(look.numberFormat === undefined ? {} : { numFmt: look.numberFormat }),
  };
}

function fontOf(look: FileLook, base: BaseFont): CellStyle["font"] {
  const { bold, italic, underline, strike, fontSize, font, color } = look;
  if ([bold, italic, underline, strike, fontSize, font, color].every((part) => part === undefined)) return undefined;
  return {
    ...(bold === undefined ? {} : { bold }),
    ...(italic === undefined ? {} : { italic }),
    ...(underline === undefined ? {} : { underline }),
    ...(strike === undefined ? {} : { strikethrough: strike }),
    size: fontSize ?? base.size,
    name: font ?? base.name,
    ...(color === undefined ? {} : { color: { rgb: fileColor(color) } }),
  };
}

function alignmentOf({ align, verticalAlign, wrap, indent }: FileLook): CellStyle["alignment"] {
  if (align === undefined && verticalAlign === undefined && wrap === undefined && indent === undefined)
    return undefined;
  return {
    ...(align === undefined ? {} : { horizontal: align }),
    ...(verticalAlign === undefined ? {} : { vertical: VERTICAL[verticalAlign] }),
    ...(wrap === undefined ? {} : { wrapText: wrap }),
    ...(indent === undefined ? {} : { indent }),
  };
}

function borderOf({ borders }: FileLook): CellStyle["border"] {
  if (borders === undefined) return undefined;
  return Object.fromEntries(Object.entries(borders).map(([place, border]) => [place, sideOf(border)]));
}

function sideOf({ style, color }: BorderModel): Side {
  return { style: style as BorderLineStyle, ...(color === undefined ? {} : { color: { rgb: fileColor(color) } }) };
}
