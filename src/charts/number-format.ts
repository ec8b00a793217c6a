/**
 * Numbers as Excel's formats show them: sections, conditions, digits, thousands, scaling, percent, exponents, dates and
 * times, literals. Colours and fills are left out; a format that is none of these shows the number as it is.
 */
export function formatted(value: number, format: string | undefined): string {
  if (format === undefined || format === "" || /^general$/i.test(format) || format === "@") return general(value);
  const { text, isSigned } = sectionFor(value, sectionsOf(format));
  const parts = tokensOf(text);
  if (parts.length === 0) return "";
  if (parts.some(({ kind }) => kind === "general")) return general(value);
  if (parts.some(({ kind }) => kind === "date")) return dated(value, parts);
  return withDigits(isSigned ? value : Math.abs(value), parts, isSigned);
}

const MOST_DIGITS = 10;
/** Beyond this no digits are written out. */
const MOST_WRITTEN = 1e21;

/** As many digits as matter, in groups of thousands. */
function general(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-6)
    return value
      .toExponential(2)
      .replace(/\.?0+e/, "e")
      .replace("e", "E");
  const rounded = Number(value.toPrecision(MOST_DIGITS));
  const [whole = "", part] = Math.abs(rounded).toFixed(decimalsIn(rounded)).split(".");
  return `${rounded < 0 ? "-" : ""}${grouped(whole)}${part === undefined ? "" : `.${part}`}`;
}

function decimalsIn(value: number): number {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const places = digits.replace("-", "").replace(".", "").length - 1 - Number(exponent);
  return Math.max(0, Math.min(20, places));
}

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

interface Section {
  readonly text: string;
  readonly condition?: { readonly operator: string; readonly limit: number };
}

/** The parts between semicolons, outside quotes and brackets. */
function sectionsOf(format: string): readonly Section[] {
  const texts = format.match(/(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\])+|(?<=;|^)(?=;|$)/g) ?? [format];
  return texts.map((text) => {
    const [, operator, limit] = /\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]/.exec(text) ?? [];
    return operator === undefined ? { text } : { text, condition: { operator, limit: Number(limit) } };
  });
}

const HOLDS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
  "=": (value, limit) => value === limit,
  "<>": (value, limit) => value !== limit,
};

function sectionFor(
  value: number,
  sections: readonly Section[],
): { readonly text: string; readonly isSigned: boolean } {
  const [first = { text: "" }, second, third] = sections;
  if (sections.some(({ condition }) => condition !== undefined)) {
    const found = sections.find(
      ({ condition }) => condition === undefined || HOLDS[condition.operator]?.(value, condition.limit) === true,
    );
    return { text: (found ?? first).text, isSigned: true };
  }
  if (value < 0 && second !== undefined) return { text: second.text, isSigned: false };
  if (value === 0 && third !== undefined) return { text: third.text, isSigned: true };
  return { text: first.text, isSigned: true };
}

interface Token {
  readonly kind: "literal" | "digits" | "date" | "percent" | "exponent" | "general";
  readonly text: string;
}

const TOKEN =
  /"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[(?:h+|m+|s+)\]|\[[^\]]*\]|_.|\*.|General|AM\/PM|A\/P|E[+-]0+|y+|m+|d+|h+|s+(?:\.0+)?|[0#?][0#?,.]*|\.[0#?]+|%|@|./gi;

