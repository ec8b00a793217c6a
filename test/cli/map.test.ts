import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { catalog } from "../../src/catalog";
import { COMMANDS } from "../../src/cli/commands";
import { Binding } from "../../src/cli/map-binding";
import { shapeOf } from "../../src/cli/map-fields";
import { run } from "../../src/cli/run";
import { registeredFunctions } from "../../src/functions/call/registry";
import { testTerminal } from "./testTerminal";

async function infer(argv: readonly string[], input?: readonly string[] | Uint8Array) {
  const { terminal, written } = testTerminal(input);
  const code = await run(argv, COMMANDS, terminal);
  return { code, ...written };
}

const call = (name: string, ...args: unknown[]) => registeredFunctions().get(name)?.(...args) as unknown[][];
const folder = mkdtempSync(path.join(tmpdir(), "infer-map-"));

describe("infer map over CSV", () => {
  it("keeps the input's columns and order, and adds value and error", async () => {
    const { code, out } = await infer(
      ["map", "COST", "-"],
      ["team,model,input_tokens,output_tokens", "a,gpt-4o,1500,500", "b,gpt-4o,3000,1000.0"],
    );
    expect(out).toBe(
      "team,model,input_tokens,output_tokens,value,error\na,gpt-4o,1500,500,0.00875,\nb,gpt-4o,3000,1000.0,0.0175,\n",
    );
    expect(code).toBe(0);
  });

  it("finds arguments in any order and spelling, and says which columns it only carries along", async () => {
    const { out, err } = await infer(
      ["map", "infer.cost"],
      ["Output Tokens,note,INPUT-TOKENS,Model", "500,x,1500,gpt-4o"],
    );
    expect(out).toContain("500,x,1500,gpt-4o,0.00875,\n");
    expect(err).toBe("Carried along, no argument of COST: note.\n");
  });

  it("reads an empty cell, a short row and an absent column as an omitted argument", async () => {
    const rows = ["model,input_tokens,output_tokens,tier,as_of", "gpt-4o,1500,500,,", "gpt-4o,1500,500"];
    const { out, code } = await infer(["map", "COST"], rows);
    expect(out.split("\n").slice(1, 3)).toEqual(["gpt-4o,1500,500,,,0.00875,", "gpt-4o,1500,500,,,0.00875,"]);
    expect(code).toBe(0);
  });

  it("reports a bad row in its row, calculates the others and ends with 1", async () => {
    const rows = [
      "model,input_tokens,output_tokens",
      "gpt-4o,1500,500",
      "gpt4-oh,1500,500",
      "gpt-4o,many,500",
      "gpt-4o,1500,500,9,9",
      "gpt-4o,1500,500",
    ];
    const { out, code } = await infer(["map", "COST"], rows);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    expect(lines[1]).toBe("gpt-4o,1500,500,0.00875,");
    expect(lines[2]).toContain('gpt4-oh,1500,500,,"#N/A No model ""gpt4-oh""');
    expect(lines[3]).toContain("#VALUE! input_tokens must be a number; you gave the text");
    expect(lines[4]).toContain('The row has more cells than the header: [""9"",""9""]');
    expect(lines[5]).toBe("gpt-4o,1500,500,0.00875,");
    expect(code).toBe(1);
  });

  it("does not read numbers or dates into names", async () => {
    const { out } = await infer(["map", "COST"], ["model,input_tokens,output_tokens", "4.1,1,1", "1E5,1,1"]);
    expect(out).toContain('No model ""4.1""');
    expect(out).toContain('No model ""1E5""');
  });

  it("keeps quoted separators, quotes and line breaks, tells semicolons, tabs and a byte order mark", async () => {
    const rows = ["\uFEFFnote;model;input_tokens;output_tokens", '"a;""b"";', 'c";gpt-4o;1500;500'];
    const { out } = await infer(["map", "COST"], rows);
    expect(out).toBe('note;model;input_tokens;output_tokens;value;error\n"a;""b"";\nc";gpt-4o;1500;500;0.00875;\n');
    const tabs = await infer(["map", "COST"], ["model\tinput_tokens\toutput_tokens", "gpt-4o\t1500\t500"]);
    expect(tabs.out).toContain("gpt-4o\t1500\t500\t0.00875\t\n");
  });

  it("names its columns so that none of the input is replaced", async () => {
    const { out } = await infer(["map", "REASONINGTOKENS"], ["value,visible_tokens,multiplier,error", "v,10,3,e"]);
    expect(out).toBe("value,visible_tokens,multiplier,error,value_2,error_2\nv,10,3,e,20,\n");
  });

  it("writes a file, and refuses to write over its input", async () => {
    const [source, out] = [path.join(folder, "in.csv"), path.join(folder, "out.csv")];
    writeFileSync(source, "model,input_tokens,output_tokens\r\ngpt-4o,1500,500\r\n");
    expect(await infer(["map", "COST", source, "-o", out])).toMatchObject({ code: 0, out: "" });
    expect(readFileSync(out, "utf8")).toBe("model,input_tokens,output_tokens,value,error\ngpt-4o,1500,500,0.00875,\n");
    const refused = await infer(["map", "COST", source, "-o", source]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("is the input") });
    expect(readFileSync(source, "utf8")).toContain("gpt-4o,1500,500\r\n");
  });

  it.each([
    ["no function", ["map"], "Give a function"],
    ["an unknown function", ["map", "COSTS", "-"], "There is no function COSTS."],
    ["a missing file", ["map", "COST", "nowhere.csv"], "nowhere.csv cannot be read"],
    ["an unknown option", ["map", "COST", "-", "--fast"], "map has no option --fast."],
    ["a missing column", ["map", "COST", "-"], "COST needs the columns input_tokens, output_tokens"],
    ["a field of a function without fields", ["map", "COST", "-", "--field", "usd"], "needs the columns"],
  ])("says what is wrong with %s", async (_case, argv, sentence) => {
    const { code, err } = await infer(argv, ["model", "gpt-4o"]);
    expect(err).toContain(sentence);
    expect(code).toBe(2);
  });

  it("keeps line ends inside cells as they came, from a pipe as from a file", async () => {
    const text = 'note,model,input_tokens,output_tokens\r\n"é\r\nb\rc\u2028d",gpt-4o,1500,500\r\n';
    const expected = 'note,model,input_tokens,output_tokens,value,error\n"é\r\nb\rc\u2028d",gpt-4o,1500,500,0.00875,\n';
    expect((await infer(["map", "COST"], new TextEncoder().encode(text))).out).toBe(expected);
    const file = path.join(folder, "ends.csv");
    writeFileSync(file, text);
    expect((await infer(["map", "COST", file])).out).toBe(expected);
  });

  it("refuses bytes of another encoding, which it could only replace", async () => {
    const bytes = Buffer.from("note,model,input_tokens,output_tokens\ncafé,gpt-4o,1500,500\n", "latin1");
    const piped = await infer(["map", "COST"], bytes);
    expect(piped).toMatchObject({ code: 2, err: expect.stringContaining("The input is no text in UTF-8.") });
    const file = path.join(folder, "latin.csv");
    const out = path.join(folder, "latin-out.csv");
    writeFileSync(file, bytes);
    expect(await infer(["map", "COST", file, "-o", out])).toMatchObject({ code: 2, out: "" });
    expect(existsSync(out)).toBe(false);
  });

  it("says where an unclosed quote keeps it from reading on", async () => {
    const { code, err } = await infer(
      ["map", "COST"],
      ["model,input_tokens,output_tokens", '"gpt-4o,1,1', "gpt-4o,2,2"],
    );
    expect(err).toContain("cannot be read on");
    expect(code).toBe(2);
  });
});

