import { isReference, tokenize } from "@borgar/fx";
import type { Answers } from "./answers";
import { html, type Markup } from "./markup";
import { exactValue, printedLike, shownValue } from "./values";

/** Whether a formula reads cells, tables or names of a sheet, which a page has none of: nobody can calculate it here. */
export const needsSheet = (formula: string): boolean => tokenize(formula).some(isReference);

/** A formula as the pages show it. Tests find every one that can be calculated by `data-formula`, and calculate it. */
export const formulaCode = (formula: string): Markup =>
  needsSheet(formula)
    ? html`<code class="formula" data-sheet>${formula}</code>`
    : html`<code class="formula" data-formula="${formula}">${formula}</code>`;

/** A calculated value beside its formula: as shown, and in full for machines. */
export const valueData = (formula: string, answers: Answers, shown: string): Markup =>
  html`<data class="gives" data-of="${formula}" value="${exactValue(answers.first(formula))}">${shown}</data>`;

/** A formula with what it gives. */
export function formulaWithValue(formula: string, answers: Answers): Markup {
  return html`${formulaCode(formula)} <span class="arrow" aria-label="gives">→</span> ${valueData(formula, answers, shownValue(answers.first(formula)))}`;
}

/** A formula with the value that a page prints, printed anew from what was calculated; another value stops the build. */
export function formulaLikePrinted(formula: string, printed: string, answers: Answers, page: string): Markup {
  const value = answers.first(formula);
  const shown = printedLike(printed, value);
  if (shown === undefined) {
    throw new Error(`${page} says that ${formula} gives ${printed}; it gives ${shownValue(value)}.`);
  }
  return html`${formulaCode(formula)} <span class="arrow" aria-label="gives">→</span> ${valueData(formula, answers, shown)}`;
}
