import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/project.mjs";
import { documents } from "../../scripts/site.mjs";
import { openXlsx } from "../../src/files";
import { cellsOf } from "../../src/site/answers";
import type { SiteContent, SitePage } from "../../src/site/content";
import { PICTURES } from "../../src/site/documents";
import { siteContent } from "../../src/site/make";
import { escaped } from "../../src/site/markup";
import { labelOf, resultMarkup } from "../../src/site/result";
import { siteMap, sitePages } from "../../src/site/site";
import { type SiteFile, templateFiles } from "../../src/site/templateFiles";
import { type Cells, exactValue, printedLike } from "../../src/site/values";
import { templates } from "../../src/templates";
import { type Calculator, createCalculator } from "../../src/workbench/headless";

let content: SiteContent;
let pages: readonly SitePage[];
let files: readonly SiteFile[];
let calculator: Calculator;

beforeAll(async () => {
  const made = await templateFiles();
  files = made.files;
  content = await siteContent({ documents: documents(), templates: made.templates });
  pages = sitePages(content);
  calculator = createCalculator();
}, 120_000);
afterAll(() => calculator.dispose());

/** Files of the site that are not made as pages, with where they come from. */
const FILES: Readonly<Record<string, string>> = {
  "workbench.html": "src/workbench/workbench.html",
  "workbench.webp": "assets/workbench.webp",
  "icon.svg": "assets/icon.svg",
  "site.css": "src/site/site.css",
  "site.js": "src/site/browser/start.ts",
  "LICENSE.txt": "LICENSE",
  "THIRD-PARTY-NOTICES.txt": "scripts/notices.mjs",
  ...Object.fromEntries(Object.entries(PICTURES).map(([from, to]) => [to, from])),
};

const decoded = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) => decoded(value));

/** Calculates anew, without what the pages were made from. */
async function calculated(formulas: Iterable<string>): Promise<ReadonlyMap<string, Cells>> {
  const different = [...new Set(formulas)];
  const results = await calculator.evaluate(different);
  return new Map(different.map((formula, index) => [formula, cellsOf(results[index] ?? { value: "" })]));
}

