import { parse, tokenize } from "@borgar/fx";
import { orList } from "../checks";
import { badArgument, type DomainError } from "../errors";
import { suggestions } from "../lookup";
import { plainDriverName } from "./threefry";

/** What a model text says, after names are resolved. `at` is the place in the text, counted from 1. */
export type Expression =
  | { readonly kind: "constant"; readonly value: number | string | boolean; readonly at: number }
  | { readonly kind: "omitted"; readonly at: number }
  | { readonly kind: "driver"; readonly index: number; readonly at: number }
  | { readonly kind: "local"; readonly of: Expression; readonly at: number }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly operands: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[]; readonly at: number };

/** Longer than any cell of a spreadsheet holds. */
const MOST_CHARACTERS = 32_767;
const OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "^", "%", "=", "<", ">", "<=", ">=", "<>"]);

type Syntax = ReturnType<typeof parse>;
type Token = Parameters<typeof parse>[0][number];
type Names = ReadonlyMap<string, Expression>;

/**
 * Reads a formula in Excel's syntax over the names of drivers. Nothing is evaluated here and nothing can be: the
 * result is data. Mistakes are told with their place in the text.
 */
export function readModelText(text: string, driverNames: readonly string[]): Expression {
  if (text.length > MOST_CHARACTERS) {
    throw badArgument(`model has ${text.length} characters; a formula has up to ${MOST_CHARACTERS}.`);
  }
  const names = new Map<string, Expression>(
    driverNames.map((name, index) => [plainDriverName(name), { kind: "driver", index, at: 0 }]),
  );
  return new Reader(text, driverNames).read(syntaxOf(text), names);
}

function syntaxOf(text: string): Syntax {
  const tokens = tokenize(text, { withLocation: true, negativeNumbers: false }).map(asName);
  try {
    return parse(tokens);
  } catch (thrown) {
    const { message, sourceOffset = 0 } = thrown as { message: string; sourceOffset?: number };
    const place = Math.min(sourceOffset, text.length);
    const rest = text.slice(Math.max(0, place - 1)).trim();
    const reason = message.replace(/\(END\)/g, "the end of the text");
    throw badArgument(
      text.replace(/^[\s=]+/, "") === ""
        ? "model is empty. Give a formula over the drivers, such as requests*price."
        : `model cannot be read at character ${Math.max(1, place)}${rest === "" ? "" : ` ("${shortened(rest)}")`}: ${reason}.`,
    );
  }
}

/** Alone standing R and C are no names in Excel, but a driver may be called so. */
function asName(token: Token): Token {
  return token.type === "unknown" ? { ...token, type: "range_named" } : token;
}

const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** Whether a formula can name a driver so. */
export function isFormulaName(name: string): boolean {
  const tokens = tokenize(name.trim(), { negativeNumbers: false });
  return tokens.length === 1 && ["range", "range_named", "unknown"].includes(tokens[0]?.type ?? "");
}

class Reader {
  constructor(
    private readonly text: string,
    private readonly driverNames: readonly string[],
  ) {}

  read(node: Syntax, names: Names): Expression {
    const at = (node.loc?.[0] ?? 0) + 1;
    switch (node.type) {
      case "Literal":
        return this.constant(node.value, node.raw, at);
      case "ReferenceIdentifier":
        return this.named(node.value, names, at);
      case "UnaryExpression":
      case "BinaryExpression":
        return this.operation(node.operator, node.arguments, names, at);
      case "CallExpression":
        if (node.callee.type !== "Identifier") throw this.refused("A call of a call", at);
        return {
          kind: "call",
          name: node.callee.name.toUpperCase(),
          operands: this.readAll(node.arguments, names),
          at,
        };
      case "LetExpression": {
        const inner = new Map(names);
        for (const { id, init } of node.declarations) {
          if (init === null) throw this.refused(`LET without a value for ${id.name}`, at);
          inner.set(plainDriverName(id.name), { kind: "local", of: this.read(init as Syntax, inner), at });
        }
        if (node.body === null) throw this.refused("LET without a result", at);
        return this.read(node.body as Syntax, inner);
      }
      case "ErrorLiteral":
        throw this.refused(`The error ${node.value}`, at);
      case "ArrayExpression":
        throw this.refused("A list in braces", at);
      default:
        throw this.refused("LAMBDA", at);
    }
  }

  private constant(value: number | string | boolean, raw: string, at: number): Expression {
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw badArgument(`model: ${raw} at character ${at} is too large a number.`);
    }
    return { kind: "constant", value, at };
  }

  private named(name: string, names: Names, at: number): Expression {
    const known = names.get(plainDriverName(name)) ?? names.get(plainDriverName(withoutSheet(name)));
    if (known !== undefined) return { ...known, at };
    const close = suggestions(name, this.driverNames);
    const hint =
      close.length === 0 ? `The drivers are ${this.driverNames.join(", ")}.` : `Did you mean ${orList(close)}?`;
    throw badArgument(`model names "${name}" at character ${at}, which is no driver. ${hint}`);
  }

  private operation(operator: string, operands: readonly unknown[], names: Names, at: number): Expression {
    // `@x` asks for one cell of a range; a driver is one value.
    if (operator === "@") return this.read(operands[0] as Syntax, names);
    const read = (): readonly Expression[] => this.readAll(operands, names);
    if (!OPERATORS.has(operator)) {
      const what = operator.trim() === "" ? "Two names without an operator between them" : `The operator ${operator}`;
      throw this.refused(what, at);
    }
    return { kind: "operation", operator, operands: read(), at: this.operatorPlace(operands, at) };
  }

  /** An operation is pointed at by its operator, which stands after its first operand. */
  private operatorPlace(operands: readonly unknown[], at: number): number {
    const end = operands.length === 2 ? (operands[0] as Syntax).loc?.[1] : undefined;
    if (end === undefined) return at;
    const gap = /^[\s)]*/.exec(this.text.slice(end))?.[0].length ?? 0;
    return end + gap + 1;
  }

  private readAll(nodes: readonly unknown[], names: Names): readonly Expression[] {
    return nodes.map((node) => (node ? this.read(node as Syntax, names) : { kind: "omitted", at: 0 }));
  }

  private refused(what: string, at: number): DomainError {
    return badArgument(`model: ${what} (character ${at}) has no place in a model. Use drivers, numbers and functions.`);
  }
}

/** FORMULATEXT may give Sheet1!B3 where the driver's row says B3. */
const withoutSheet = (name: string): string => name.slice(name.lastIndexOf("!") + 1);
