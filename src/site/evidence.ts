import { sourceOf, tableByName } from "../data";
import { html, type Markup } from "./markup";

/** How a reader may take a row: from the best founded to the least. */
export const KINDS = ["confirmed", "one source", "disputed", "estimate or claim"] as const;
export type Kind = (typeof KINDS)[number];

const KIND_OF: Readonly<Record<string, Kind>> = {
  verified: "confirmed",
  checked: "confirmed",
  single: "one source",
  conflict: "disputed",
};

export interface TableEvidence {
  readonly table: string;
  readonly title: string;
  readonly rows: number;
  readonly counts: Readonly<Record<Kind, number>>;
  /** The newest day a row was read. */
  readonly asOf: string;
}

/** The tables that functions look numbers up in, as a reader would name them. */
const TABLES: readonly (readonly [string, string])[] = [
  ["prices", "Prices of models, with history"],
  ["gpus", "Accelerators"],
  ["rents", "Rents of accelerators"],
  ["regions", "Regions: power, carbon, water"],
  ["models", "Open-weight models"],
  ["measurements", "Serving measurements"],
];

function evidenceOf(table: string, title: string): TableEvidence {
  const rows = tableByName(table)?.rowCount ?? 0;
  const counts = { confirmed: 0, "one source": 0, disputed: 0, "estimate or claim": 0 };
  let asOf = "";
  for (let row = 0; row < rows; row++) {
    const source = sourceOf(table, row);
    counts[KIND_OF[source.evidence] ?? "estimate or claim"]++;
    if (source.asOf > asOf) asOf = source.asOf;
  }
  return { table, title, rows, counts, asOf };
}

export const tableEvidence = (): TableEvidence[] => TABLES.map(([table, title]) => evidenceOf(table, title));

const BAR = 240;
const HEIGHT = 12;

/** One bar, cut in proportion; the numbers stand beside it in words. */
function bar({ counts, rows }: TableEvidence): Markup {
  let x = 0;
  const parts = KINDS.map((kind, index) => {
    const width = (counts[kind] / rows) * BAR;
    const part = html`<rect class="kind-${index}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="${HEIGHT}"/>`;
    x += width;
    return width > 0 ? part : undefined;
  });
  return html`<svg class="bar" viewBox="0 0 ${BAR} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

const inWords = ({ counts }: TableEvidence): string =>
  KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind].toLocaleString("en-US")} ${kind}`)
    .join(", ");

/** The tables with their rows and how well these are founded. */
export function evidenceTable(tables: readonly TableEvidence[]): Markup {
  const rows = tables.map(
    (table) => html`<tr>
<th scope="row">${table.title}</th>
<td class="number">${table.rows.toLocaleString("en-US")}</td>
<td class="founded">${bar(table)}<span class="note">${inWords(table)}</span></td>
<td class="number day">${table.asOf}</td>
</tr>`,
  );
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Tables and their evidence"><table class="evidence">
<thead><tr><th scope="col">Table</th><th scope="col" class="number">Rows</th><th scope="col">How well founded</th><th scope="col" class="number">Newest day</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