describe("every formula on the site", () => {
  const formulasOn = ({ html }: SitePage): string[] => [
    ...attributes(html, "data-formula"),
    ...attributes(html, "data-of"),
  ];

  it("is marked as one, so that these tests find it", () => {
    const unmarked = pages.flatMap(({ path: page, html }) => {
      const withoutSignature = html.replace(/<pre class="signature".*?<\/pre>/gs, "");
      return [...withoutSignature.matchAll(/<code>(=[^<]+)/g)].map(([, text]) => `${page}: ${text}`);
    });
    expect(unmarked).toEqual([]);
  });

  it("has no percentage between braces, which Excel refuses", () => {
    const refused = pages
      .flatMap(({ html }) => attributes(html, "data-formula"))
      .filter((text) => /\{[^}]*%/.test(text));
    expect(refused).toEqual([]);
  });

  it("calculates, and shows the value it gives", { timeout: 120_000 }, async () => {
    const values = await calculated(pages.flatMap(formulasOn));
    expect(values.size).toBeGreaterThan(600);
    const wrong: string[] = [];
    for (const { path: page, html } of pages) {
      for (const [, of = "", value = "", shown = ""] of html.matchAll(
        /<data[^>]* data-of="([^"]*)" value="([^"]*)">([^<]*)<\/data>/g,
      )) {
        const cell = values.get(decoded(of))?.[0]?.[0] ?? "";
        const isShown = printedLike(decoded(shown), cell) !== undefined;
        if (exactValue(cell) !== decoded(value) || !isShown) wrong.push(`${page}: ${decoded(of)} → ${shown}`);
      }
      for (const [, of = ""] of html.matchAll(/<div class="result" data-of="([^"]*)">/g)) {
        const made = resultMarkup(values.get(decoded(of)) ?? [], labelOf(decoded(of))).text;
        if (!html.includes(`data-of="${of}">${made}</div>`)) wrong.push(`${page}: ${decoded(of)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("is a failure only where the page shows what the function says to bad input or to the unknown", async () => {
    const failing = new Set(
      [...(await calculated(pages.flatMap(formulasOn)))]
        .filter(([, cells]) => typeof cells[0]?.[0] === "object")
        .map(([formula]) => formula),
    );
    const silent = pages.flatMap(({ path: page, html }) =>
      attributes(html, "data-formula")
        .filter((formula) => failing.has(formula) && !html.includes(`data-of="${escaped(formula)}"`))
        .map((formula) => `${page}: ${formula}`),
    );
    expect(silent).toEqual([]);
  });
});

describe("every page", () => {
  it("has its own title and description, a language, one heading of the first rank and a strict policy", () => {
    for (const { path: page, html } of pages) {
      expect(html, page).toContain('<html lang="en">');
      expect(html.match(/<h1[ >]/g), page).toHaveLength(1);
      expect(html, page).toMatch(
        /http-equiv="Content-Security-Policy" content="default-src (?:'|&#39;)none(?:'|&#39;);/,
      );
      expect(attributes(html, "content").at(-1)?.length, page).toBeGreaterThan(20);
      expect(attributes(html, "content").at(-1)?.length, page).toBeLessThan(200);
    }
    const titles = pages.map(({ html }) => /<title>(.*?)<\/title>/.exec(html)?.[1]);
    expect(new Set(titles).size).toBe(pages.length);
  });

  it("has no script or style in itself, and asks no other host for anything", () => {
    for (const { path: page, html } of pages) {
      // The page for lost visitors needs no other file; its policy names its style by its hash.
      if (page !== "404.html") expect(html, page).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/);
      const loaded = [...html.matchAll(/<(?:script|img|link)[^>]*\s(?:src|href)="([^"]*)"/g)].map(([, url]) => url);
      expect(
        loaded.filter((url) => /^(https?:)?\/\//.test(url ?? "")),
        page,
      ).toEqual([]);
    }
  });

  it("names each part once", () => {
    for (const { path: page, html } of pages) {
      const ids = attributes(html, "id");
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        page,
      ).toEqual([]);
    }
  });

  it("links to pages, files and headings that exist, all relative to itself", () => {
    const byPath = new Map(pages.map((page) => [page.path, new Set(attributes(page.html, "id"))]));
    const broken = pages.flatMap(({ path: page, html }) =>
      [...attributes(html, "href"), ...attributes(html, "src")]
        .filter((url) => !/^https?:/.test(url))
        .filter((url) => {
          const [file = "", anchor] = url.split("#");
          const target = file === "" ? page : path.posix.normalize(path.posix.join(path.posix.dirname(page), file));
          const ids = byPath.get(target);
          if (url.startsWith("/") || target.startsWith("..")) return true;
          if (files.some((file) => file.path === target)) return false;
          if (ids === undefined) return !existsSync(path.join(ROOT, FILES[target] ?? "absent"));
          return anchor !== undefined && !ids.has(anchor);
        })
        .map((url) => `${page}: ${url}`),
    );
    expect(broken).toEqual([]);
  });
});

describe("the pages together", () => {
  it("hold one for each function and for each document", () => {
    const paths = pages.map(({ path: page }) => page);
    for (const { name } of content.catalog) expect(paths).toContain(`functions/${name.toLowerCase()}.html`);
    for (const page of ["index.html", "questions.html", "glossary.html", "sources.html", "deploy.html", "404.html"]) {
      expect(paths).toContain(page);
    }
    expect(paths).toContain("methodology/serving-accuracy.html");
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("say nothing of templates while there are none, and list them where there are", () => {
    const empty = sitePages({ ...content, templates: [] });
    expect(empty.some(({ html }) => html.includes(" download>"))).toBe(false);
    expect(empty[0]?.html).not.toContain("templates.html");
    const list = pages.find(({ path: page }) => page === "templates.html");
    for (const { file, name } of content.templates) {
      expect(list?.html).toContain(`href="${file}" download`);
      expect(list?.html).toContain(`<h2>${escaped(name)}</h2>`);
    }
    expect(pages[0]?.html).toContain('href="templates.html"');
  });

  it("have each template as a workbook that opens, its formulas with results", () => {
    expect(files.map(({ path: file }) => file)).toEqual(templates.map(({ id }) => `templates/${id}.xlsx`));
    for (const { path: file, bytes } of files) {
      const cells = openXlsx(bytes).model.sheets.flatMap((sheet) => sheet.cells);
      const formulas = cells.filter(({ formula }) => formula !== undefined);
      expect(formulas.length, file).toBeGreaterThan(20);
      expect(
        formulas.filter(({ value }) => value === undefined || value === null),
        file,
      ).toEqual([]);
    }
  });

  it("have whole addresses where the site's is known", () => {
    const address = "https://example.com/infer/";
    const map = siteMap(pages, address);
    expect(map).toContain("<loc>https://example.com/infer/</loc>");
    expect(map).toContain("<loc>https://example.com/infer/functions/cost.html</loc>");
    expect(map).not.toContain("404.html");
    const [lost] = sitePages({ ...content, address }).filter(({ path: page }) => page === "404.html");
    expect(lost?.html).toContain('href="https://example.com/infer/index.html"');
  });
});
