import type { CatalogArgument, CatalogEntry } from "../catalog/types";
import { argumentTexts } from "../taskpane/formulaText";
import type { SiteContent, SitePage } from "./content";
import { shortened } from "./documents";
import { formulaCode } from "./formula";
import { callWith, plainExample, wrongCalls } from "./functionErrors";
import { page } from "./layout";
import { anchorOf, linkFrom, placeOfFunction } from "./links";
import { html, type Markup, markup } from "./markup";
import { labelOf, OWN_RESULT, resultMarkup } from "./result";
import { isFailed } from "./values";

const INDEX = "functions/index.html";

const SHAPES: Readonly<Record<CatalogEntry["shape"], string>> = {
  B: "One value. Any argument may be a range; the result then spills.",
  S: "Ranges in, one value out.",
  T: "A table that spills with its headers. The last argument, field, picks a column, a row or row.column.",
};

export function signature({ name, arguments: args }: CatalogEntry): string {
  const parts = args.map(({ name: id, optional, repeating }) => {
    const shown = repeating ? `${id} …` : id;
    return optional ? `[${shown}]` : shown;
  });
  return `INFER.${name}(${parts.join(", ")})`;
}

/** The formula a page begins with; the visitor may change it. A table is shown whole, without `field`. */
export function startOf(entry: CatalogEntry): string {
  const example = plainExample(entry) ?? entry.examples[0]?.formula ?? "";
  const field = entry.arguments.findIndex(({ name }) => name === "field");
  const parts = argumentTexts(example, entry.name);
  return entry.shape === "T" && field >= 0 && parts !== undefined
    ? callWith(entry.name, parts.slice(0, field))
    : example;
}

function tryIt(content: SiteContent, entry: CatalogEntry): Markup {
  const formula = startOf(entry);
  return html`<section class="try" data-try aria-label="Try ${entry.name}">
<label for="formula">Formula, yours to change</label>
<textarea id="formula" rows="2" spellcheck="false" autocapitalize="off" autocomplete="off" data-formula="${formula}">${formula}</textarea>
<div class="result" data-result aria-live="polite">${resultMarkup(content.answers.of(formula), OWN_RESULT)}</div>
<p class="note" data-note>Calculated when this page was made, with prices as of ${content.dataDate}.</p>
<noscript><p class="note">Changing the formula here needs JavaScript.</p></noscript>
</section>`;
}

function argumentRow({ name, description, unit, optional, default: fallback }: CatalogArgument): Markup {
  return html`<tr><th scope="row"><code>${name}</code></th><td>${description}</td><td>${unit}</td><td>${
    optional ? fallback : html`<strong>required</strong>`
  }</td></tr>`;
}

function argumentTable({ arguments: args }: CatalogEntry): Markup {
  if (args.length === 0) return html`<p>None.</p>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Arguments"><table class="arguments">
<thead><tr><th scope="col">Argument</th><th scope="col">What it is</th><th scope="col">Unit</th><th scope="col">Default</th></tr></thead>
<tbody>${args.map(argumentRow)}</tbody></table></div>`;
}

function examples(content: SiteContent, entry: CatalogEntry): Markup {
  const shown = entry.examples.map(
    ({ formula }) => html`<li>${formulaCode(formula)}
<div class="result" data-of="${formula}">${resultMarkup(content.answers.of(formula), labelOf(formula))}</div></li>`,
  );
  return html`<ul class="examples">${shown}</ul>`;
}

function errors(content: SiteContent, entry: CatalogEntry): Markup | undefined {
  const failed = wrongCalls(entry).filter((formula) => isFailed(content.answers.first(formula)));
  if (failed.length === 0) return undefined;
  const rows = failed.map(
    (formula) => html`<li>${formulaCode(formula)}
<div class="result" data-of="${formula}">${resultMarkup(content.answers.of(formula), labelOf(formula))}</div></li>`,
  );
  return html`<h2 id="errors">What it says to bad input</h2><ul class="examples">${rows}</ul>`;
}

interface Question {
  readonly text: string;
  readonly formulas: string;
}