describe("infer map over NDJSON", () => {
  it("keeps every value and its type, row by row", async () => {
    const rows = [
      '{"id":7,"model":"gpt-4o","input_tokens":1500,"output_tokens":500}',
      '{"id":8,"model":"gpt-4o","input_tokens":"1500","output_tokens":500}',
      "not json",
    ];
    const { out, code } = await infer(["map", "COST"], rows);
    const [first, second, third] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toEqual({ ...(JSON.parse(rows[0] ?? "") as object), value: 0.00875, error: null });
    expect(second).toMatchObject({ id: 8, value: null, error: expect.stringContaining("must be a number") });
    expect(third).toMatchObject({ line: "not json", error: expect.stringContaining("no JSON") });
    expect(code).toBe(1);
  });

  it("takes lists and tables as arguments", async () => {
    const { out } = await infer(["map", "ROUTE"], ['{"costs_usd":[0.001,0.01],"shares":[0.7,0.3]}']);
    expect((JSON.parse(out) as { value: number }).value).toBeCloseTo(0.0037, 12);
    const csv = await infer(["map", "ROUTE"], ["costs_usd;shares", "[0.001,0.01];[0.7,0.3]"]);
    expect(csv.out).toContain("[0.001,0.01];[0.7,0.3];0.0037");
  });
});

