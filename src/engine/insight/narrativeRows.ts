import { isoText } from "../dates";
import { Figures, figure, figureOf, type NarratedCell, percent, plainWords, words } from "./narrativeFigures";

type Cells = readonly NarratedCell[];

/** Several rows, told by what their columns say they are; nothing where they say nothing. */
export function toldRows(columns: readonly string[], rows: readonly Cells[]): readonly string[] {
  const story = STORIES.find(({ fits }) => fits(columns));
  return (story ?? RANKING).tell(columns, rows);
}

interface Story {
  readonly fits: (columns: readonly string[]) => boolean;
  readonly tell: (columns: readonly string[], rows: readonly Cells[]) => readonly string[];
}

const TIME = ["year", "month", "period", "step"];

/** A path over time: where it starts and where it ends. */
const SERIES: Story = {
  fits: ([first = ""]) => TIME.includes(first),
  tell([time = "", ...columns], rows) {
    const value = ["cost_usd", "usd", "level"].find((name) => columns.includes(name));
    const path = value === undefined ? [] : pathOf(time, value, columns, rows);
    const all = columns.indexOf("cumulative_usd") + 1;
    const total = all > 0 ? rows.at(-1)?.[all] : undefined;
    return typeof total === "number" ? [...path, `The cumulated cost is ${figure(total)} USD.`] : path;
  },
};

function pathOf(time: string, value: string, columns: readonly string[], rows: readonly Cells[]): readonly string[] {
  const at = columns.indexOf(value) + 1;
  const unit = value.endsWith("usd") ? " USD" : "";
  const ends = [rows[0], rows.at(-1)].map((row) => ({ when: row?.[0], amount: row?.[at] }));
  const [from, to] = ends.map(({ when, amount }) =>
    typeof amount === "number" ? `${figure(amount)}${unit} in ${time} ${String(when)}` : undefined,
  );
  return from === undefined || to === undefined
    ? []
    : [`${value === "level" ? "Level" : "Cost"} goes from ${from} to ${to}.`];
}

/** Effects with a judgement of their own: the total first, then what made it, in the table's words. */
const JUDGED: Story = {
  fits: (columns) => columns.includes("judgement"),
  tell(columns, rows) {
    const lines = rows.map((row) => new Figures(columns, row));
    const key = columns[0] ?? "";
    const said = (line: Figures): string | undefined => {
      const [usd, judgement] = [line.number("usd"), line.word("judgement")];
      if (usd === undefined || judgement === undefined || judgement === "none") return undefined;
      return `${words(line.word(key) ?? "")} is ${figure(usd)} USD, ${judgement}`;
    };
    const total = lines.filter((line) => line.word(key) === "total");
    const parts = lines.filter((line) => line.word(key) !== "total");
    return [...total, ...parts].map(said).flatMap((text) => (text === undefined ? [] : [`${text}.`]));
  },
};

/** A walk from one level to another: what each step adds or takes off. */
const WALK: Story = {
  fits: (columns) => columns.some((name) => /^rise/.test(name)) && columns.some((name) => /^fall/.test(name)),
  tell(columns, rows) {
    const at = (name: RegExp) => columns.findIndex((column) => name.test(column));
    const total = at(/^total/);
    const [rise, fall] = [at(/^rise/), at(/^fall/)];
    const ends = rows.filter((row) => typeof row[total] === "number");
    const [from, to] = [ends[0], ends.at(-1)].map((row) => `${figure(Number(row?.[total]))} (${String(row?.[0])})`);
    const steps = rows.flatMap((row) => {
      const [up, down] = [row[rise], row[fall]];
      if (typeof up === "number" && up > 0) return [`${String(row[0])} adds ${figure(up)}`];
      return typeof down === "number" && down > 0 ? [`${String(row[0])} takes off ${figure(down)}`] : [];
    });
    return [`It goes from ${from} to ${to}${steps.length > 0 ? `: ${steps.join(", ")}` : ""}.`];
  },
};

/** What rows are ranked by, the most telling first. */
const COSTS = ["usd_per_success", "usd_per_month", "usd_per_mtok", "usd_per_request", "cost_usd"];
const MOST_NAMED = 7;

