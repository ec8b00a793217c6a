import { badArgument, type DomainError } from "../errors";

/** A formula as it is written. `at` is the place in the text, counted from 1; an operation's is that of its operator. */
export type Syntax =
  | { readonly kind: "constant"; readonly value: number | string | boolean; readonly at: number }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly operands: readonly Syntax[];
      readonly at: number;
    }
  /** The name is in capitals; `undefined` is an argument left out. LET is a call like any other here. */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly operands: readonly (Syntax | undefined)[];
      readonly at: number;
    };

/** In the order of the expressions below: the first that fits is what stands there. */
const KINDS = ["error", "number", "text", "call", "name", "symbol"] as const;

interface Token {
  readonly kind: (typeof KINDS)[number] | "end";
  readonly text: string;
  readonly at: number;
}

// Letters of every script may stand in a name; `?`, `\` and a cell's dollar signs too.
const LETTER = String.raw`(?:[\w.?\\$]|[^\s\0-\xa0])`;
const SHEET = String.raw`(?:'(?:[^':]|'')+'|(?:\[[^[\]]+])?${LETTER}+)!`;
const TABLE_COLUMN = String.raw`\[(?:[^[\]]|\[[^[\]]*])*]`;
const TOKEN = new RegExp(
  [
    String.raw`(#(?:N/A|[A-Z][A-Z\d/]*[!?]))`,
    String.raw`((?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?(?!${LETTER}|[!:]))`,
    `("(?:[^"]|"")*")`,
    String.raw`(${LETTER}+(?=\())`,
    `((?:${SHEET})?${LETTER}+(?:${TABLE_COLUMN})?|${TABLE_COLUMN})`,
    String.raw`(<=|>=|<>|\S)`,
  ].join("|"),
  "gi",
);

/** How tightly operators bind. In Excel a sign before its operand binds more tightly than any but the per cent. */
const STRENGTH: ReadonlyMap<string, number> = new Map([
  ...["=", "<", ">", "<=", ">=", "<>"].map((comparison) => [comparison, 1] as const),
  ["&", 2],
  ["+", 3],
  ["-", 3],
  ["*", 4],
  ["/", 4],
  ["^", 5],
  ["%", 6],
]);
const SIGN_STRENGTH = 6;

/** Operations within operations, of which a sum of a thousand drivers has as many: what follows goes down as deep. */
const DEEPEST = 1000;

/** Reads a formula in Excel's syntax, with or without the equals sign. No name is looked up, nothing is computed. */
export function parseModel(text: string): Syntax {
  return new Parser(text.trimEnd()).whole();
}

/** Whether a formula can name a driver so. */
export function isFormulaName(name: string): boolean {
  const { kind, text } = tokenFrom(name.trim(), 0);
  return kind === "name" && text === name.trim() && !text.endsWith("]") && !isTruth(text);
}

export function refused(what: string, at: number): DomainError {
  return badArgument(`model: ${what} (character ${at}) has no place in a model. Use drivers, numbers and functions.`);
}

const isTruth = (text: string): boolean => /^(true|false)$/i.test(text);

/** The value of a number, a text in quotes, TRUE or FALSE. */
function constantValue(text: string, at: number): number | string | boolean {
  if (isTruth(text)) return text.toUpperCase() === "TRUE";
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw badArgument(`model: ${text} at character ${at} is too large a number.`);
}

function tokenFrom(text: string, from: number): Token {
  TOKEN.lastIndex = from;
  const found = TOKEN.exec(text);
  if (found === null) return { kind: "end", text: "the end of the text", at: text.length };
  const group = found.findIndex((part, place) => place > 0 && part !== undefined);
  return { kind: KINDS[group - 1] ?? "end", text: found[0], at: found.index + 1 };
}

/** An operator-precedence parser: each operator takes the operands that those binding less tightly leave to it. */
class Parser {
  private token: Token;

  constructor(private readonly text: string) {
    this.token = tokenFrom(text, /^\s*=?/.exec(text)?.[0].length ?? 0);
  }