describe("infer map with functions that answer more than one value", () => {
  const fleet = [
    "model,gpu,gpus,bits,input_tokens,output_tokens,concurrency,scenario",
    "llama-3.3-70b,H100,4,fp8,1000,1000,64,",
  ];

  it("gives a record a column for each field, options from columns of their own", async () => {
    const { out, code } = await infer(
      ["map", "THROUGHPUT"],
      [...fleet, "llama-3.3-70b,H100,4,fp8,1000,1000,64,server"],
    );
    const [header, closed, server] = out.trimEnd().split("\n");
    expect(header).toMatch(/^model,gpu,gpus,bits,.*,scenario,output_tok_per_s,.*,gpus_used,.*,distance,error$/);
    const rate = (line = "") => Number(line.split(",")[8]);
    const args = ["llama-3.3-70b", "H100", 4, "fp8", 1000, 1000, 64, null, null] as const;
    expect(rate(closed)).toBe(call("THROUGHPUT", ...args, null, "output_tok_per_s")[0]?.[0]);
    expect(rate(server)).toBe(call("THROUGHPUT", ...args, [["scenario", "server"]], "output_tok_per_s")[0]?.[0]);
    expect(code).toBe(0);
  });

  it("picks one field with --field or a column field", async () => {
    const one = await infer(["map", "THROUGHPUT", "-", "--field", "bound"], fleet);
    expect(one.out).toContain("64,,weights,\n");
    const column = await infer(
      ["map", "VOLUME"],
      ["users,requests_per_user_day,input_tokens,output_tokens,field", "10,1,10,10,requests_per_month"],
    );
    expect(column.out.split("\n")[0]).toBe("users,requests_per_user_day,input_tokens,output_tokens,field,value,error");
  });

  it("asks for a field where a function gives several rows, and lists what there is", async () => {
    const { code, err } = await infer(["map", "FORECAST"], ["base_usd_per_month,months", "100,3"]);
    expect(err).toContain("FORECAST gives several rows: name a part with --field. Its columns: month");
    expect(code).toBe(2);
    const list = await infer(
      ["map", "FORECAST", "-", "--field", "cumulative_usd"],
      ["base_usd_per_month,months", "100,3"],
    );
    expect(list.out).toContain('100,3,"[100,200,300]",\n');
  });

  it("waits for functions that load what they need", async () => {
    const { out, code } = await infer(["map", "TOKENS"], ["text", '"Hello, world"', "one two three"]);
    expect(out).toMatch(/"Hello, world",\d+,\none two three,\d+,\n/);
    expect(code).toBe(0);
  });
});

describe("the columns of an answer are known before the first row", () => {
  const tables = catalog.filter(({ shape }) => shape === "T");

  it.each(tables.map((entry) => [entry.name, entry] as const))("%s shows them in its example", async (_name, entry) => {
    const fn = registeredFunctions().get(entry.name);
    if (fn === undefined) throw new Error(`${entry.name} is not registered`);
    const shape = await shapeOf(entry, fn, false);
    const source = readFileSync(entry.file, "utf8");
    const [, body = ""] = source.split(`@customfunction ${entry.name}\n`);
    const spills = /spill(Record|Table)/.exec(body.split("@customfunction")[0] ?? "")?.[1];
    if (spills !== undefined) expect(shape.kind).toBe(spills === "Record" ? "record" : "table");
  });

  it("every option that a description lists is one that the function takes", () => {
    for (const entry of catalog) {
      const binding = new Binding(entry);
      const at = binding.optionsIndex;
      if (at < 0) continue;
      const args = entry.arguments.map((argument, index) =>
        index === at ? [["no such option", 1]] : argument.optional ? null : argument.unit === "name" ? "x" : 1,
      );
      const [[cell] = []] = call(entry.name, ...args);
      const listed = /There are: (.*)\.$/.exec((cell as { message: string }).message)?.[1]?.split(", ") ?? [];
      expect(listed.length).toBeGreaterThan(0);
      expect(listed.filter((name) => binding.targetOf(name) === undefined)).toEqual([]);
    }
  });
});

describe("one call for many rows gives what a call for each gives", () => {
  const literal = (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : String(value));

  it.each(catalog.filter(({ shape }) => shape === "B").map((entry) => [entry.name, entry] as const))(
    "%s",
    async (name, entry) => {
      const example = /\((.*)\)/.exec(entry.examples[0]?.formula ?? "")?.[1] ?? "";
      const given = example.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((text) => text.trim());
      const values = given.map((text) =>
        text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : text.replace(/^"|"$/g, ""),
      );
      const columns = entry.arguments.slice(0, values.length).map((argument) => argument.name);
      const records = [values, values.map(() => ""), values].map((row) =>
        JSON.stringify(Object.fromEntries(row.map((value, i) => [columns[i], numeral(value)]))),
      );
      const { out } = await infer(["map", name], records);
      const alone = await infer(["map", name], records.slice(0, 1));
      const [first, , third] = out.trimEnd().split("\n");
      expect(literal(first)).toBe(alone.out.trimEnd());
      expect(third).toBe(first);
    },
  );
});

const numeral = (value: string | number) =>
  typeof value === "string" && /^-?[\d.]+$/.test(value) ? Number(value) : value;
