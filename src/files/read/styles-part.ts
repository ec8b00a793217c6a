import type { Border, BorderPlace, FileLook } from "../model";
import { type Attributes, readXml } from "../xml";
import type { Colors } from "./colors";
import { BUILT_IN_FORMATS } from "./number-formats";

/** The looks of a file by the index that cells refer to. */
export interface Styles {
  readonly looks: readonly (FileLook | undefined)[];
  /** The font of cells without a look. */
  readonly font?: { readonly name: string; readonly size: number };
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type FontLook = Pick<FileLook, "bold" | "italic" | "underline" | "strike" | "fontSize" | "font" | "color">;
type Borders = Partial<Record<BorderPlace, Border>>;

/** What the format of a cell refers to. */
interface Sources {
  readonly formats: ReadonlyMap<number, string>;
  readonly fonts: readonly FontLook[];
  readonly fills: readonly (string | undefined)[];
  readonly borders: readonly Borders[];
}

interface CellFormat {
  readonly attributes: Attributes;
  readonly alignment: Attributes | undefined;
}

const HORIZONTAL: Readonly<Record<string, "left" | "center" | "right">> = {
  left: "left",
  center: "center",
  right: "right",
};
const VERTICAL: Readonly<Record<string, "top" | "middle" | "bottom">> = {
  top: "top",
  center: "middle",
  bottom: "bottom",
};
const PLACES: ReadonlySet<string> = new Set(["top", "right", "bottom", "left"]);

export function readStyles(xml: string | undefined, colors: Colors): Styles {
  if (xml === undefined) return { looks: [] };
  const collector = new StyleCollector(colors);
  readXml(xml, collector);
  return collector.styles();
}

/** Gathers the tables of a style sheet: every table holds what cells or other tables refer to by position. */
class StyleCollector {
  private readonly formats = new Map(BUILT_IN_FORMATS);
  private readonly fonts: Draft<FontLook>[] = [];
  private readonly fills: (string | undefined)[] = [];
  private readonly borders: Borders[] = [];
  private readonly cells: { attributes: Attributes; alignment: Attributes | undefined }[] = [];
  private table = "";
  private side: BorderPlace | undefined;
  private pattern = "";

  constructor(private readonly colors: Colors) {}

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "numFmts":
      case "fonts":
      case "fills":
      case "borders":
      case "cellXfs":
      case "cellStyleXfs":
      case "dxfs":
        this.table = name;
        return;
    }
    if (this.table === "numFmts") this.readFormat(attributes);
    else if (this.table === "fonts") this.readFont(name, attributes);
    else if (this.table === "fills") this.readFill(name, attributes);
    else if (this.table === "borders") this.readBorder(name, attributes);
    else if (this.table === "cellXfs") this.readCell(name, attributes);
  }

  close(name: string): void {
    if (name === this.table) this.table = "";
  }

  styles(): Styles {
    const { formats, fonts, fills, borders } = this;
    const [standard = {}] = fonts;
    const looks = this.cells.map((cell) => lookOf(cell, { formats, fonts, fills, borders }, standard));
    const { font: name, fontSize: size } = standard;
    return name === undefined || size === undefined ? { looks } : { looks, font: { name, size } };
  }

  private readFormat(attributes: Attributes): void {
    const id = attributes.index("numFmtId");
    if (id !== undefined) this.formats.set(id, attributes.get("formatCode") ?? "General");
  }

  private readFont(name: string, attributes: Attributes): void {
    if (name === "font") this.fonts.push({});
    const font = this.fonts.at(-1);
    if (font === undefined) return;
    const isOn = attributes.get("val") === undefined || attributes.flag("val");
    if (name === "b") font.bold = isOn;
    else if (name === "i") font.italic = isOn;
    else if (name === "strike") font.strike = isOn;
    else if (name === "u") font.underline = attributes.get("val") !== "none";
    else if (name === "sz") put(font, "fontSize", attributes.number("val"));
    else if (name === "name") put(font, "font", attributes.get("val"));
    else if (name === "color") put(font, "color", this.colors.of(attributes));
  }

  private readFill(name: string, attributes: Attributes): void {
    if (name === "fill") this.fills.push(undefined);
    else if (name === "patternFill") this.pattern = attributes.get("patternType") ?? "none";
    else if (name === "fgColor" && this.pattern === "solid")
      this.fills[this.fills.length - 1] = this.colors.of(attributes);
  }

  private readBorder(name: string, attributes: Attributes): void {
    if (name === "border") this.borders.push({});
    const borders = this.borders.at(-1);
    if (borders === undefined) return;
    if (PLACES.has(name)) {
      const style = attributes.get("style");
      this.side = style === undefined || style === "none" ? undefined : (name as BorderPlace);
      if (this.side !== undefined && style !== undefined) borders[this.side] = { style };
    } else if (name === "diagonal") this.side = undefined;
    else if (name === "color" && this.side !== undefined) {
      const color = this.colors.of(attributes);
      const border = borders[this.side];
      if (color !== undefined && border !== undefined) borders[this.side] = { ...border, color };
    }
  }

  private readCell(name: string, attributes: Attributes): void {
    if (name === "xf") this.cells.push({ attributes, alignment: undefined });
    const cell = this.cells.at(-1);
    if (name === "alignment" && cell !== undefined) cell.alignment = attributes;
  }
}

function put<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

/** What differs from the workbook's standard; `undefined` when nothing does. */
function lookOf({ attributes, alignment }: CellFormat, sources: Sources, standard: FontLook): FileLook | undefined {
  const look: Draft<FileLook> = {};
  const font = sources.fonts[attributes.index("fontId") ?? 0] ?? {};
  for (const key of ["bold", "italic", "underline", "strike"] as const) {
    if ((font[key] ?? false) !== (standard[key] ?? false)) look[key] = font[key] ?? false;
  }
  if (font.color !== standard.color) put(look, "color", font.color);
  if (font.font !== standard.font) put(look, "font", font.font);
  if (font.fontSize !== standard.fontSize) put(look, "fontSize", font.fontSize);
  put(look, "fill", sources.fills[attributes.index("fillId") ?? 0]);
  const borders = sources.borders[attributes.index("borderId") ?? 0] ?? {};
  if (Object.keys(borders).length > 0) look.borders = borders;
  const format = sources.formats.get(attributes.index("numFmtId") ?? 0) ?? "General";
  if (format !== "General") look.numberFormat = format;
  if (alignment !== undefined) align(look, alignment);
  return Object.keys(look).length > 0 ? look : undefined;
}

function align(look: Draft<FileLook>, alignment: Attributes): void {
  put(look, "align", HORIZONTAL[alignment.get("horizontal") ?? ""]);
  put(look, "verticalAlign", VERTICAL[alignment.get("vertical") ?? ""]);
  put(look, "indent", alignment.index("indent") || undefined);
  if (alignment.flag("wrapText")) look.wrap = true;
}
