import type { SiteContent, SitePage } from "./content";
import { evidenceTable } from "./evidence";
import { formulaLikePrinted } from "./formula";
import { page } from "./layout";
import { anchorOf } from "./links";
import { LIVE_EXAMPLES } from "./liveExamples";
import { liveExample } from "./liveMarkup";
import { html, type Markup, markup } from "./markup";

const PATH = "index.html";
export const PICTURE = { file: "workbench.webp", width: 1240, height: 740 };

/** A question of the page of questions, with words for its answer where those there are not enough. */
type Asked = string | readonly [question: string, words: string];

const READERS: readonly { readonly name: string; readonly does: string; readonly questions: readonly Asked[] }[] = [
  {
    name: "Finance analyst",
    does: "writes the formulas",
    questions: [
      "What does one request cost?",
      "What does our support chat cost a month?",
      "What does an agent's task cost?",
      ["Is the cache worth it?", "of the cached input saved"],
      ["How sure is the budget?", "is the chance of exceeding it"],
    ],
  },
  {
    name: "CFO team",
    does: "decides and defends",
    questions: [
      "When do we host ourselves?",
      "Buy or rent for four years?",
      "What becomes of the pilot's bill in production?",
      "Is it cheaper than a person?",
      "What is the business case?",
    ],
  },
  {
    name: "Planner",
    does: "sizes and reports",
    questions: [
      "How many GPUs do we need?",
      ["How many tokens a second does it deliver?", "from four H100"],
      "What will the price be in 18 months?",
      "What do our own servers draw?",
      "How much carbon does it cause?",
    ],
  },
];