  whole(): Syntax {
    if (this.isAtEnd()) throw badArgument("model is empty. Give a formula over the drivers, such as requests*price.");
    const whole = this.expression(0, 0);
    if (!this.isAtEnd()) throw this.unexpected("an operator", whole);
    return whole;
  }

  /** An operand with all operators after it that bind more tightly than `strength`. */
  private expression(strength: number, depth: number): Syntax {
    let left = this.operand(depth);
    let inside = depth;
    for (;;) {
      const { text: operator, at } = this.token;
      const own = STRENGTH.get(operator) ?? 0;
      if (own <= strength) return left;
      if (operator === "&") throw refused("The operator &", at);
      inside = this.deeper(inside);
      this.next();
      const operands = operator === "%" ? [left] : [left, this.expression(own, inside)];
      left = { kind: "operation", operator, operands, at };
    }
  }

  private operand(depth: number): Syntax {
    const { kind, text, at } = this.token;
    if (kind === "error") throw refused(`The error ${text.toUpperCase()}`, at);
    if (kind === "end" || kind === "symbol") return this.bracketsOrSign(this.deeper(depth));
    this.next();
    if (kind === "call") return this.call(text.toUpperCase(), at, this.deeper(depth));
    return kind === "name" && !isTruth(text)
      ? { kind, name: text, at }
      : { kind: "constant", value: constantValue(text, at), at };
  }

  private bracketsOrSign(depth: number): Syntax {
    const { text, at } = this.token;
    if (text === "{") throw refused("A list in braces", at);
    if (!["(", "+", "-", "@"].includes(text)) throw this.unexpected("a driver, number or function");
    this.next();
    if (text === "(") {
      const inner = this.expression(0, depth);
      if (!this.skip(")")) throw this.unexpected(")", inner);
      return inner;
    }
    const operand = this.expression(SIGN_STRENGTH, depth);
    // `@x` asks for one cell of a range; a driver is one value.
    return text === "@" ? operand : { kind: "operation", operator: text, operands: [operand], at };
  }

  private call(name: string, at: number, depth: number): Syntax {
    if (name === "LAMBDA") throw refused(name, at);
    this.next();
    const operands: (Syntax | undefined)[] = [];
    for (let isOpen = !this.skip(")"); isOpen; ) {
      const isLeftOut = this.token.text === "," || this.token.text === ")";
      const operand = isLeftOut ? undefined : this.expression(0, depth);
      operands.push(operand);
      isOpen = !this.skip(")");
      if (isOpen && !this.skip(",")) throw this.unexpected(", or )", operand);
    }
    if (this.token.text === "(") throw refused("A call of a call", at);
    return { kind: "call", name, operands, at };
  }

  private deeper(depth: number): number {
    if (depth < DEEPEST) return depth + 1;
    throw badArgument(
      `model nests more than ${DEEPEST} operations (character ${this.token.at}). Use SUM, PRODUCT or LET.`,
    );
  }

  private isAtEnd(): boolean {
    return this.token.kind === "end";
  }

  private next(): void {
    this.token = tokenFrom(this.text, this.token.at - 1 + this.token.text.length);
  }

  private skip(symbol: string): boolean {
    const isThere = this.token.text === symbol;
    if (isThere) this.next();
    return isThere;
  }

  /** What to say of a token that cannot stand where it does; `left` is what has been read before it. */
  private unexpected(wanted: string, left?: Syntax): DomainError {
    const { kind, text, at } = this.token;
    if (text === ";") {
      return badArgument(`model: the semicolon at character ${at} separates nothing. Write a comma between arguments.`);
    }
    if (left !== undefined && kind === "symbol" && !/[(){}"']/.test(text)) return refused(`The operator ${text}`, at);
    if (left?.kind === "name" && kind === "name") return refused("A name without an operator before it", at);
    const rest = this.text.slice(at - 1);
    const shown = rest.length > 20 ? `${rest.slice(0, 20)}…` : rest;
    return badArgument(`model cannot be read at character ${at} ("${shown}"): Expected ${wanted} but got ${text}.`);
  }
}
