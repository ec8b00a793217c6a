import { parse, tokenize } from "@borgar/fx";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../../src/engine/errors";
import { fixed } from "../../../src/engine/risk/distributions";
import { compileModel, evaluateModel } from "../../../src/engine/risk/model";
import { isFormulaName, parseModel, type Syntax } from "../../../src/engine/risk/modelSyntax";
import { readModelText } from "../../../src/engine/risk/modelText";
import { sentence, world } from "./support/world";

/** A tree as nested lists, without places: what two parsers can agree on. */
type Tree = number | string | boolean | null | readonly Tree[];
const REFUSED = "refused";

function ours(text: string): Tree {
  const tree = (node: Syntax | undefined): Tree => {
    if (node === undefined) return null;
    if (node.kind === "constant") return ["constant", node.value];
    if (node.kind === "name") return ["name", node.name];
    return [node.kind, node.kind === "call" ? node.name : node.operator, ...node.operands.map(tree)];
  };
  try {
    return tree(parseModel(text));
  } catch (thrown) {
    if (thrown instanceof DomainError) return REFUSED;
    throw thrown;
  }
}

type FxNode = ReturnType<typeof parse>;
const BETWEEN = ["+", "-", "*", "/", "^", "=", "<", ">", "<=", ">=", "<>"] as const;
const OPERATORS: ReadonlySet<string> = new Set([...BETWEEN, "%"]);

/**
 * The tree of @borgar/fx, an Excel parser by others, in our terms. It takes R and C for names where it is told so, and
 * needs the equals sign for that.
 */
function theirs(text: string): Tree {
  const all = (nodes: readonly unknown[]): Tree[] => nodes.map((node) => (node ? tree(node as FxNode) : null));
  const tree = (node: FxNode): Tree => {
    switch (node.type) {
      case "Literal":
        return ["constant", node.value];
      case "ReferenceIdentifier":
        return ["name", node.value];
      case "UnaryExpression":
      case "BinaryExpression":
        if (node.operator === "@") return tree(node.arguments[0] as FxNode);
        if (!OPERATORS.has(node.operator)) throw new Error(`no model has ${node.operator}`);
        return ["operation", node.operator, ...all(node.arguments)];
      case "CallExpression":
        if (node.callee.type !== "Identifier") throw new Error("no model calls a call");
        return ["call", node.callee.name.toUpperCase(), ...all(node.arguments)];
      case "LetExpression": {
        const names = node.declarations.flatMap(({ id, init }) => [["name", id.name], ...all([init])]);
        return ["call", "LET", ...names, ...all([node.body])];
      }
      default:
        throw new Error(`no model has ${node.type}`);
    }
  };
  try {
    const tokens = tokenize(text.replace(/^\s*=?/, "="), { negativeNumbers: false }).map((token) =>
      token.type === "unknown" ? { ...token, type: "range_named" } : token,
    );
    return tree(parse(tokens));
  } catch {
    return REFUSED;
  }
}

const NAMES = [
  "x",
  "in_tok",
  "r",
  "C",
  "B3",
  "$B$3",
  "Inputs!$B$3",
  "'My inputs'!B3",
  "'It''s'!B3",
  "[Book1.xlsx]Q1!B3",
];
const name = fc.constantFrom(...NAMES, "prix_été", "价格", "a.b", "_1st", "e5", "x1e5", "true_cost");
const constant = fc.oneof(
  fc.constantFrom("0", "7", "12.5", ".5", "5.", "1e3", "1E-3", "2.5e+10", "TRUE", "false", "True"),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }).map(String),
  fc.constantFrom('""', '"a"', '"say ""no"""', '"x+1, ("', '"é"'),
);
const space = fc.constantFrom("", "", "", " ", "  ", "\n", "\t", "\u00a0");
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((all) => all.join(""));
const word = fc.constant;
const operator = fc.oneof({ arbitrary: fc.constantFrom(...BETWEEN), weight: 99 }, { arbitrary: word("&"), weight: 1 });

/** Formulas in which nothing stands beside another without an operator: well formed, except perhaps for `&`. */
const { formula } = fc.letrec<Record<"formula" | "operand" | "argument", string>>((tie) => ({
  operand: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    name,
    constant,
    joined(word("("), space, tie("formula"), space, word(")")),
    joined(fc.constantFrom("-", "+", "@", "--", "- "), tie("operand")),
    joined(tie("operand"), space, word("%")),
    joined(
      fc.constantFrom("SUM", "INFER.COST", "infer.cost", "LOG10", "IF", "true", "A1", "_xludf.F"),
      word("("),
      fc.array(tie("argument"), { maxLength: 4 }).map((list) => list.join(",")),
      word(")"),
    ),
    joined(word("LET(a, "), tie("formula"), word(", r,"), tie("formula"), word(","), tie("formula"), word(" )")),
  ),
  argument: fc.oneof({ arbitrary: joined(space, tie("formula"), space), weight: 4 }, { arbitrary: space, weight: 1 }),
  formula: fc
    .tuple(
      tie("operand"),
      fc.array(joined(space, operator, space, tie("operand")), {
        maxLength: 4,
      }),
    )
    .map(([first, rest]) => [first, ...rest].join("")),
}));

