import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  type IBorderData,
  type IStyleData,
  type Nullable,
  VerticalAlign,
  WrapStrategy,
} from "@univerjs/core";
import type { Border, BorderPlace, FileLook } from "../../files";

const ALIGN = { left: HorizontalAlign.LEFT, center: HorizontalAlign.CENTER, right: HorizontalAlign.RIGHT } as const;
const VERTICAL = { top: VerticalAlign.TOP, middle: VerticalAlign.MIDDLE, bottom: VerticalAlign.BOTTOM } as const;
const PLACES = { top: "t", right: "r", bottom: "b", left: "l" } as const satisfies Record<
  BorderPlace,
  keyof IBorderData
>;
/** Excel indents in steps of about three blanks. */
const INDENT_PIXELS = 9;

const LINES: Readonly<Record<string, BorderStyleTypes>> = {
  thin: BorderStyleTypes.THIN,
  hair: BorderStyleTypes.HAIR,
  dotted: BorderStyleTypes.DOTTED,
  dashed: BorderStyleTypes.DASHED,
  dashDot: BorderStyleTypes.DASH_DOT,
  dashDotDot: BorderStyleTypes.DASH_DOT_DOT,
  double: BorderStyleTypes.DOUBLE,
  medium: BorderStyleTypes.MEDIUM,
  mediumDashed: BorderStyleTypes.MEDIUM_DASHED,
  mediumDashDot: BorderStyleTypes.MEDIUM_DASH_DOT,
  mediumDashDotDot: BorderStyleTypes.MEDIUM_DASH_DOT_DOT,
  slantDashDot: BorderStyleTypes.SLANT_DASH_DOT,
  thick: BorderStyleTypes.THICK,
};

const BLACK = "#000000";

const flag = (on: boolean) => (on ? BooleanNumber.TRUE : BooleanNumber.FALSE);
const line = (on: boolean) => ({ s: flag(on) });

/** A look as Univer stores it; what the look leaves out stays as the grid has it. */
export function styleOf(look: FileLook): IStyleData {
  return {
    ...(look.bold === undefined ? {} : { bl: flag(look.bold) }),
    ...(look.italic === undefined ? {} : { it: flag(look.italic) }),
    ...(look.underline === undefined ? {} : { ul: line(look.underline) }),
    ...(look.strike === undefined ? {} : { st: line(look.strike) }),
    ...(look.fontSize === undefined ? {} : { fs: look.fontSize }),
    ...(look.font === undefined ? {} : { ff: look.font }),
    ...(look.color === undefined ? {} : { cl: { rgb: look.color } }),
    ...(look.fill === undefined ? {} : { bg: { rgb: look.fill } }),
    ...(look.align === undefined ? {} : { ht: ALIGN[look.align] }),
    ...(look.verticalAlign === undefined ? {} : { vt: VERTICAL[look.verticalAlign] }),
    ...(look.wrap === undefined ? {} : { tb: look.wrap ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW }),
    ...(look.indent === undefined ? {} : { pd: { l: look.indent * INDENT_PIXELS } }),
    ...(look.borders === undefined ? {} : { bd: bordersOf(look.borders) }),
    ...(look.numberFormat === undefined ? {} : { n: { pattern: look.numberFormat } }),
  };
}

function bordersOf(borders: NonNullable<FileLook["borders"]>): IBorderData {
  return Object.fromEntries(
    Object.entries(borders).map(([place, { style, color = BLACK }]) => [
      PLACES[place as BorderPlace],
      { s: LINES[style] ?? BorderStyleTypes.THIN, cl: { rgb: color } },
    ]),
  );
}

/** The look of a style, as a file can hold it: theme colours and turned texts are none of it. */
export function lookOf(style: IStyleData): FileLook {
  const color = hexOf(style.cl?.rgb);
  const fill = hexOf(style.bg?.rgb);
  const align = nameOf(ALIGN, style.ht);
  const verticalAlign = nameOf(VERTICAL, style.vt);
  const borders = style.bd ? bordersIn(style.bd) : undefined;
  return {
    ...(isStated(style.bl) ? { bold: style.bl === BooleanNumber.TRUE } : {}),
    ...(isStated(style.it) ? { italic: style.it === BooleanNumber.TRUE } : {}),
    ...(isStated(style.ul) ? { underline: style.ul.s === BooleanNumber.TRUE } : {}),
    ...(isStated(style.st) ? { strike: style.st.s === BooleanNumber.TRUE } : {}),
    ...(isStated(style.fs) ? { fontSize: style.fs } : {}),
    ...(isStated(style.ff) ? { font: style.ff } : {}),
    ...(color === undefined ? {} : { color }),
    ...(fill === undefined ? {} : { fill }),
    ...(align === undefined ? {} : { align }),
    ...(verticalAlign === undefined ? {} : { verticalAlign }),
    ...(isStated(style.tb) ? { wrap: style.tb === WrapStrategy.WRAP } : {}),
    ...(isStated(style.pd?.l) && style.pd.l >= INDENT_PIXELS ? { indent: Math.round(style.pd.l / INDENT_PIXELS) } : {}),
    ...(borders === undefined ? {} : { borders }),
    ...(isStated(style.n?.pattern) ? { numberFormat: style.n.pattern } : {}),
  };
}

const isStated = <T>(part: Nullable<T>): part is T => part !== null && part !== undefined;

function nameOf<Name extends string>(names: Readonly<Record<Name, number>>, value: Nullable<number>): Name | undefined {
  return (Object.keys(names) as Name[]).find((name) => names[name] === value);
}

function bordersIn(borders: Nullable<IBorderData>): FileLook["borders"] {
  const found: Partial<Record<BorderPlace, Border>> = {};
  for (const [place, key] of Object.entries(PLACES) as [BorderPlace, (typeof PLACES)[BorderPlace]][]) {
    const side = borders?.[key];
    const style = nameOf(LINES, side?.s);
    if (!side || style === undefined) continue;
    const color = hexOf(side.cl?.rgb);
    // Excel's automatic colour of lines is black.
    found[place] = { style, ...(color === undefined || color === BLACK ? {} : { color }) };
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const RGB = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/i;

/** "#rrggbb" for a colour as the grid's own tools write it. */
function hexOf(color: Nullable<string>): string | undefined {
  if (!color) return undefined;
  if (HEX.test(color)) {
    const digits = color.slice(1).toLowerCase();
    return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
  }
  const parts = RGB.exec(color)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