function questionsOf({ documents }: SiteContent): readonly Question[] {
  const text = documents.get("docs/questions.md") ?? "";
  const [, ...parts] = text.split(/^### /m);
  return parts.map((part) => {
    const [title = "", ...rest] = (part.split(/^## /m)[0] ?? "").split("\n");
    return { text: title.trim(), formulas: rest.join("\n") };
  });
}

function answered(content: SiteContent, { name }: CatalogEntry): Markup | undefined {
  const path = placeOfFunction(name);
  const questions = questionsOf(content).filter(({ formulas }) => formulas.includes(`INFER.${name}(`));
  if (questions.length === 0) return undefined;
  const items = questions.map(
    ({ text }) => html`<li><a href="${linkFrom(path, "questions.html", anchorOf(text))}">${text}</a></li>`,
  );
  return html`<h2 id="questions">Questions it helps to answer</h2><ul>${items}</ul>`;
}

/** Where the methodology of a group speaks of a function: a heading that names it. */
function methodologyAnchor({ documents }: SiteContent, { name, group }: CatalogEntry): string | undefined {
  const text = documents.get(`docs/methodology/${group.toLowerCase()}.md`) ?? "";
  const headings = [...text.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = ""]) => heading);
  const heading = headings.find((candidate) => new RegExp(`\\b${name}\\b`).test(candidate));
  return heading === undefined ? undefined : anchorOf(heading.replace(/[*\x60]/g, ""));
}

/** How many published results the function reproduces, as the page of published examples counts. */
function reproduced({ documents }: SiteContent, { name }: CatalogEntry): number {
  const text = documents.get("docs/published-examples.md") ?? "";
  return Number(new RegExp(`\\[${name}\\]\\(functions\\.md#[a-z0-9]+\\) (\\d+)`).exec(text)?.[1] ?? 0);
}

function provenance(content: SiteContent, entry: CatalogEntry): Markup {
  const path = placeOfFunction(entry.name);
  const method = linkFrom(path, `methodology/${entry.group.toLowerCase()}.html`, methodologyAnchor(content, entry));
  const count = reproduced(content, entry);
  const published =
    count === 0
      ? undefined
      : html`<li>${count === 1 ? "One result" : `${count} results`} that others published use it and <a href="${linkFrom(path, "published-examples.html")}">are reproduced</a>.</li>`;
  return html`<h2 id="provenance">Where the number comes from</h2><ul>
<li><a href="${method}">Methodology: ${entry.group}</a>: formula, assumptions, limits, known error.</li>
<li><a href="${linkFrom(path, "sources.html")}">Sources</a>: every looked-up figure has a source, a day and evidence. Prices as of ${content.dataDate}.</li>
${published}</ul>`;
}

/** The other functions of the group, beside the page. */
function neighbours({ catalog }: SiteContent, { group, name }: CatalogEntry): Markup {
  const path = placeOfFunction(name);
  const links = catalog
    .filter((entry) => entry.group === group)
    .map(
      (entry) =>
        html`<li><a href="${linkFrom(path, placeOfFunction(entry.name))}"${entry.name === name ? markup(' aria-current="page"') : ""}>${entry.name}</a></li>`,
    );
  return html`<nav class="contents" aria-label="Functions of the group ${group}"><p>${group}</p><ul>${links}</ul></nav>`;
}

function functionPage(content: SiteContent, entry: CatalogEntry): SitePage {
  const path = placeOfFunction(entry.name);
  const remarks = entry.remarks.map((remark) => html`<p>${remark}</p>`);
  return page(content, {
    path,
    title: `${entry.name} function`,
    description: shortened(entry.summary),
    section: "Functions",
    kind: "document function",
    main: html`<article class="prose">
<p class="crumbs"><a href="index.html">Functions</a> <span aria-hidden="true">/</span> <a href="index.html#${anchorOf(entry.group)}">${entry.group}</a></p>
<h1>${entry.name}</h1>
<p class="lead">${entry.summary}</p>
<pre class="signature" tabindex="0"><code>=${signature(entry)}</code></pre>
${tryIt(content, entry)}
<h2 id="arguments">Arguments</h2>
${argumentTable(entry)}
<h2 id="formula-of">Formula</h2>
<p class="arithmetic">${entry.formula}</p>
<h2 id="returns">Gives</h2>
<p>${entry.returns} ${SHAPES[entry.shape]}</p>
${remarks.length > 0 ? html`<h2 id="remarks">Good to know</h2>${remarks}` : undefined}
<h2 id="examples">Examples</h2>
${examples(content, entry)}
${errors(content, entry)}
${answered(content, entry)}
${provenance(content, entry)}
</article>${neighbours(content, entry)}`,
  });
}

export const groupsOf = (catalog: readonly CatalogEntry[]): string[] => [...new Set(catalog.map(({ group }) => group))];

function indexPage(content: SiteContent): SitePage {
  const { catalog } = content;
  const groups = groupsOf(catalog).map((group) => {
    const entries = catalog.filter((entry) => entry.group === group);
    const items = entries.map(
      ({ name, summary }) => html`<li><a href="${linkFrom(INDEX, placeOfFunction(name))}" data-function="${name}">
<span class="name">${name}</span> <span class="summary">${summary}</span></a></li>`,
    );
    return html`<section data-group><h2 id="${anchorOf(group)}">${group}</h2><ul class="functions">${items}</ul></section>`;
  });
  const lead = `${catalog.length} functions in the namespace INFER. Each page has the formula, the arguments with units and defaults, what it says to bad input, and a formula to change.`;
  return page(content, {
    path: INDEX,
    title: "Functions",
    description: shortened(lead),
    section: "Functions",
    kind: "document index",
    main: html`<article class="prose"><h1>Functions</h1><p class="lead">${lead}</p>
<div class="search" role="search"><label for="search">Find a function</label>
<input id="search" type="search" placeholder="cache, break-even, H100 …" autocomplete="off" spellcheck="false" disabled>
<p class="note" data-found role="status"></p></div>
<ul class="functions found" data-list hidden></ul>
<div data-all>${groups}</div></article>`,
  });
}

export const functionPages = (content: SiteContent): SitePage[] => [
  indexPage(content),
  ...content.catalog.map((entry) => functionPage(content, entry)),
];

/** Every formula that the pages of the functions show. */
export const formulasOfFunctions = (catalog: readonly CatalogEntry[]): string[] =>
  catalog.flatMap((entry) => [startOf(entry), ...entry.examples.map(({ formula }) => formula), ...wrongCalls(entry)]);
