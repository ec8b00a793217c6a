import { levers as leverRows } from "../../data";
import type { Lever } from "../../data/types";
import { FigureList } from "../blocks/figureList";
import { inRow } from "../blocks/lines";
import { type ValueColumn, valueTable } from "../blocks/valueTable";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type ListRef, type RangeRef, type TableRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, LINK, NOTE, SUBTITLE, TAB, TITLE } from "../looks";
import { type Givens, LEVERS, priceRatio } from "./givens";

export interface Work {
  readonly today: CellRef;
  readonly big: CellRef;
  readonly routedNone: CellRef;
  /** Saving of each lever where it is used. */
  readonly savings: ListRef;
  readonly adoptions: ListRef;
  /** As ROADMAP reads them; a lever that is left out is blank. */
  readonly levers: RangeRef;
}

/** What each lever saves, from its own inputs, beside what is claimed and what independent sources say. */
export function work(model: ModelDraft, given: Givens): Work {
  const sheet = model.sheet("Calc", {
    columnWidths: [260, 130, 170, 120, 110, 110, 110, 120, 120, 210],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "Each lever's saving follows from its own inputs, never from a claim", SUBTITLE);
  const list = FigureList.titled(sheet, 3);
  const { name, small, input, output } = given;
  const big = list.line("One request today", f`=INFER.COST(${name},${input},${output})`, "USD", FORMAT.usdSmall);
  const cheap = list.line(
    "The same on the smaller model",
    f`=INFER.COST(${small},${input},${output})`,
    "USD",
    FORMAT.usdSmall,
  );
  const inputShare = list.line(
    "Input's share of the cost",
    f`=INFER.COST(${name},${input},0)/${big}`,
    "share",
    FORMAT.share1,
  );
  const month = list.line(
    "Computed bill",
    f`=INFER.MONTHLYCOST(${name},${given.requests},${input},${output})`,
    "USD per month",
    FORMAT.usd,
  );
  const today = list.line("Bill used", f`=IF(${given.today}="",${month},${given.today})`, "USD per month", FORMAT.usd);
  const mtok = list.line(
    "Volume",
    f`=${given.requests}*365/12*(${input}+${output})/1000000`,
    "Mtok per month",
    FORMAT.count,
  );
  const read = list.line(
    "Price of a cached token",
    f`=${priceRatio(name, "cache_read")}`,
    "of the input price; 1 where none is sold",
    FORMAT.factor,
  );
  const write = list.line(
    "Price of a written token",
    f`=${priceRatio(name, "cache_write")}`,
    "of the input price; 1 where none is asked",
    FORMAT.factor,
  );
  const routed = list.line(
    "One request with a router",
    f`=INFER.ROUTE(${big}:${cheap},IF(ROW(${big}:${cheap})=ROW(${cheap}),${given.toSmall},1-${given.toSmall}),${given.router})`,
    "USD",
    FORMAT.usdSmall,
  );
  const cascade = list.line(
    "One request in a cascade",
    f`=INFER.CASCADE(${cheap},${big},${given.escalated},${given.verifier})`,
    "USD",
    FORMAT.usdSmall,
  );
  const routedNone = list.line(
    "Check: a router that routes nothing",
    f`=INFER.ROUTE(${big}:${cheap},IF(ROW(${big}:${cheap})=ROW(${cheap}),0,1))`,
    "USD",
    FORMAT.usdSmall,
  );
  const teacher = list.line(
    "Teacher's blended price",
    f`=${big}/(${input}+${output})*1000000`,
    "USD/Mtok",
    FORMAT.factor,
  );
  const ratio = list.line(
    "Student over teacher, by quality",
    f`=INFER.DISTILL(${teacher},${given.student},${given.quality},,${mtok},"quality_adjusted_ratio")`,
    "ratio",
    FORMAT.factor,
  );
  const savings: readonly Formula[] = [
    f`=${given.cut}*${inputShare}`,
    f`=INFER.PROMPTCACHE(${given.hit},${read},${write},${given.cacheable})*${inputShare}`,
    f`=1-${routed}/${big}`,
    f`=1-${cascade}/${big}`,
    f`=INFER.SEMANTICCACHE(${given.semanticHit},${given.lookup})`,
    f`=1-${ratio}`,
    f`=INFER.QUANTIZE(${given.fromBits},${given.toBits},${given.regime},,"saving")`,
  ];
  return { today, big, routedNone, ...leverTable(sheet.row + 1, savings) };

  function leverTable(at: number, values: readonly Formula[]) {
    const { plan } = given;
    sheet.put(at, 0, "Lever", HEADING);
    sheet.putRow(at, 1, ["Saving where used", "Adoption", "One-time, USD", "Start, month"], HEADING_RIGHT);
    const first = at + 1;
    const count = LEVERS.length;
    sheet.down(first, 0, count, (item) => f`=${given.names.at(item)}`, LINK);
    const share = { align: "right", numberFormat: FORMAT.share1 } as const;
    const saving = sheet.down(first, 1, count, (item) => values[item] as Formula, share);
    const titles = ["Adoption", "One-time cost", "Start"];
    const columns = titles.map((title, index) =>
      sheet.down(first, 2 + index, count, (item) => f`=${plan.list(title).at(item)}`, {
        ...LINK,
        align: "right",
        numberFormat: index === 0 ? FORMAT.share : FORMAT.count,
      }),
    );
    const adoptions = columns[0] as ListRef;
    const given5 = first + count + 2;
    sheet.put(given5 - 1, 0, "As ROADMAP reads them", HEADING);
    sheet.putRow(given5 - 1, 1, ["Saving", "Adoption", "One-time, USD", "Start, month"], HEADING_RIGHT);
    const sources = [given.names, saving, ...columns];
    sources.forEach((source, col) => {
      sheet.down(given5, col, count, (item) => f`=IF(${adoptions.at(item)}>0,${source.at(item)},"")`, {
        align: col === 0 ? "left" : "right",
        numberFormat: col === 0 ? FORMAT.general : col < 3 ? FORMAT.share1 : FORMAT.count,
      });
    });
    return { savings: saving, adoptions, levers: sheet.area(given5, 0, count, 5) };
  }
}

const COLUMNS: readonly ValueColumn<Lever>[] = [
  { id: "id", width: 150, format: FORMAT.text, value: ({ id }) => id },
  { id: "lever", width: 230, format: FORMAT.text, value: ({ lever }) => lever },
  { id: "low", width: 70, format: FORMAT.general, value: ({ low }) => low },
  { id: "high", width: 70, format: FORMAT.general, value: ({ high }) => high },
  { id: "unit", width: 230, format: FORMAT.text, value: ({ unit }) => unit },
  { id: "independent_low", width: 120, format: FORMAT.general, value: ({ independentLow }) => independentLow },
  { id: "independent_high", width: 120, format: FORMAT.general, value: ({ independentHigh }) => independentHigh },
  { id: "independent_evidence", width: 420, format: FORMAT.text, value: (row) => row.independentEvidence },
  { id: "as_of", width: 90, format: FORMAT.text, value: ({ provenance }) => provenance.asOf },
  { id: "evidence", width: 90, format: FORMAT.text, value: ({ provenance }) => provenance.evidence },
  { id: "source", width: 420, format: FORMAT.text, value: ({ provenance }) => provenance.source },
];

/** What is said of the levers, as values with their sources. */
export function claimTable(model: ModelDraft): TableRef {
  const wanted = new Set<string>(LEVERS.map(({ claim }) => claim));
  return valueTable(
    model,
    {
      sheet: "Levers",
      table: "LeverClaims",
      title: "Levers",
      subtitle:
        "What is claimed in the market and what independent sources say, with their dates; no figure of the plan is taken from here",
    },
    COLUMNS,
    leverRows().filter(({ id }) => wanted.has(id)),
  );
}

/** Computed saving beside claim and evidence, as shares of the cost. */
export function evidence(model: ModelDraft, given: Givens, { savings }: Work, claims: TableRef): void {
  const sheet = model.sheet("Evidence", {
    columnWidths: [260, 120, 110, 110, 130, 130, 150, 250],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Savings beside claims", TITLE);
  sheet.put(1, 0, "Shares of what the lever acts on; a factor of x times is a saving of 1 − 1/x", SUBTITLE);
  sheet.put(3, 0, "Lever", HEADING);
  sheet.putRow(3, 1, ["Computed", "Claim, low", "Claim, high", "Independent, low", "Independent, high"], HEADING_RIGHT);
  sheet.putRow(3, 6, ["Row of Levers", "Computed against the claim"], HEADING_INSET);
  const count = LEVERS.length;
  const share = { align: "right", numberFormat: FORMAT.share } as const;
  sheet.down(4, 0, count, (item) => f`=${given.names.at(item)}`, LINK);
  const ids = sheet.down(4, 6, count, (item) => LEVERS[item]?.claim ?? "", { ...NOTE, numberFormat: FORMAT.text });
  const computed = sheet.down(4, 1, count, (item) => f`=${savings.at(item)}`, { ...LINK, ...share });
  // By place: inside IF the workbench refuses INDEX over a column named by its table.
  const column = (id: string) => claims.area.column(claims.columns.indexOf(id));
  const cell = (id: string, item: number) => inRow(column("id"), column(id), ids.at(item));
  const bounds = ["low", "high", "independent_low", "independent_high"].map((id, index) =>
    sheet.down(
      4,
      2 + index,
      count,
      (item) =>
        f`=IF(${cell(id, item)}="","–",IF(LEFT(${cell("unit", item)},1)="x",1-1/${cell(id, item)},${cell(id, item)}/100))`,
      share,
    ),
  );
  const [low, high] = bounds as [ListRef, ListRef];
  sheet.down(
    4,
    7,
    count,
    (item) =>
      f`=IF(ISNUMBER(${computed.at(item)}),IF(${computed.at(item)}<${low.at(item)},"below the claim",IF(${computed.at(item)}>${high.at(item)},"above the claim","within the claim")),"–")`,
    { indent: 1, align: "left" },
  );
  sheet.put(
    5 + count,
    0,
    "Caches and prompts act on input alone: their saving on the whole bill is smaller than what is claimed on input.",
    NOTE,
  );
}
