import type { SiteContent } from "./content";
import { linkFrom, placeOfFunction } from "./links";
import { type LiveExample, type LiveInput, type LiveResult, startFormula } from "./liveExamples";
import { html, type Markup, markup } from "./markup";
import { exactValue, fixedValue, shownValue } from "./values";

const HOME = "index.html";

function control(id: string, { name, value, choices }: LiveInput): Markup {
  if (choices === undefined) {
    return html`<input id="${id}" name="${name}" value="${Number(value).toLocaleString("en-US")}" inputmode="decimal" autocomplete="off" spellcheck="false">`;
  }
  const options = choices.map(
    (choice) => html`<option${choice === value ? markup(" selected") : ""}>${choice}</option>`,
  );
  return html`<select id="${id}" name="${name}" autocomplete="off">${options}</select>`;
}

function inputRow(example: LiveExample, input: LiveInput): Markup {
  const id = `${example.id}-${input.name}`;
  return html`<tr class="input"><th scope="row"><label for="${id}">${input.label}</label></th><td>${control(id, input)}</td><td class="unit">${input.unit}</td></tr>`;
}

function resultRow(content: SiteContent, example: LiveExample, { label, unit, template, places }: LiveResult): Markup {
  const formula = startFormula(example, template);
  const value = content.answers.first(formula);
  const isAnswer = template === example.results.at(-1)?.template;
  return html`<tr class="${isAnswer ? "answer" : "step"}"><th scope="row">${label}</th><td><data class="gives" data-template="${template}" data-places="${places}" data-of="${formula}" value="${exactValue(value)}">${fixedValue(value, places)}</data></td><td class="unit">${unit}</td></tr>`;
}

function basis(content: SiteContent, example: LiveExample): Markup {
  const parts = example.basis.map((part) => {
    if (typeof part === "string") return part;
    const formula = startFormula(example, part.template);
    const value = content.answers.first(formula);
    const data = html`<data data-template="${part.template}" data-of="${formula}" value="${exactValue(value)}">${shownValue(value)}</data>`;
    return part.isLink ? html`<a href="${exactValue(value)}">${data}</a>` : data;
  });
  return html`<p class="basis">${parts}</p>`;
}

/** A small sheet to change: inputs as in the workbooks, blue on yellow, and the formula that answers. */
export function liveExample(content: SiteContent, example: LiveExample): Markup {
  const answer = example.results.at(-1);
  if (answer === undefined) throw new Error(`The example ${example.id} has no result.`);
  const formula = startFormula(example, answer.template);
  return html`<section class="live" data-live aria-labelledby="${example.id}-title">
<p class="eyebrow">${example.reader}</p>
<h3 id="${example.id}-title">${example.question}</h3>
<table class="sheet"><tbody>
${example.inputs.map((input) => inputRow(example, input))}
${example.results.map((result) => resultRow(content, example, result))}
</tbody></table>
<p class="formula-bar"><span class="fx" aria-hidden="true">fx</span> <code class="formula" data-shown="${answer.template}" data-formula="${formula}">${formula}</code></p>
${basis(content, example)}
<p class="fault" data-fault role="alert" hidden></p>
<p class="more"><a href="${linkFrom(HOME, placeOfFunction(example.about))}">How ${example.about} works</a></p>
</section>`;
}
