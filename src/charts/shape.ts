/** A drawing as data: an element of SVG with its attributes and what it holds. */
export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Places finer than this are not seen and differ among machines. */
const PER_PIXEL = 100;

/** A length or place as it is written; never "-0". */
export function px(length: number): number {
  if (!Number.isFinite(length)) throw new RangeError(`A chart cannot be drawn at ${length}.`);
  return Math.round(length * PER_PIXEL) / PER_PIXEL + 0;
}

/** The middle of the pixel, where a thin line is crisp. */
export const crisp = (place: number) => Math.floor(place) + 0.5;

export function shape(tag: string, attributes: Attributes = {}, children: readonly (Shape | string)[] = []): Shape {
  const given = Object.entries(attributes).flatMap(([name, value]): [string, string | number][] =>
    value === undefined ? [] : [[name, typeof value === "number" ? px(value) : value]],
  );
  return { tag, attributes: Object.fromEntries(given), children };
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no place for these, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string) => text.replace(UNWRITABLE, "").replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** The drawing as text; the same drawing gives the same text. */
export function svgText({ tag, attributes, children }: Shape): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = children.map((child) => (typeof child === "string" ? escaped(child) : svgText(child))).join("");
  return inside === "" ? `<${tag}${given.join("")}/>` : `<${tag}${given.join("")}>${inside}</${tag}>`;
}

const SVG = "http://www.w3.org/2000/svg";

/** The drawing as elements of a page: its texts stay texts. */
export function svgElement(drawing: Shape, page: Document = document): SVGElement {
  const made = page.createElementNS(SVG, drawing.tag);
  for (const [name, value] of Object.entries(drawing.attributes)) made.setAttribute(name, String(value));
  made.append(...drawing.children.map((child) => (typeof child === "string" ? child : svgElement(child, page))));
  return made;
}
