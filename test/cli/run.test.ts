import { describe, expect, it } from "vitest";
import "../../src/functions";
import { catalog } from "../../src/catalog";
import { COMMANDS } from "../../src/cli/commands";
import { run } from "../../src/cli/run";
import { testTerminal } from "./testTerminal";

/** Runs a command line with the given standard input and collects what it writes. */
async function infer(argv: readonly string[], input?: readonly string[]) {
  const { terminal, written } = testTerminal(input);
  const code = await run(argv, COMMANDS, terminal);
  return { code, ...written };
}

const jsonLines = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("infer eval", () => {
  it("prints one JSON line per formula, the formula as it was given", async () => {
    const { code, out } = await infer(["eval", "=1+2", 'INFER.COST("gpt-4o",1500,500)']);
    expect(jsonLines(out)).toEqual([
      { formula: "=1+2", value: 3 },
      { formula: 'INFER.COST("gpt-4o",1500,500)', value: 0.00875 },
    ]);
    expect(code).toBe(0);
  });

  it("reads lines from standard input, skips empty ones and keeps the order past unreadable ones", async () => {
    const { code, out } = await infer(["eval"], ["=SEQUENCE(2)", "", "   ", "=SUM(", "=2*2"]);
    expect(jsonLines(out)).toEqual([
      { formula: "=SEQUENCE(2)", value: [[1], [2]] },
      { formula: "=SUM(", error: "#NAME?", message: "The formula cannot be read: a closing parenthesis is missing." },
      { formula: "=2*2", value: 4 },
    ]);
    expect(code).toBe(1);
  });

  it("fails when one cell of a result fails", async () => {
    const { code, out } = await infer(["eval", "=IF({1,0},1,NA())"]);
    expect(jsonLines(out)[0]).toMatchObject({ value: [[1, { error: "#N/A" }]] });
    expect(code).toBe(1);
  });

  it("reports every error with a message", async () => {
    const { out } = await infer(["eval", "=1/0", "=NA()", "=nope", '=INFER.GPU(H100,"tdp_w")', "=SQRT(-1)"]);
    for (const line of jsonLines(out))
      expect(line).toMatchObject({ message: expect.stringMatching(/\w+ .+\.$/) as string });
  });

  it("asks for a formula when nothing is given or piped in", async () => {
    expect(await infer(["eval"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Give a formula") });
  });
});

describe("infer functions", () => {
  it("--json lists every function of the catalogue with its arguments in call order", async () => {
    const { code, out } = await infer(["functions", "--json"]);
    const listed = JSON.parse(out) as { name: string; arguments: { name: string }[]; example: string }[];
    expect(listed.map((entry) => [entry.name, entry.arguments.map((argument) => argument.name)])).toEqual(
      catalog.map((entry) => [entry.name, entry.arguments.map((argument) => argument.name)]),
    );
    for (const entry of listed)
      expect(Object.keys(entry)).toEqual(["name", "group", "summary", "arguments", "returns", "example"]);
    expect(code).toBe(0);
  });

  it("every listed example is a formula that eval accepts", async () => {
    const { out } = await infer(["functions", "--json"]);
    const examples = (JSON.parse(out) as { example: string }[]).map((entry) => entry.example);
    const answers = jsonLines((await infer(["eval"], examples)).out);
    expect(answers.filter((answer) => answer.error === "#NAME?")).toEqual([]);
    expect(answers).toHaveLength(examples.length);
  });

  it("without --json it is a page to read, one function by name in any form", async () => {
    const { out } = await infer(["functions", "infer.cost"]);
    expect(out).toMatch(/^PRICES\n\nINFER\.COST\(model, input_tokens, output_tokens, \[cache_read_tokens\]/);
  });

  it("an unknown function is a usage error", async () => {
    expect(await infer(["functions", "COTS"])).toMatchObject({ code: 2, out: "" });
  });
});

describe("infer", () => {
  it.each([[["--help"]], [["-h"]], [["help"]]])("%j prints the overview", async (argv) => {
    const { code, out } = await infer(argv);
    expect(out).toContain("eval");
    expect(code).toBe(0);
  });

  it.each([[[]], [["evil"]], [["eval", "--fast", "=1"]], [["functions", "--yaml"]]])(
    "%j is a usage error with a hint on standard error",
    async (argv) => {
      const { code, out, err } = await infer(argv);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain("--help");
    },
  );

  it.each(COMMANDS.map((command) => [command.name, command.help]))(
    "%s --help explains the command",
    async (name, help) => {
      expect(await infer([name, "--help"])).toEqual({ code: 0, out: help, err: "" });
    },
  );
});
