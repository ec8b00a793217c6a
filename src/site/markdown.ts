import { Marked, type MarkedExtension, type RendererObject, type Tokens } from "marked";
import type { Answers } from "./answers";
import { formulaCode, formulaLikePrinted, formulaWithValue, needsSheet } from "./formula";
import { anchorOf } from "./links";
import { escaped } from "./markup";

/** A heading of a page that has been made, for its table of contents. */
export interface Heading {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
}

export interface DocumentOptions {
  /** Where the text comes from, for messages. */
  readonly source: string;
  readonly answers: Answers;
  /** The address on the site of what a link or picture names; `undefined` for what the site does not show. */
  readonly linkTo: (href: string) => string | undefined;
  /** Shows what every formula gives, also where the text does not say it. */
  readonly showAllValues?: boolean;
}

export interface MadeDocument {
  readonly title: string;
  /** The first paragraph, without markup. */
  readonly lead: string;
  readonly headings: readonly Heading[];
  readonly html: string;
}

const VALUE = String.raw`-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?%?(?![\w-])|#[A-Z/0]+[!?]?|[^\s|;,()\x60]*[^\s|;,.:()\x60]`;
const FORMULA = new RegExp(String.raw`^\x60(=[^\x60]+)\x60(?:\s+→\s+\x60?(${VALUE})\x60?)?`);

/** Every formula of a document that stands for itself, as written. */
export function formulasIn(text: string): string[] {
  const written = [...text.matchAll(/`(=[^`]+)`/g)].map(([, formula = ""]) => formula.replaceAll("\\|", "|"));
  return written.filter((formula) => !needsSheet(formula));
}

const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*`]/g, "")
    .replace(/\s+/g, " ")
    .trim();

function formulas({ source, answers, showAllValues }: DocumentOptions): MarkedExtension {
  return {
    extensions: [
      {
        name: "formula",
        level: "inline",
        start: (text) => {
          const at = text.indexOf("`=");
          return at < 0 ? undefined : at;
        },
        tokenizer(text) {
          const match = FORMULA.exec(text);
          if (match === null) return undefined;
          const [raw, formula, value] = match;
          return { type: "formula", raw, formula, value };
        },
        renderer({ formula, value }) {
          if (value !== undefined) return formulaLikePrinted(formula, value, answers, source).text;
          return (showAllValues ? formulaWithValue(formula, answers) : formulaCode(formula)).text;
        },
      },
    ],
  };
}

const ALIGNED: Readonly<Record<string, string>> = { right: ' class="number"', center: ' class="center"', left: "" };

function renderer(options: DocumentOptions, headings: Heading[]): RendererObject {
  const tables: string[] = [];
  const cellOf = (cell: Tokens.TableCell, inside: string) => {
    const look = ALIGNED[cell.align ?? "left"] ?? "";
    if (cell.header && inside === "") return "<td></td>";
    return cell.header ? `<th scope="col"${look}>${inside}</th>` : `<td${look}>${inside}</td>`;
  };
  return {
    heading({ depth, text, tokens }) {
      const wanted = anchorOf(plain(text));
      const same = headings.filter((heading) => anchorOf(heading.text) === wanted).length;
      const anchor = same === 0 ? wanted : `${wanted}-${same}`;
      headings.push({ depth, text: plain(text), anchor });
      return `<h${depth} id="${escaped(anchor)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const address = options.linkTo(href);
      const inside = this.parser.parseInline(tokens);
      return address === undefined ? inside : `<a href="${escaped(address)}">${inside}</a>`;
    },
    image({ href, text }) {
      const address = options.linkTo(href);
      if (address === undefined) throw new Error(`${options.source} shows ${href}, which is no picture of the site.`);
      return `<img src="${escaped(address)}" alt="${escaped(text)}" loading="lazy">`;
    },
    table({ header, rows }) {
      const line = (cells: readonly Tokens.TableCell[]) =>
        `<tr>${cells.map((cell) => cellOf(cell, this.parser.parseInline(cell.tokens))).join("")}</tr>\n`;
      const heading = headings.at(-1)?.text ?? "Table";
      const same = tables.filter((named) => named === heading).length;
      tables.push(heading);
      const name = escaped(same === 0 ? heading : `${heading}, table ${same + 1}`);
      return `<div class="scroller" tabindex="0" role="region" aria-label="${name}"><table><thead>${line(header)}</thead><tbody>${rows.map(line).join("")}</tbody></table></div>\n`;
    },
    code({ text }) {
      return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
    },
    html({ text }) {
      if (/^<!--[\s\S]*-->\s*$/.test(text)) return "";
      throw new Error(`${options.source} holds HTML, which the site does not take over: ${text.trim()}`);
    },
  };
}

/** One of our own Markdown documents as HTML, its formulas calculated, its links those of the site. */
export function madeDocument(text: string, options: DocumentOptions): MadeDocument {
  const headings: Heading[] = [];
  const marked = new Marked({ gfm: true }, formulas(options), { renderer: renderer(options, headings) });
  const made = marked.parse(text, { async: false });
  const title = headings.find(({ depth }) => depth === 1)?.text;
  if (title === undefined) throw new Error(`${options.source} has no title.`);
  const paragraphs = text.split(/\n{2,}/).filter((part) => /^[A-Z0-9`*[]/.test(part));
  return { title, lead: plain(paragraphs[0] ?? title), headings, html: made };
}