const ANSWER = /^- `(=[^`]+)` → `?([^\s;`]+)`?(?:[^\S\n]+([^\n;`]*))?/m;

/** The first answer that the page of questions gives to a question. */
function answerTo({ documents, answers }: SiteContent, question: string, words?: string): Markup {
  const text = documents.get("docs/questions.md") ?? "";
  const part = text.split(/^### /m).find((candidate) => candidate.startsWith(`${question}\n`));
  const match = ANSWER.exec(part ?? "");
  if (match === null) throw new Error(`The page of questions has no answer to: ${question}`);
  const [, formula = "", printed = "", unit = ""] = match;
  const made = formulaLikePrinted(formula, printed, answers, "docs/questions.md").text;
  const value = made.slice(made.indexOf("<data"));
  return html`<span class="answer">${markup(value)} ${words ?? unit}</span>`;
}

function readers(content: SiteContent): Markup {
  const columns = READERS.map(({ name, does, questions }) => {
    const items = questions.map((asked) => {
      const [question, words] = typeof asked === "string" ? [asked] : asked;
      return html`<li><a href="questions.html#${anchorOf(question)}">${question}</a> ${answerTo(content, question, words)}</li>`;
    });
    return html`<section><h3>${name} <span class="does">${does}</span></h3><ul class="answers">${items}</ul></section>`;
  });
  return html`<div class="columns three">${columns}</div>`;
}

/** A figure that one of our own pages states; it stops the build if the page no longer does. */
function stated({ documents }: SiteContent, file: string, pattern: RegExp): readonly string[] {
  const match = pattern.exec(documents.get(file) ?? "");
  if (match === null) throw new Error(`${file} no longer states what the start page quotes: ${pattern.source}`);
  return match.slice(1);
}

function figures(content: SiteContent): Markup {
  const rows = content.evidence.reduce((sum, table) => sum + table.rows, 0);
  const [results = "", formulas = ""] = stated(
    content,
    "docs/published-examples.md",
    /^(\d+) results of \d+ worked examples .*?\*\*(\d+) are reproduced/m,
  );
  const [error = ""] = stated(
    content,
    "docs/methodology/serving.md",
    /\| median error of output tok\/s \| ([\d.]+) % \|/,
  );
  const shown: readonly (readonly [string, string, string])[] = [
    [String(content.catalog.length), "functions over one engine", "functions/index.html"],
    [rows.toLocaleString("en-US"), "rows of data, each with source, day and evidence", "sources.html"],
    [`${formulas} of ${results}`, "results published by others, reproduced by a formula", "published-examples.html"],
    [
      `${error} %`,
      "median error of predicted throughput, on measurements left out of the fit",
      "methodology/serving.html",
    ],
  ];
  const items = shown.map(
    ([figure, what, link]) => html`<li><strong>${figure}</strong> <a href="${link}">${what}</a></li>`,
  );
  return html`<ul class="figures">${items}</ul>`;
}

const STEPS: readonly (readonly [string, string])[] = [
  [
    "Open the workbench",
    "A real spreadsheet in this browser, with the functions and the task pane. Nothing to install, no account.",
  ],
  ["Change the yellow cells", "Model, tokens, requests. The bill, the break-even and the ranking of models follow."],
  [
    "Find the function for your question",
    "Search in the pane, fill in the arguments, see the result before you insert it.",
  ],
  ["Ask where a number comes from", "Every price shows its source, its day and how well it is founded."],
  ["Save as .xlsx", "Open it in Excel with its results stored. With the add-in there, it calculates on."],
];

function fiveMinutes(): Markup {
  const items = STEPS.map(([title, text]) => html`<li><strong>${title}.</strong> ${text}</li>`);
  return html`<section class="band" aria-labelledby="five"><h2 id="five">Your own number in five minutes</h2>
<ol class="steps">${items}</ol>
<p><a class="button primary" href="workbench.html">Open the workbench</a></p></section>`;
}

function hero({ catalog, dataDate }: SiteContent): Markup {
  return html`<section class="hero">
<div class="claim">
<p class="eyebrow">Excel add-in, browser workbench, command line</p>
<h1>What AI inference costs, in&nbsp;a&nbsp;cell.</h1>
<p class="lead">INFER adds ${catalog.length} functions to Excel that price tokens, machines, break-evens and budgets of AI inference, each number with its date and its source.</p>
<p class="actions"><a class="button primary" href="workbench.html">Try it in this browser</a> <a class="button" href="functions/index.html">All functions</a></p>
<p class="note">Nothing to install. Prices as of ${dataDate}. The workbench runs on your machine alone.</p>
</div>
<figure><img src="${PICTURE.file}" width="${PICTURE.width}" height="${PICTURE.height}" alt="The workbench: a sheet with a month's API bill, a break-even against an own GPU and models side by side; beside it the task pane with the function BREAKEVEN and its live result." fetchpriority="high"></figure>
</section>`;
}

function trust(content: SiteContent): Markup {
  return html`<section aria-labelledby="numbers"><h2 id="numbers">Where the numbers come from</h2>
<p class="wide">Tables are part of the add-in, and every row names its source, its day and its evidence. What nobody publishes is <code>#N/A</code> with the reason, never 0. Formulas without a date use the date of the data, so that a workbook shows the same numbers next year.</p>
${figures(content)}
${evidenceTable(content.evidence)}
<ul class="legend"><li class="kind-0">confirmed by a second source or check</li><li class="kind-1">one source</li><li class="kind-2">sources disagree</li><li class="kind-3">estimate or claim, labelled so</li></ul>
<p><a href="sources.html">All tables, sources and licences</a></p></section>`;
}

function install(): Markup {
  return html`<div class="columns two">
<section aria-labelledby="install"><h2 id="install">Install</h2>
<p><strong>In Excel on your machine</strong> (Windows, Mac; Microsoft 365 or Excel 2021 and later). With Node.js and a copy of the project:</p>
<pre tabindex="0"><code>npm run excel</code></pre>
<p><strong>For an organisation.</strong> A folder of static files and a manifest: <a href="deploy.html">how to build, host and roll it out</a>, with prices of your own if you like.</p>
<p><strong>Without Excel.</strong> The <a href="workbench.html">workbench</a> opens and saves .xlsx; the command line recalculates whole files.</p></section>
<section aria-labelledby="privacy"><h2 id="privacy">Privacy</h2>
<p>No telemetry, no account, no cookies. Functions make no network request: tables and models are in the add-in, and what you type stays in your workbook.</p>
<p>These pages ask no other host for anything, and their content policy forbids it. The examples above are calculated by the add-in's own engine in your browser.</p>
<p>Open source under the <a href="LICENSE.txt">MIT licence</a>; packages of others are in the <a href="THIRD-PARTY-NOTICES.txt">notices</a>.</p></section>
</div>`;
}

export function homePage(content: SiteContent): SitePage {
  return page(content, {
    path: PATH,
    title: "what AI inference costs, in a cell",
    description: `${content.catalog.length} Excel functions for the economics of AI inference: token prices, hosting break-evens, throughput, budgets and carbon, each number with date and source.`,
    kind: "home",
    main: html`${hero(content)}
<section aria-labelledby="live"><h2 id="live">Change an input, the number follows</h2>
<p class="wide">Blue on yellow is yours to change. The rest is calculated by the same engine as in Excel.</p>
<div class="columns three">${LIVE_EXAMPLES.map((example) => liveExample(content, example))}</div>
<noscript><p class="note">Changing the inputs here needs JavaScript; the numbers shown were calculated when this page was made.</p></noscript></section>
${fiveMinutes()}
<section aria-labelledby="answers"><h2 id="answers">What it answers</h2>
${readers(content)}
<p><a href="questions.html">All questions with their formulas</a></p></section>
${trust(content)}
${install()}`,
  });
}
