import { parseThemeColors, resolveThemeColor } from "hucre/ooxml";
import type { Attributes } from "../xml";

/** The 56 colours of Excel's old palette from index 8 on (ECMA-376 part 1, 18.8.27 indexedColors). */
const PALETTE =
  `000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0
808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF
00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366
339966 003300 333300 993300 993366 333399 333333`.split(/\s+/);
const FIRST_OF_PALETTE = 8;
const THEME_COLORS = 12;

/** Reads colours as "#rrggbb", whatever way a file names them. */
export class Colors {
  private readonly theme: readonly string[];

  constructor(themeXml: string | undefined) {
    this.theme = themeXml === undefined ? [] : parseThemeColors(themeXml);
  }

  /** `undefined` for the automatic colour and for one that is not known. */
  of(attributes: Attributes): string | undefined {
    const rgb = attributes.get("rgb");
    if (rgb !== undefined) return /^[0-9a-f]{6,8}$/i.test(rgb) ? `#${rgb.slice(-6).toLowerCase()}` : undefined;
    const theme = attributes.index("theme");
    if (theme !== undefined) return this.ofTheme(theme, attributes.number("tint"));
    const indexed = attributes.index("indexed");
    const color =
      indexed === undefined ? undefined : PALETTE[indexed < FIRST_OF_PALETTE ? indexed : indexed - FIRST_OF_PALETTE];
    return color === undefined ? undefined : `#${color.toLowerCase()}`;
  }

  /** A file's index counts light before dark, the theme the other way round (18.8.3 color, theme). */
  private ofTheme(index: number, tint: number | undefined): string | undefined {
    if (this.theme.length < THEME_COLORS || index >= THEME_COLORS) return undefined;
    const place = index < 4 ? index ^ 1 : index;
    return `#${resolveThemeColor([...this.theme], place, tint).toLowerCase()}`;
  }
}