/** Rows beside each other by their cost, cheapest first; one that is not feasible or has no cost is named apart. */
const RANKING: Story = {
  fits: (columns) => costColumn(columns) !== undefined,
  tell(columns, rows) {
    const cost = costColumn(columns);
    if (cost === undefined) return listedRows(columns, rows);
    const at = columns.indexOf(cost);
    const isOut = (row: Cells): boolean => new Figures(columns, row).denies("feasible");
    const priced = rows.filter((row) => typeof row[at] === "number").sort((a, b) => Number(a[at]) - Number(b[at]));
    const named = (row: Cells): string => `${String(row[0])} at ${figure(Number(row[at]))}`;
    const [cheapest, ...others] = priced.filter((row) => !isOut(row)).map(named);
    const out = priced.filter(isOut).map(named);
    const unpriced = rows.filter((row) => typeof row[at] === "object").map((row) => String(row[0]));
    const first = `By ${plainWords(cost)} the lowest is ${cheapest}`;
    return [
      ...(cheapest === undefined ? [] : [`${first}${others.length > 0 ? `; then ${someOf(others)}` : ""}.`]),
      ...(out.length > 0 ? [`Not feasible: ${someOf(out)}.`] : []),
      ...(unpriced.length > 0 && priced.length > 0 ? [`Without a figure: ${someOf(unpriced)}.`] : []),
    ];
  },
};

/** The lines of a bill, the largest first; what costs nothing is not told. */
const BILL: Story = {
  fits: (columns) => ["meter", "usd", "share"].every((name) => columns.includes(name)),
  tell(columns, rows) {
    const lines = rows.map((row) => new Figures(columns, row)).filter((line) => (line.number("usd") ?? 0) > 0);
    const told = [...lines]
      .sort((a, b) => (b.number("usd") ?? 0) - (a.number("usd") ?? 0))
      .map((line) => `${plainWords(line.word("meter") ?? "")} ${figure(line.number("usd") ?? 0)} USD${ofAll(line)}`);
    return told.length === 0 ? ["Nothing is charged."] : [`The bill: ${told.join(", ")}.`];
  },
};

function ofAll(line: Figures): string {
  const share = line.number("share");
  return share === undefined ? "" : ` (${percent(share)})`;
}

/** A price over time: the first, the last, and how far it moved. */
const PRICES: Story = {
  fits: (columns) => columns.includes("from") && columns.includes("price_usd_per_mtok"),
  tell(columns, rows) {
    const lines = rows.map((row) => new Figures(columns, row));
    const [first, last] = [lines[0], lines.at(-1)].map((line) => {
      const [price, from] = [line?.number("price_usd_per_mtok"), line?.number("from")];
      if (price === undefined) return undefined;
      return `${figure(price)} USD per million tokens${from === undefined ? "" : ` from ${isoText(from)} on`}`;
    });
    if (first === undefined || last === undefined) return [];
    const change = lines.at(-1)?.number("cumulative_change");
    const moved = change === undefined ? "" : `, ${percent(change)} against the first`;
    return [`The first price is ${first}, the last ${last}${moved}.`];
  },
};

const STORIES: readonly Story[] = [SERIES, JUDGED, WALK, BILL, PRICES, RANKING];

/** The first column names the rows, even where it is called "price". */
function costColumn([, ...columns]: readonly string[]): string | undefined {
  return COSTS.find((name) => columns.includes(name)) ?? columns.find((name) => /usd|cost|price/.test(name));
}

/** Rows that nothing is known of: each by its first cell, with its figures by name. */
function listedRows(columns: readonly string[], rows: readonly Cells[]): readonly string[] {
  const lines = rows.slice(0, MOST_NAMED).flatMap((row) => {
    const figures = new Figures(columns.slice(1), row.slice(1)).numbers();
    const said = figures.map(([name, value]) => `${plainWords(name)} ${figureOf(name, value)}`);
    return said.length === 0 ? [] : [`${words(String(row[0]))}: ${said.join(", ")}.`];
  });
  return rows.length > MOST_NAMED ? [...lines, "The table has more rows."] : lines;
}

function someOf(names: readonly string[]): string {
  return names.length <= MOST_NAMED ? names.join(", ") : `${names.slice(0, MOST_NAMED).join(", ")} and others`;
}
