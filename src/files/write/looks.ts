import type { BorderLineStyle, CellStyle } from "hucre";
import type { Border as BorderModel, FileLook } from "../model";

type Side = NonNullable<NonNullable<CellStyle["border"]>["top"]>;

const VERTICAL = { top: "top", middle: "center", bottom: "bottom" } as const;

/** Colours stand in files without "#", in capitals. */
export const fileColor = (color: string) => color.replace(/^#/, "").toUpperCase();

/** A look as the writer takes it. */
export function styleOf(look: FileLook): CellStyle {
  const font = fontOf(look);
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

function fontOf({ bold, italic, underline, strike, fontSize, font, color }: FileLook): CellStyle["font"] {
  if ([bold, italic, underline, strike, fontSize, font, color].every((part) => part === undefined)) return undefined;
  return {
    ...(bold === undefined ? {} : { bold }),
    ...(italic === undefined ? {} : { italic }),
    ...(underline === undefined ? {} : { underline }),
    ...(strike === undefined ? {} : { strikethrough: strike }),
    ...(fontSize === undefined ? {} : { size: fontSize }),
    ...(font === undefined ? {} : { name: font }),
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
