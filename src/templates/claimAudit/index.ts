import { claims } from "../../data";
import type { Claim } from "../../data/types";
import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { FigureList } from "../blocks/figureList";
import { type ValueColumn, valueTable } from "../blocks/valueTable";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, LEVEL, TAB, TITLE } from "../looks";
import type { Template } from "../template";
import { type AuditTable, auditSheet, DEPENDS, FAILS, FOLLOWS, type Givens, givens } from "./audit";
import { AUDITS } from "./audits";

const PROMISE = "Which published claims follow from their own inputs, and by how much the others are off";

const COLUMNS: readonly ValueColumn<Claim>[] = [
  { id: "id", width: 170, format: FORMAT.text, value: (row) => row.id },
  { id: "topic", width: 95, format: FORMAT.text, value: (row) => row.topic },
  { id: "claim", width: 480, format: FORMAT.text, value: (row) => row.claim },
  { id: "computed", width: 95, format: FORMAT.general, value: (row) => row.computed },
  { id: "computed_high", width: 110, format: FORMAT.general, value: (row) => row.computedHigh },
  { id: "unit", width: 95, format: FORMAT.text, value: (row) => row.unit },
  { id: "verdict", width: 110, format: FORMAT.text, value: (row) => row.verdict },
  { id: "why", width: 480, format: FORMAT.text, value: (row) => row.why },
  { id: "as_of", width: 95, format: FORMAT.text, value: (row) => row.provenance.asOf },
  { id: "evidence", width: 80, format: FORMAT.text, value: (row) => row.provenance.evidence },
  { id: "source", width: 160, format: FORMAT.text, value: (row) => row.provenance.source },
];

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const audit = auditSheet(model, given, claims());
  valueTable(
    model,
    {
      sheet: "Claims",
      table: "AuditClaims",
      title: "Claims",
      subtitle: "All claims of INFER's table as values, in our own words, with the verdict by the inputs as published.",
    },
    COLUMNS,
    claims(),
  );
  const out = outputs(model, audit);
  const master = checks(model, audit, out);
  fillBoard(board, given, audit, out, master);
  cover(model, given, master);
}

