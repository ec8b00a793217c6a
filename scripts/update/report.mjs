// What an update found, as sentences for the person who decides.

const SHOWN = 40;

const figures = (different) => different.map(({ id, ours, theirs }) => `${id} ${ours} → ${theirs}`).join(", ");

function* firstOf(lines) {
  yield* lines.slice(0, SHOWN);
  if (lines.length > SHOWN) yield `  … and ${lines.length - SHOWN} more.`;
}

const nameOf = (table, row) => table.key.map((id) => row[id]).join("|");

function priceOf(row) {
  if (row.input_usd_per_mtok === undefined) return "";
  return `: ${row.input_usd_per_mtok || "–"} / ${row.output_usd_per_mtok || "–"} USD/Mtok`;
}

/**
 * @param {{name: string, key: readonly string[]}} table
 * @param {ReturnType<typeof import("./compare.mjs").comparePrices>} outcome
 * @returns {string[]} lines
 */
export function reportLines(table, { proposals, disagreements, same, past }) {
  const isPrices = table.name === "prices";
  const label = (row) => (isPrices ? `${row.provider}/${row.model_id} from ${row.valid_from}` : nameOf(table, row));
  const added = proposals.filter(({ change }) => change === "new");
  const changed = proposals.filter(({ change }) => change === "changed");
  return [
    `${table.name}: ${same} as in our table, ${added.length} new, ${changed.length} changed, ${disagreements.length} disagreements${past > 0 ? `, ${past} past prices left alone` : ""}.`,
    ...(changed.length > 0 ? ["Changed (proposed: the old row ends, a new one begins):"] : []),
    ...firstOf(changed.map(({ row, closes }) => `  ${label(row)}${priceOf(row)}; ends ${closes}`)),
    ...(added.length > 0 ? ["New (proposed):"] : []),
    ...firstOf(added.map(({ row }) => `  ${label(row)}${priceOf(row)}`)),
    ...(disagreements.length > 0 ? ["Disagreements (ours → theirs; not proposed, decide by hand):"] : []),
    ...disagreements.map(({ read, different, why }) => `  ${label(read)}: ${figures(different)} (${why})`),
  ];
}

/**
 * What a bare name would mean after the proposals, where that changes: a new seller of its own model becomes its maker.
 * @param {readonly Record<string, string>[]} before rows of prices @param {readonly Record<string, string>[]} after
 * @returns {string[]} lines
 */
export function identityLines(before, after) {
  const keyOf = (row) => [row.provider, row.model_id, row.price_variant, row.valid_from].join("|");
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const changed = new Set();
  for (const row of after) {
    const old = known.get(keyOf(row));
    if (old === undefined) continue;
    if (old.base_model !== row.base_model)
      changed.add(`  ${row.provider}/${row.model_id} is ${row.base_model}, not ${old.base_model}`);
    else if (old.maker !== row.maker) {
      changed.add(
        `  ${row.base_model}: maker "${row.maker}", not "${old.maker}", so that the bare name asks that seller`,
      );
    }
  }
  const lines = [...changed].sort();
  return lines.length === 0 ? [] : ["With the proposals, names mean something else:", ...lines];
}
