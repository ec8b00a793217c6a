import type { Claim } from "../../data/types";
import { listColumn, textHead } from "../blocks/figureList";
import { InputSheet } from "../blocks/inputs";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, ListRef, RangeRef } from "../draft/reference";
import { FORMAT, NOTE, STRONG, SUBTITLE, TAB, TITLE } from "../looks";
import { AUDITS } from "./audits";
import type { Audit } from "./claim";

interface Given {
  readonly audit: Audit;
  readonly low: CellRef;
  readonly high: CellRef;
  readonly cells: readonly CellRef[];
  readonly area: RangeRef;
}

/** What each claim states and rests on, a section each. */
export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Claim audit");
  list.section("Judging");
  const tolerance = list.line("Tolerance for rounded figures", {
    value: 0.02,
    unit: "share of the figure stated",
    kind: "share",
    note: "Judgement: 49.5 may be told as 50",
  });
  const claims = AUDITS.map((audit): Given => {
    list.section(audit.name);
    const stated = { unit: audit.unit, kind: "number", format: audit.format } as const;
    const low = list.line("Stated, from", { ...stated, value: audit.stated[0] });
    const high = list.line("Stated, to", { ...stated, value: audit.stated[1] ?? "", note: "Blank: no upper end" });
    const cells = audit.inputs.map(({ label, ...input }) => list.line(label, input));
    const [first] = cells;
    if (first === undefined) throw new Error(`${audit.id} has no inputs.`);
    return { audit, low, high, cells, area: new RangeRef(first.sheet, first.row, first.col, cells.length, 1) };
  });
  return { list, tolerance, claims };
}

export type Givens = ReturnType<typeof givens>;

export const FOLLOWS = "follows";
export const DEPENDS = "depends";
export const FAILS = "does not follow";
const UNKNOWN = "cannot be computed";

const HEAD = 3;

/** One row a claim: what is stated, what follows from its own inputs, and the verdict. */
export function auditSheet(model: ModelDraft, given: Givens, claims: readonly Claim[]) {
  const sheet = model.sheet("Audit", {
    columnWidths: [190, 95, 95, 95, 95, 130, 120, 130, 110, 130, 420, 480, 160],
    frozenRows: HEAD + 2,
    frozenColumns: 1,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Audit", TITLE);
  sheet.put(1, 0, "Each claim is computed anew from its own inputs, which stand on the sheet Inputs.", SUBTITLE);
  const place = { row: HEAD, count: AUDITS.length };
  const { tolerance } = given;
  const at = (item: number): Given => given.claims[item] as Given;
  const column = (
    col: number,
    title: string,
    unit: string,
    make: (item: number) => Formula,
    format?: string,
    isLink = false,
  ) => listColumn(sheet, { ...place, col }, { title, unit, make, isLink, ...(format === undefined ? {} : { format }) });
  const names = sheet.down(HEAD + 2, 0, AUDITS.length, (item) => at(item).audit.name);
  textHead(sheet, HEAD, 0, "Claim", "short");
  const general = FORMAT.general;
  const low = column(1, "Stated, from", "unit of its row", (item) => f`=${at(item).low}`, general, true);
  const high = column(
    2,
    "Stated, to",
    "blank: open",
    (item) => f`=IF(${at(item).high}="","",${at(item).high})`,
    general,
    true,
  );
  const computed = (item: number) => at(item).audit.computed(at(item).cells, at(item).area);
  const one = column(3, "Computed", "one end", (item) => f`=${computed(item)[0]}`, general);
  const other = column(4, "Computed", "other end", (item) => f`=${computed(item)[1] ?? computed(item)[0]}`, general);
  AUDITS.forEach(({ format }, item) => {
    sheet.dress(HEAD + 2 + item, 1, 1, 4, { numberFormat: format });
  });
  textHead(sheet, HEAD, 5, "Unit", "of the row");
  sheet.down(HEAD + 2, 5, AUDITS.length, (item) => at(item).audit.unit, { ...NOTE });
  const [least, most] = [
    (item: number) => f`MIN(${one.at(item)},${other.at(item)})`,
    (item: number) => f`MAX(${one.at(item)},${other.at(item)})`,
  ];
  const from = (item: number) => f`(${low.at(item)}-${tolerance}*ABS(${low.at(item)}))`;
  const to = (item: number) =>
    f`IF(ISNUMBER(${high.at(item)}),${high.at(item)}+${tolerance}*ABS(${high.at(item)}),1E+300)`;
  const isKnown = (item: number) => f`COUNT(${one.at(item)},${other.at(item)})<2`;
  const verdict = column(6, "Verdict", "computed here", (item) => {
    const inside = f`IF(AND(${least(item)}>=${from(item)},${most(item)}<=${to(item)}),"${FOLLOWS}","${DEPENDS}")`;
    const outside = f`OR(${most(item)}<${from(item)},${least(item)}>${to(item)})`;
    return f`=IF(${isKnown(item)},"${UNKNOWN}",IF(${outside},"${FAILS}",${inside}))`;
  });
  sheet.dress(HEAD + 2, 6, AUDITS.length, 1, STRONG);
  const nearest = column(
    7,
    "Computed / stated",
    "nearest ends; 1: inside",
    (item) => {
      const above = f`${least(item)}>${to(item)}`;
      const below = f`${most(item)}<${from(item)}`;
      return f`=IF(${isKnown(item)},0,IF(AND(${below},${low.at(item)}<>0),${most(item)}/${low.at(item)},IF(AND(${above},N(${high.at(item)})<>0),${least(item)}/N(${high.at(item)}),1)))`;
    },
    FORMAT.count2,
  );
  const factor = column(
    8,
    "Off by a factor",
    "1: inside",
    (item) => f`=IF(${nearest.at(item)}=0,0,MAX(ABS(${nearest.at(item)}),1/ABS(${nearest.at(item)})))`,
    FORMAT.count2,
  );
  textHead(sheet, HEAD, 9, "Verdict", "INFER's table");
  textHead(sheet, HEAD, 10, "Claim", "in our words");
  textHead(sheet, HEAD, 11, "Why", "by the inputs as they were");
  textHead(sheet, HEAD, 12, "Source", "of the claim");
  const row = (item: number): Claim => {
    const found = claims.find(({ id }) => id === at(item).audit.id);
    if (found === undefined) throw new Error(`The table claims has no row ${at(item).audit.id}.`);
    return found;
  };
  const inset = { indent: 1 } as const;
  sheet.down(HEAD + 2, 9, AUDITS.length, (item) => row(item).verdict, inset);
  sheet.down(HEAD + 2, 10, AUDITS.length, (item) => row(item).claim, { ...inset, wrap: true, verticalAlign: "top" });
  sheet.down(HEAD + 2, 11, AUDITS.length, (item) => row(item).why, { ...NOTE, wrap: true, verticalAlign: "top" });
  sheet.down(
    HEAD + 2,
    12,
    AUDITS.length,
    (item) => `${row(item).provenance.source}, ${row(item).provenance.asOf}`,
    NOTE,
  );
  for (let item = 0; item < AUDITS.length; item++) sheet.setHeight(HEAD + 2 + item, 36);
  return { names: new ListRef(names.sheet, names.row, names.col, names.rows), one, other, verdict, nearest, factor };
}

export type AuditTable = ReturnType<typeof auditSheet>;
