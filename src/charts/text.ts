import { type Shape, shape } from "./shape";

/** Font sizes in pixels. */
export const SMALL = 11;
export const TITLE = 14;
export const LINE = 14;
export const TITLE_LINE = 18;

const FONT = '"Segoe UI", system-ui, sans-serif';

const NARROW = /[iljtfr.,:;'|!()[\] ]/;
const WIDE = /[mwMW%@]/;
const CAPITAL = /[A-Z0-9$€£#&+=<>~_?]/;
const LATIN = /[\u0020-\u024f]/;

/** How wide a text comes out, in pixels: a little more than most fonts take, as no window is there to measure it. */
export function textWidth(text: string, size: number): number {
  const ems = [...text].reduce((sum, letter) => {
    if (NARROW.test(letter)) return sum + 0.33;
    if (WIDE.test(letter)) return sum + 0.9;
    if (CAPITAL.test(letter)) return sum + 0.64;
    return sum + (LATIN.test(letter) ? 0.56 : 1);
  }, 0);
  return ems * size;
}

/** The text, or as much of its beginning as fits, with "…". */
export function cut(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, size) > width) letters.pop();
  return letters.length === 0 ? "" : `${letters.join("").trimEnd()}…`;
}

/** The text in up to `most` lines that fit; what is left over is cut. */
export function wrapped(text: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && (textWidth(longer, size) <= width || lines.length === most))
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => cut(line, width, size));
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly isBold?: boolean;
  readonly ink?: string;
  /** Degrees, around its own place. */
  readonly turn?: number;
  readonly part?: string;
}

/** One line of text, its baseline at `y`. */
export function textShape(text: string, { x, y, anchor = "start", size = SMALL, ...rest }: Placed): Shape {
  const { isBold = false, ink = INK, turn, part } = rest;
  return shape(
    "text",
    {
      class: part,
      x,
      y,
      "text-anchor": anchor === "start" ? undefined : anchor,
      transform: turn === undefined ? undefined : `rotate(${turn} ${x.toFixed(2)} ${y.toFixed(2)})`,
      style: `fill:${ink};font:${isBold ? "600 " : ""}${size}px ${FONT}`,
    },
    [text],
  );
}

export const INK = "var(--chart-ink,#242424)";
export const QUIET = "var(--chart-quiet,#5c5c5c)";