function tokensOf(section: string): readonly Token[] {
  return [...section.matchAll(TOKEN)].flatMap(([text, quoted, escaped, currency]): Token[] => {
    const literal = quoted ?? escaped ?? currency;
    if (literal !== undefined) return literal === "" ? [] : [{ kind: "literal", text: literal }];
    if (/^general$/i.test(text)) return [{ kind: "general", text }];
    if (/^_/.test(text)) return [{ kind: "literal", text: " " }];
    if (/^\*|^@$/.test(text) || /^\[(?![hms]+\])/i.test(text)) return [];
    if (/^E[+-]/i.test(text)) return [{ kind: "exponent", text }];
    if (/^(?:[ymdhs]+(?:\.0+)?|\[[hms]+\]|AM\/PM|A\/P)$/i.test(text)) return [{ kind: "date", text }];
    if (/^[0#?.]/.test(text) && /[0#?]/.test(text)) return [{ kind: "digits", text }];
    return [{ kind: text === "%" ? "percent" : "literal", text }];
  });
}

function withDigits(value: number, parts: readonly Token[], isSigned: boolean): string {
  const percents = parts.filter(({ kind }) => kind === "percent").length;
  const pattern = parts.find(({ kind }) => kind === "digits")?.text;
  const exponent = parts.find(({ kind }) => kind === "exponent")?.text;
  const scaled = value * 100 ** percents;
  if (Math.abs(scaled) >= MOST_WRITTEN) return general(value);
  const number =
    pattern === undefined
      ? ""
      : exponent === undefined
        ? digits(scaled, pattern)
        : scientific(scaled, pattern, exponent);
  const isZero = !/[1-9]/.test(number);
  let isWritten = false;
  const text = parts.map(({ kind, text }) => {
    if (kind === "exponent") return "";
    if (kind !== "digits") return text;
    const shown = isWritten ? "" : number;
    isWritten = true;
    return shown;
  });
  return `${isSigned && value < 0 && !isZero ? "-" : ""}${text.join("").trim()}`;
}

/** The size of a number in a pattern such as `#,##0.00`; commas at its end divide by thousand each. */
function digits(value: number, pattern: string): string {
  const scale =
    /,+$/.exec(pattern.replace(/\..*$/, (decimals) => (decimals.endsWith(",") ? decimals : "")))?.[0].length ?? 0;
  const [whole = "", decimals = ""] = pattern.replace(/,+$/, "").split(".");
  const most = decimals.replace(/[^0#?]/g, "").length;
  const least = decimals.replace(/[^0]/g, "").length;
  const [integer = "", fraction = ""] = Math.abs(value / 1000 ** scale)
    .toFixed(Math.min(20, most))
    .split(".");
  const leastWhole = whole.replace(/[^0]/g, "").length;
  const bare = integer.replace(/^0+/, "").padStart(leastWhole, "0");
  const shown = /[0#?],[0#?]/.test(whole) ? grouped(bare) : bare;
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, "");
  return kept === "" ? shown : `${shown}.${kept}`;
}

function scientific(value: number, pattern: string, exponent: string): string {
  const decimals = (pattern.split(".")[1] ?? "").length;
  const [mantissa = "", power = "0"] = Math.abs(value).toExponential(decimals).split("e");
  const size = String(Math.abs(Number(power))).padStart(exponent.length - 2, "0");
  return `${mantissa}E${Number(power) < 0 ? "-" : exponent[1] === "+" ? "+" : ""}${size}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const SERIAL_OF_1970 = 25_569;
const SECONDS_PER_DAY = 86_400;

/** A serial number as day and time. */
function dated(value: number, parts: readonly Token[]): string {
  const seconds = Math.round((value - SERIAL_OF_1970) * SECONDS_PER_DAY);
  const day = new Date(seconds * 1000);
  if (Number.isNaN(day.getTime())) return general(value);
  const isHalf = parts.some(({ text }) => /^A/i.test(text));
  const shown = parts.map(({ kind, text }, index) => {
    if (kind !== "date") return text;
    const before = parts.slice(0, index).findLast((part) => part.kind === "date")?.text ?? "";
    const after = parts.slice(index + 1).find((part) => part.kind === "date")?.text ?? "";
    const isMinutes = /^\[?m/i.test(text) && (/^\[?h/i.test(before) || /^s/i.test(after));
    return datePart(day, value, text.toLowerCase(), isMinutes, isHalf);
  });
  return shown.join("").trim();
}

function datePart(day: Date, value: number, code: string, isMinutes: boolean, isHalf: boolean): string {
  const two = (part: number) => (code.length > 1 ? String(part).padStart(2, "0") : String(part));
  if (code.startsWith("y"))
    return code.length > 2 ? String(day.getUTCFullYear()) : String(day.getUTCFullYear()).slice(-2);
  if (isMinutes) return two(day.getUTCMinutes());
  if (code.startsWith("["))
    return String(Math.floor(value * ({ h: 24, m: 1440, s: SECONDS_PER_DAY }[code[1] ?? "h"] ?? 24)));
  if (code.startsWith("m")) {
    const name = MONTHS[day.getUTCMonth()] ?? "";
    return code.length === 3
      ? name.slice(0, 3)
      : code.length === 4
        ? name
        : code.length > 4
          ? name.slice(0, 1)
          : two(day.getUTCMonth() + 1);
  }
  if (code.startsWith("d")) {
    const name = DAYS[day.getUTCDay()] ?? "";
    return code.length === 3 ? name.slice(0, 3) : code.length > 3 ? name : two(day.getUTCDate());
  }
  if (code.startsWith("h")) return two(isHalf ? day.getUTCHours() % 12 || 12 : day.getUTCHours());
  if (code.startsWith("s")) return String(day.getUTCSeconds()).padStart(code.startsWith("ss") ? 2 : 1, "0");
  const isMorning = day.getUTCHours() < 12;
  return code === "a/p" ? (isMorning ? "A" : "P") : isMorning ? "AM" : "PM";
}