function outputs(model: ModelDraft, { names, verdict, factor }: AuditTable) {
  const sheet = model.sheet("Outputs", { columnWidths: [290, 190, 170], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const list = FigureList.titled(sheet, 2);
  const count = (name: string, word: string) =>
    list.line(name, f`=COUNTIF(${verdict},"${word}")`, "claims", FORMAT.count);
  const all = list.line("claims_audited", f`=COUNTA(${names})`, "claims", FORMAT.count);
  const follow = count("claims_that_follow", FOLLOWS);
  const depend = count("claims_that_depend", DEPENDS);
  const fail = count("claims_that_do_not_follow", FAILS);
  const above = f`MAX(${factor})`;
  const name = f`INDEX(${names},MATCH(${above},${factor},0))`;
  list.line("farthest_claim", f`=IF(${above}>1,${name},"")`, "name", FORMAT.general);
  const farthest = list.line("farthest_factor", f`=${above}`, "stated against computed", FORMAT.count2);
  const story = list.area();
  const share = list.line("share_that_follows", f`=${follow}/${all}`, "of the claims", FORMAT.share);
  const unknown = list.line(
    "Claims that cannot be computed",
    f`=${all}-${follow}-${depend}-${fail}`,
    "claims",
    FORMAT.count,
  );
  return { story, all, follow, depend, fail, share, farthest, unknown };
}

type Outputs = ReturnType<typeof outputs>;

function checks(model: ModelDraft, { verdict }: AuditTable, out: Outputs): Formula {
  const list = new CheckSheet(model);
  const golden = (name: string, value: Formula, expected: number, format: string, why: string) =>
    list.equal(`Golden answer: ${name}`, { value, expected, tolerance: expected === 333.7 ? 0.05 : 1e-6, format, why });
  golden(
    "a support chat",
    f`=INFER.MONTHLYCOST("gpt-4o",10000,1500,500,,,,30,,,DATE(2026,11,18))`,
    2625,
    FORMAT.count,
    "A quarter of 2,000 tokens is output; 1,500 USD is the floor, where nothing is written",
  );
  golden(
    "break-even",
    f`=INFER.BREAKEVEN(1460,4.375)`,
    333.7,
    FORMAT.count1,
    "1,460 USD a month against 4.375 USD/Mtok",
  );
  golden("levers", f`=INFER.STACKSAVINGS({0.6,0.2,0.3})`, 0.776, FORMAT.share1, "Savings multiply on what remains");
  golden(
    "spending",
    f`=INFER.JEVONS(-80%,INFER.ELASTICITY(1,0.2,1,4))`,
    0.8,
    FORMAT.count2,
    "Prices −80%, use +300%: × 0.80",
  );
  golden("a loss", f`=INFER.MARGIN(0.001,0.008)`, -7, FORMAT.share, "On revenue, where the market prints it on cost");
  golden(
    "a launch price",
    f`=INFER.PRICE("gpt-4o","input",,DATE(2024,5,13))`,
    5,
    FORMAT.count2,
    "5/15 USD at launch, 2.50/10 later",
  );
  list.equal("Each claim has one verdict", {
    value: f`=${out.follow}+${out.depend}+${out.fail}+${out.unknown}`,
    expected: f`=ROWS(${verdict})`,
    tolerance: 0,
    format: FORMAT.count,
    why: "Follows, depends, does not follow, or cannot be computed",
  });
  list.holds("Every claim can be computed", f`=${out.unknown}=0`, "Else see the message in its row of the sheet Audit");
  return list.master();
}

function fillBoard(board: BoardSheet, given: Givens, audit: AuditTable, out: Outputs, master: Formula): void {
  board.write({
    title: "Claim audit",
    subtitle: "Published claims, computed anew from their own inputs",
    headline: narrated(out.story),
    figures: [
      { label: "Claims that do not follow", value: f`=${out.fail}`, format: FORMAT.count, unit: "claims" },
      { label: "Claims that follow", value: f`=${out.share}`, format: FORMAT.share, unit: "of the claims" },
      { label: "Farthest off, by a factor of", value: f`=${out.farthest}`, format: FORMAT.count1, unit: "times" },
    ],
    chart: {
      kind: "bar",
      title: "Computed over stated, times, nearest ends; 1 is inside what is stated",
      summary:
        "Bars: how many times the nearest figure stated follows from the inputs of each claim; 1 means inside the range stated.",
      series: [{ name: "Computed / stated", values: audit.nearest, categories: audit.names, color: LEVEL }],
      vertical: { numberFormat: "0.0" },
    },
    basis: [
      f`="A claim follows if what is computed lies inside what is stated, within "&TEXT(${given.tolerance},"0%")&" for rounding; it depends if only a part does."`,
      "A verdict is on the arithmetic, not on anybody's business: change the inputs and see when a claim would follow.",
    ],
    sources: [
      f`="Claims in the market as INFER's table of "&INFER.VERSION("data_as_of")&" keeps them, in our own words; prices by INFER's table."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, { list }: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Claim audit",
      promise: PROMISE,
      purpose:
        "Figures on the cost of AI are repeated until they are believed. Each is computed here from the inputs that are printed beside it: some follow, some hold only for other inputs, some cannot be.",
      steps: [
        "Read the sheet Board, then the sheet Audit: stated, computed, verdict, why.",
        "On the sheet Inputs, change what a claim rests on or what it states: its verdict follows.",
        "The sheet Claims has all claims of INFER's table, also those that are not computed here.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, computed over stated, what it rests on"],
        ["Inputs", "What each claim states and rests on"],
        ["Audit", "One row a claim: stated, computed, verdict, why, source"],
        ["Outputs", "Figures by name"],
        ["Checks", "What must agree, and golden answers"],
        ["Claims", `All ${claims().length} claims as values`],
      ],
      limits: [
        `The ${AUDITS.length} claims computed here are those that a formula settles; the others of the table rest on a judgement or on other figures.`,
      ],
    },
    { master, changed: list.changed() },
  );
}

export const CLAIM_AUDIT: Template = {
  id: "claim-audit",
  name: "Claim audit",
  promise: PROMISE,
  shortName: "Claims",
  functions: [
    "MONTHLYCOST",
    "BREAKEVEN",
    "BLENDEDPRICE",
    "STACKSAVINGS",
    "ELASTICITY",
    "JEVONS",
    "MARGIN",
    "PRICE",
    "DECLINE",
    "PILOTTOPROD",
    "NARRATIVE",
  ],
  draw,
};
