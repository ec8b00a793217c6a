import { verdicts } from "../../data";
import { plainName } from "../../engine/checks";
import { type VerdictRow, type VerdictRule, verdictRules } from "../../engine/economics";
import { cellOf, checkSize, type Matrix } from "./cells";
import { type OwnColumn, ownTable } from "./ownTable";
import { number, optional, type RangeReader, text } from "./readers";

const COLUMNS: readonly OwnColumn[] = [
  { id: "verdict", aliases: ["name", "label"], required: true },
  { id: "margin_from", aliases: ["from", "margin", "min_margin"], required: true },
  { id: "margin_to", aliases: ["to"] },
];

let builtIn: readonly VerdictRule[] | undefined;

/** `thresholds`: the user's own verdicts, with a header row or as bare pairs of margin and verdict; else the built-in ones. */
export const verdictsOrBuiltIn: RangeReader<readonly VerdictRule[]> = {
  scope: "range",
  read(range, name) {
    if (range === undefined) {
      builtIn ??= verdictRules(verdicts());
      return builtIn;
    }
    checkSize(name, range);
    return verdictRules(hasHeader(range) ? rowsUnderHeader(range, name) : pairs(range, name));
  },
};

const VERDICT_NAMES: ReadonlySet<string> = new Set(["verdict", "name", "label"]);

/** Bare pairs are two columns whose first row already holds a margin, or a verdict beside a blank one. */
function hasHeader(range: Matrix): boolean {
  const first = (range[0] ?? []).map(cellOf);
  return first.length !== 2 || first.some((cell) => typeof cell === "string" && VERDICT_NAMES.has(plainName(cell)));
}

function rowsUnderHeader(range: Matrix, name: string): readonly VerdictRow[] {
  const table = ownTable(range, name, COLUMNS);
  const rows: VerdictRow[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const verdict = table.text(row, "verdict");
    if (verdict === undefined) continue;
    rows.push({ verdict, marginFrom: table.number(row, "margin_from"), marginTo: table.number(row, "margin_to") });
  }
  return rows;
}

function pairs(range: Matrix, name: string): readonly VerdictRow[] {
  return range
    .map((row) => row.map(cellOf))
    .filter((row) => row.some((cell) => cell !== undefined))
    .map(([left, right]) => {
      const [margin, verdict] = typeof left === "string" && typeof right !== "string" ? [right, left] : [left, right];
      return {
        verdict: text.read(verdict, `${name} (verdict)`),
        marginFrom: optional(number).read(margin, `${name} (margin)`),
      };
    });
}