describe("our parser and another one of Excel's formulas", () => {
  test("read every formula as the same tree, or both refuse it", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "="), formula, (sign, text) => {
        expect(ours(sign + text)).toEqual(theirs(sign + text));
      }),
      { numRuns: 2000 },
    );
  });

  test("agree that most of these are formulas", () => {
    const read = fc.sample(formula, { numRuns: 500, seed: 1 }).filter((text) => ours(text) !== REFUSED);
    expect(read.length).toBeGreaterThan(300);
  });

  test("of anything else, what we read they read alike", () => {
    // Words stand apart: what runs together is one name for us and perhaps two for them.
    const words = [...NAMES, "1", "2.5", "TRUE"].map((part) => ` ${part} `);
    const token = fc.constantFrom(...BETWEEN, ...words, ..."%(),;:{}&@!~|#", '"', "'", '"a"', " SUM(", " IF(", "\n");
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 8 }).map((list) => list.join("")),
        (text) => {
          const tree = ours(text);
          if (tree !== REFUSED) expect(tree).toEqual(theirs(text));
        },
      ),
      { numRuns: 5000 },
    );
  });
});

const refusal = (text: string): string => sentence(() => readModelText(text, ["x", "B3"]));

describe("what cannot be read is told with its place", () => {
  test.each([
    ["x+*2", /^model cannot be read at character 3 \("\*2"\): Expected a driver, number or function but got \*/],
    ["x+", /^model cannot be read at character 2 \("\+"\): Expected a driver, .* but got the end of the text/],
    ["SUM(1;2)", /^model: the semicolon at character 6 separates nothing. Write a comma between arguments.$/],
    ["2+x:y", /^model: The operator : \(character 4\) has no place/],
    ["=x y", /^model: A name without an operator before it \(character 4\) has no place/],
    ["SUM(1 2)", /^model cannot be read at character 7 .*: Expected , or \) but got 2/],
    ["x)", /^model cannot be read at character 2 .*: Expected an operator but got \)/],
    ['x*"2', /^model cannot be read at character 3/],
    ["x*'My sheet'", /^model cannot be read at character 3/],
    ["x(2)(3)", /^model: A call of a call \(character 1\)/],
    ["B3:B5", /^model: The operator : \(character 3\)/],
    ["2*B3#", /^model: The operator # \(character/],
    ["Plan[price]*x", /^model names "Plan\[price\]" at character 1/],
    ["[@price]*x", /^model names "\[@price\]" at character 1/],
    ["x*y", /^model names "y" at character 3/],
  ])("%s", (text, wanted) => expect(refusal(text)).toMatch(wanted));

  test.each([
    ["LET(a,1)", /^model: LET without a result \(character 1\)/],
    ["LET(a,1,)", /^model: LET without a result/],
    ["LET()", /^model: LET without a result/],
    ["LET(a,,x)", /^model: LET without a value for a/],
    ["LET(1,2,x)", /^model: LET without a name for each value/],
    ["LET(Sheet1!a,2,x)", /^model: LET without a name for each value/],
    ["LET(a,1,A,2,x)", /^model: LET with two values for A/],
    ["LET(q3,1,x)", /^model: LET names q3 \(character 5\), which Excel reads as a cell/],
    ["LET(a,b,b,1,a)", /^model names "b" at character 7/],
  ])("%s", (text, wanted) => expect(refusal(text)).toMatch(wanted));

  test("LET takes the names Excel takes: no cell's address, but what lies beyond the last column", () => {
    expect(refusal("LET(xfd1,1,x)")).toMatch(/XFD1|xfd1/);
    expect(readModelText("LET(xfe1,x,xfe1)", ["x"])).toMatchObject({ kind: "local", of: { kind: "driver", index: 0 } });
  });

  test("a thousand drivers may be added up; what would exhaust the stack is refused", () => {
    const sum = `x${"+x".repeat(999)}`;
    const drivers = [{ name: "x", key: "x", distribution: fixed(0) }];
    expect(evaluateModel(compileModel(sum, drivers, world.functions), [Float64Array.of(2)], 1)).toEqual([2000]);
    for (const text of ["x+", "(", "-", "ABS(", "x^(", "IF(x,1,"]) {
      expect(refusal(`${text.repeat(4000)}x`), text).toMatch(/^model nests more than 1000 operations/);
    }
    expect(refusal(`x${"%".repeat(4000)}`)).toMatch(/^model nests more than 1000 operations/);
  });
});

describe("places", () => {
  test("an operation is pointed at by its operator, everything else by its first character", () => {
    expect(parseModel("= (x - 1) / MAX(-y, 2%)")).toEqual({
      kind: "operation",
      operator: "/",
      at: 11,
      operands: [
        {
          kind: "operation",
          operator: "-",
          at: 6,
          operands: [
            { kind: "name", name: "x", at: 4 },
            { kind: "constant", value: 1, at: 8 },
          ],
        },
        {
          kind: "call",
          name: "MAX",
          at: 13,
          operands: [
            { kind: "operation", operator: "-", at: 17, operands: [{ kind: "name", name: "y", at: 18 }] },
            { kind: "operation", operator: "%", at: 22, operands: [{ kind: "constant", value: 2, at: 21 }] },
          ],
        },
      ],
    });
  });
});

describe("names a driver may have", () => {
  test.each(["x", "in_tok", "r", "C", "B3", "$B$3", "Sheet1!B3", "'My sheet'!B3", "prix_été", "a.b", "SUM"])(
    "%s",
    (driver) => expect(isFormulaName(driver)).toBe(true),
  );
  test.each(["", "in tok", "1", "1e5", "TRUE", "a+b", "a-b", '"a"', "#REF!", "A1:B2", "Plan[price]", "f(x)", "(x)"])(
    "but not %s",
    (driver) => expect(isFormulaName(driver)).toBe(false),
  );
});
