import { FileRefusal } from "./refusal";

/** What a reader wants to hear of a document. Names come without their namespace prefix. */
export interface XmlListener {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10ffff;

function characterOf(whole: string, reference: string): string {
  if (!reference.startsWith("#")) return ENTITIES[reference] ?? whole;
  const isHex = reference[1] === "x" || reference[1] === "X";
  const code = Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
}

function decoded(text: string): string {
  return text.includes("&") ? text.replace(/&(#?[0-9a-zA-Z]+);/g, characterOf) : text;
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

/** The attributes of one element, taken apart when the first is asked for. */
export class Attributes {
  private names: string[] | undefined;
  private values: string[] = [];

  constructor(private readonly source: string) {}

  /** The attribute of this name, in whatever namespace; `undefined` where there is none. */
  get(name: string): string | undefined {
    this.names ??= this.split();
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : decoded(this.values[at] ?? "");
  }

  private split(): string[] {
    const names: string[] = [];
    ATTRIBUTE.lastIndex = 0;
    for (let match = ATTRIBUTE.exec(this.source); match !== null; match = ATTRIBUTE.exec(this.source)) {
      names.push(localName(match[1] ?? ""));
      this.values.push(match[2] ?? match[3] ?? "");
    }
    return names;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined || value.trim() === "") return undefined;
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
  }

  /** A whole number from 0 on, such as an index. */
  index(name: string): number | undefined {
    const value = this.number(name);
    return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
  }

  /** "1" and "true" are true; `otherwise` where the attribute is absent. */
  flag(name: string, otherwise = false): boolean {
    const value = this.get(name);
    return value === undefined ? otherwise : value === "1" || value === "true";
  }
}

const broken = (why: string) => new FileRefusal(`The file is damaged: ${why}. Open it in Excel and save it again.`);

/** End of a tag that starts at `at`: quotes may hold a ">". */
function tagEnd(xml: string, at: number): number {
  let end = xml.indexOf(">", at);
  for (let from = at; end >= 0; end = xml.indexOf(">", end + 1)) {
    const quote = openQuote(xml, from, end);
    if (quote === undefined) return end;
    const close = xml.indexOf(quote, end);
    if (close < 0) break;
    from = close + 1;
    end = close;
  }
  throw broken("a tag is not closed");
}

/** The quote that is still open at `end`, if one is. */
function openQuote(xml: string, start: number, end: number): string | undefined {
  for (let at = start; at < end; at++) {
    const code = xml.charCodeAt(at);
    if (code !== 34 && code !== 39) continue;
    const quote = code === 34 ? '"' : "'";
    at = xml.indexOf(quote, at + 1);
    if (at < 0 || at >= end) return quote;
  }
  return undefined;
}

/** Reads a document from its start to its end, once, without recursion. Entities of its own are refused. */
export function readXml(xml: string, listener: XmlListener): void {
  for (let at = 0; at < xml.length; ) {
    const next = xml.indexOf("<", at);
    const textEnd = next < 0 ? xml.length : next;
    if (textEnd > at) listener.text?.(decoded(xml.slice(at, textEnd)));
    at = next < 0 ? xml.length : readMarkup(xml, next, listener);
  }
}

/** Reads what starts with "<" and gives the place behind it. */
function readMarkup(xml: string, at: number, listener: XmlListener): number {
  const code = xml.charCodeAt(at + 1);
  if (code === 33) return readDeclaration(xml, at, listener);
  if (code === 63) return behind(xml, "?>", at);
  const end = tagEnd(xml, at);
  if (code === 47) {
    listener.close?.(localName(xml.slice(at + 2, end).trimEnd()));
    return end + 1;
  }
  const isEmpty = xml.charCodeAt(end - 1) === 47;
  const tag = xml.slice(at + 1, isEmpty ? end - 1 : end);
  const space = tag.search(/\s/);
  const name = localName(space < 0 ? tag : tag.slice(0, space));
  listener.open?.(name, new Attributes(space < 0 ? "" : tag.slice(space)));
  if (isEmpty) listener.close?.(name);
  return end + 1;
}

function readDeclaration(xml: string, at: number, listener: XmlListener): number {
  if (xml.startsWith("<!--", at)) return behind(xml, "-->", at);
  if (!xml.startsWith("<![CDATA[", at)) throw broken("it declares entities of its own, which no workbook does");
  const end = behind(xml, "]]>", at);
  listener.text?.(xml.slice(at + 9, end - 3));
  return end;
}

function behind(xml: string, mark: string, at: number): number {
  const found = xml.indexOf(mark, at);
  if (found < 0) throw broken("it ends in the middle");
  return found + mark.length;
}

/** Texts in workbooks write characters that XML cannot hold as _xHHHH_ (ECMA-376 part 1, 22.9.2.19 ST_Xstring). */
export function unescapedText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The opposite: what would be read as such a character is written so that it is not. */
export function escapedText(text: string): string {
  return text.includes("_x") ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_") : text;
}

/** One tag of a document and where it stands. */
export interface Tag {
  readonly name: string;
  readonly kind: "open" | "close" | "empty";
  readonly start: number;
  /** The place behind its ">". */
  readonly end: number;
}

/** The tags of a document from `start` on, without what they hold. */
export function* tagsOf(xml: string, start = 0): Generator<Tag> {
  for (let at = xml.indexOf("<", start); at >= 0; at = xml.indexOf("<", at)) {
    const code = xml.charCodeAt(at + 1);
    if (code === 33 || code === 63) {
      at = readMarkup(xml, at, {});
      continue;
    }
    const end = tagEnd(xml, at) + 1;
    const isEmpty = xml.charCodeAt(end - 2) === 47;
    const isClose = code === 47;
    const inside = xml.slice(at + (isClose ? 2 : 1), end - (isEmpty ? 2 : 1));
    const space = inside.search(/\s/);
    yield {
      name: localName(space < 0 ? inside : inside.slice(0, space)),
      kind: isClose ? "close" : isEmpty ? "empty" : "open",
      start: at,
      end,
    };
    at = end;
  }
}

export function attributesOf(xml: string, { start, end, kind }: Tag): Attributes {
  const inside = xml.slice(start + 1, end - (kind === "empty" ? 2 : 1));
  const space = inside.search(/\s/);
  return new Attributes(space < 0 ? "" : inside.slice(space));
}

/** Text as it stands between tags. */
export function encodedText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[^\P{Cc}\t\n]/gu, (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, "0")}_`);
}
