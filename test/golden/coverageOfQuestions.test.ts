import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const docs = new URL("../../docs/", import.meta.url);
const page = readFileSync(new URL("questions.md", docs), "utf8");

/** The anchor that a heading gets on a page. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");

const headingsOf = (text: string): string[] => [...text.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = ""]) => heading);

const questions = page
  .split(/^### /m)
  .slice(1)
  .map((part) => ({ question: part.split("\n")[0] ?? "", answer: part.split(/^## /m)[0] ?? "" }));

describe("from question to formula", () => {
  test("says how many questions it answers", () => {
    expect(questions.length).toBeGreaterThanOrEqual(30);
    expect(page).toContain(`\n${questions.length} questions `);
  });

  test.each(questions)("$question has one to three formulas with their values, a reading and a link", ({ answer }) => {
    const formulas = answer.match(/^- `=[^`]*INFER\.[^`]*` → \S/gm) ?? [];
    expect(formulas.length).toBeGreaterThanOrEqual(1);
    expect(formulas.length).toBeLessThanOrEqual(3);
    expect(answer).toMatch(/^[A-Z0-9].*\]\(methodology\/[a-z-]+\.md(#[a-z-]+)?\)$/m);
  });

  test("lists every theme and question in its table of contents, in their order", () => {
    const listed = [...page.matchAll(/^ *- (?:\*\*)?\[([^\]]+)\]\(#([^)]+)\)/gm)].map(([, name = "", anchor = ""]) => ({
      name,
      anchor,
    }));
    expect(listed).toEqual(headingsOf(page).map((heading) => ({ name: heading, anchor: anchorOf(heading) })));
  });

  test("links to pages and headings that exist", () => {
    const links = [...page.matchAll(/\]\(([a-z/-]+\.md)(?:#([^)]+))?\)/g)].map(([, file = "", anchor]) => ({
      file,
      anchor,
    }));
    const broken = links.filter(({ file, anchor }) => {
      const target = new URL(file, docs);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !headingsOf(readFileSync(target, "utf8")).map(anchorOf).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
