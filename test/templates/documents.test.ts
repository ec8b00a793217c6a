import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { templates } from "../../src/templates";

const text = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

describe("what is written about the models", () => {
  it("README lists every model with its promise, in the order in which they are offered", () => {
    const rows = templates.map(({ name, id, promise }) => `| ${name} | \`${id}\` | ${promise} |`);
    const [, after = ""] = text("README.md").split("| model | id | what it does |\n|---|---|---|\n");
    expect(after.split("\n\n")[0]?.split("\n")).toEqual(rows);
  });

  it("docs/templates.md has a section for every model, and for no other", () => {
    const sections = [...text("docs/templates.md").matchAll(/^## (.+) \(`(.+)`\)$/gm)].map(([, name, id]) => [
      id,
      name,
    ]);
    expect(sections.sort()).toEqual(templates.map(({ id, name }) => [id, name]).sort());
  });
});
