// Tables as one text that compresses well: column by column, repeated texts once. The reader is src/data/unpack.ts.
// The choice of form depends on the values alone, never on a compressor, so every machine writes the same bytes.

/** Printable characters for positions in a dictionary; none needs an escape in JavaScript text. */
const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((char) => !"\"\\'`$".includes(char))
  .join("");

/** A number in its shortest text: ".25" for "0.25". */
function shortNumber(text) {
  return text.replace(/^(-?)0\./, "$1.");
}

function distinct(values) {
  return [...new Set(values)];
}

function indexText(values, dictionary) {
  const at = new Map(dictionary.map((value, i) => [value, i]));
  const wide = dictionary.length > DIGITS.length;
  return values
    .map((value) => {
      const i = at.get(value);
      return wide ? DIGITS[Math.floor(i / DIGITS.length)] + DIGITS[i % DIGITS.length] : DIGITS[i];
    })
    .join("");
}

/** Whole numbers that never fall, as steps. */
function steps(values) {
  const numbers = values.map(Number);
  const whole = numbers.every((value, i) => values[i] !== "" && Number.isSafeInteger(value));
  const rising = numbers.every((value, i) => i === 0 || value >= numbers[i - 1]);
  return whole && rising && numbers.length > 0 ? numbers.map((value, i) => value - (numbers[i - 1] ?? 0)) : undefined;
}

/** An earlier column whose values decide this one's, with few enough values to be worth it. */
function decidingColumn(values, earlier) {
  return earlier.findIndex(({ dictionary, values: other }) => {
    if (dictionary === undefined || dictionary.length * 2 > values.length) return false;
    const decided = new Map();
    return other.every((value, row) => {
      if (!decided.has(value)) decided.set(value, values[row]);
      return decided.get(value) === values[row];
    });
  });
}

/** @returns {{ form: string, lines: string[], dictionary?: string[] }} */
function encodeColumn(values, earlier, kind) {
  const unique = distinct(values);
  if (unique.length <= 1) return { form: "=", lines: [unique[0] ?? ""] };
  const rising = kind === "number" ? steps(values) : undefined;
  if (rising !== undefined) return { form: "+", lines: [rising.join("\t")] };
  const decider = decidingColumn(values, earlier);
  if (decider >= 0) {
    const { dictionary, values: other } = earlier[decider];
    const decided = new Map(other.map((value, row) => [value, values[row]]));
    return { form: `@${decider}`, lines: [dictionary.map((value) => decided.get(value)).join("\t")] };
  }
  if (unique.length * 3 <= values.length * 2 && unique.length <= DIGITS.length ** 2) {
    const ordered = kind === "text" ? unique : unique.toSorted();
    return { form: "d", lines: [ordered.join("\t"), indexText(values, ordered)], dictionary: ordered };
  }
  return { form: "r", lines: [values.join("\t")] };
}

function encodeTable(table, rows, asOf) {
  const lines = [];
  const earlier = [];
  const columns = table.columns.map((column) => {
    const { id, kind, unit, description, list, provenance, template } = column;
    const shared = { id, kind, unit, description, list, provenance };
    if (template !== undefined) {
      earlier.push({});
      return { ...shared, form: "t", template };
    }
    const texts = rows.map((row) => row[id]);
    const values = kind === "number" ? texts.map(shortNumber) : texts;
    const encoded = encodeColumn(values, earlier, kind);
    earlier.push({ values, dictionary: encoded.dictionary });
    const start = lines.length;
    lines.push(...encoded.lines);
    return { ...shared, form: encoded.form, line: start };
  });
  const { name, title, description, key } = table;
  return { meta: { name, title, description, key, asOf, rows: rows.length, columns }, lines };
}

/**
 * @param {{ table: object, rows: Record<string, string>[], asOf: string }[]} tables
 */
export function encodeTables(tables) {
  const encoded = tables.map(({ table, rows, asOf }) => encodeTable(table, rows, asOf));
  let line = 1;
  const metas = encoded.map(({ meta, lines }) => {
    const start = line;
    line += lines.length;
    return { ...meta, line: start };
  });
  return [JSON.stringify(metas), ...encoded.flatMap(({ lines }) => lines)].join("\n");
}
