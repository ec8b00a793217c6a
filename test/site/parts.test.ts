import { describe, expect, it } from "vitest";
import { Answers } from "../../src/site/answers";
import { anchorOf, linkFrom, targetOf } from "../../src/site/links";
import { madeDocument } from "../../src/site/markdown";
import { html, markup } from "../../src/site/markup";
import { resultMarkup } from "../../src/site/result";
import { filled, quoted, typedNumber } from "../../src/site/template";
import { type Cell, printedLike, shownValue } from "../../src/site/values";

describe("markup", () => {
  it("takes texts as texts, whatever they hold", () => {
    expect(html`<p title="${'"'}">${"<script>"} ${["a&b", 3]} ${markup("<b>x</b>")}${undefined}</p>`.text).toBe(
      '<p title="&quot;">&lt;script&gt; a&amp;b3 <b>x</b></p>',
    );
  });
});

describe("a calculated value printed like the page prints it", () => {
  it.each<[string, Cell, string | undefined]>([
    ["2,661", 2661.458, "2,661"],
    ["2661", 2661.458, "2661"],
    ["0.00875", 0.00875, "0.00875"],
    ["1,234,567.5", 1234567.46, "1,234,567.5"],
    ["-0.331", -0.33146, "-0.331"],
    ["60%", 0.6, "60%"],
    ["1.3e-4", 0.000134, "1.3e-4"],
    ["2,662", 2661.458, undefined],
    ["0.571", 0.58, undefined],
    ["verified", "verified", "verified"],
    ["gpt-4o", "gpt-4o-mini", "gpt-4o"],
    ["TRUE", true, "TRUE"],
    ["#N/A", { error: "#N/A", message: "not there" }, "#N/A"],
    ["#VALUE!", { error: "#N/A", message: "not there" }, undefined],
    ["verified", 3, undefined],
  ])("%s for %j is %j", (printed, value, expected) => {
    expect(printedLike(printed, value)).toBe(expected);
  });

  it("shows numbers with up to twelve digits", () => {
    expect(shownValue(1000 / 3)).toBe("333.333333333");
  });
});

describe("links", () => {
  it.each([
    ["index.html", "functions/cost.html", "functions/cost.html"],
    ["functions/cost.html", "index.html", "../index.html"],
    ["functions/cost.html", "functions/price.html", "price.html"],
    ["methodology/risk.html", "functions/draw.html", "../functions/draw.html"],
  ])("from %s to %s are %s", (page, target, expected) => {
    expect(linkFrom(page, target)).toBe(expected);
  });

  it("of documents name files of the repository", () => {
    expect(targetOf("docs/methodology/risk.md", "../functions.md#draw")).toEqual({
      file: "docs/functions.md",
      anchor: "draw",
    });
    expect(targetOf("docs/risk.md", "#models")).toEqual({ file: "docs/risk.md", anchor: "models" });
  });

  it("to headings follow the rule of GitHub", () => {
    expect(anchorOf("How sure: evidence, 50 % or more?")).toBe("how-sure-evidence-50--or-more");
  });
});

describe("a document", () => {
  const answers = new Answers(
    new Map<string, readonly (readonly Cell[])[]>([
      ["=1+1", [[2]]],
      ['=IF(1|2,"a","b")', [["a"]]],
    ]),
  );
  const made = (text: string) => madeDocument(text, { source: "docs/x.md", answers, linkTo: (href) => `to/${href}` });

  it("shows its formulas with the values that were calculated", () => {
    const { html: text } = made("# X\n\nHere `=1+1` → 2 tokens.");
    expect(text).toContain('<code class="formula" data-formula="=1+1">=1+1</code>');
    expect(text).toContain('<data class="gives" data-of="=1+1" value="2">2</data> tokens.');
  });

  it("does not build where it states another value than its formula gives", () => {
    expect(() => made("# X\n\n`=1+1` → 3")).toThrow("docs/x.md says that =1+1 gives 3; it gives 2.");
  });

  it("does not build with a formula that nobody calculated", () => {
    expect(() => made("# X\n\n`=2+2` → 4")).toThrow("was not calculated");
  });

  it("reads a formula in a table, where a bar is escaped", () => {
    const { html: text } = made('# X\n\n| a |\n|---|\n| `=IF(1\\|2,"a","b")` → a |\n');
    expect(text).toContain('value="a"');
  });

  it("turns links and headings into those of the site", () => {
    const { html: text, headings, title } = made("# X\n\n## A `b`\n\n## A b\n\n[y](y.md)");
    expect(title).toBe("X");
    expect(headings.map(({ anchor }) => anchor)).toEqual(["x", "a-b", "a-b-1"]);
    expect(text).toContain('<a href="to/y.md">y</a>');
  });

  it("shows a formula that reads a sheet as it stands, and lets it claim no value", () => {
    expect(made("# X\n\nUse `=SUM(Usage[#All])` or `=B4*2`.").html).toContain(
      '<code class="formula" data-sheet>=B4*2</code>',
    );
    expect(() => made("# X\n\n`=B4*2` → 4")).toThrow("was not calculated");
  });

  it("shows a link to what the site leaves out as a text", () => {
    const { html: text } = madeDocument("# X\n\n[y](y.md)", { source: "docs/x.md", answers, linkTo: () => undefined });
    expect(text).toContain("<p>y</p>");
  });

  it("takes over no HTML but comments, which it drops", () => {
    expect(made("<!-- note -->\n# X\n\ntext").html).not.toContain("note");
    expect(() => made("# X\n\n<div>y</div>")).toThrow("holds HTML");
    expect(() => made("# X\n\na <b>y</b>")).toThrow("holds HTML");
  });
});

describe("a result", () => {
  it("is a value, an error with its sentence, a record or a table", () => {
    expect(resultMarkup([[1234.5]], "Result").text).toContain(">1,234.5<");
    expect(resultMarkup([[{ error: "#N/A", message: "Not <there>." }]], "Result").text).toContain("Not &lt;there&gt;.");
    expect(
      resultMarkup(
        [
          ["a", "b"],
          [1, 2],
        ],
        "Result",
      ).text,
    ).toContain('<th scope="row">a</th>');
    expect(
      resultMarkup(
        [
          ["a", "b"],
          [1, 2],
          [3, 4],
        ],
        "Result",
      ).text,
    ).toContain('<th scope="col">a</th>');
    expect(
      resultMarkup(
        Array.from({ length: 30 }, (_row, at) => [at, at]),
        "Result",
      ).text,
    ).toContain("The first 12 of 30 rows.");
  });
});

describe("a formula with places", () => {
  it("is filled with numbers and with texts in quotes", () => {
    const values = new Map([
      ["model", quoted('the "big" one')],
      ["tokens", typedNumber(" 1,500 ") ?? ""],
    ]);
    expect(filled("=INFER.COST(<model>, <tokens>)", values)).toBe('=INFER.COST("the ""big"" one", 1500)');
    expect(() => filled("=<other>", values)).toThrow("asks for other");
  });

  it.each(["", "x", "1e5", "-3", "1500 tokens", "=A1", '"'])("takes no number from %j", (text) => {
    expect(typedNumber(text)).toBeUndefined();
  });
});
