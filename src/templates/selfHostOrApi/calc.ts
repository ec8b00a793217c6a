import { spilledFigure } from "../blocks/spilled";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, SUBTITLE, TAB, TITLE, UNIT } from "../looks";
import type { Givens } from "./givens";
import type { Rates } from "./rates";

/** Throughput at the ends of its band and as expected: the names of THROUGHPUT's columns. */
const CASES = ["low", "output_tok_per_s", "high"] as const;
const CASE_NAMES = ["Low", "Expected", "High"];
export const EXPECTED = 1;
const [LABEL, FIRST, UNIT_COLUMN] = [0, 1, 4];
const THROUGHPUT_FIGURES = 17;
/** Parts that a model is usually split into. */
const COUNTS = [1, 2, 4, 8];

export type Calc = ReturnType<typeof calc>;

export function calc(model: ModelDraft, given: Givens, rates: Rates) {
  const sheet = model.sheet("Calc", {
    columnWidths: [300, 140, 140, 140, 190],
    frozenRows: 1,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.row = 2;
  const market = priced(sheet, given, rates);
  const replica = served(sheet, given, market);
  const cases = byThroughput(sheet, given, market, replica);
  return { sheet, market, replica, cases };
}

function heading(sheet: SheetDraft, title: string, columns: readonly string[]): void {
  const { row } = sheet;
  sheet.put(row, LABEL, title, HEADING);
  sheet.putRow(row, FIRST, [...columns, null, null, null].slice(0, UNIT_COLUMN - FIRST), HEADING_RIGHT);
  sheet.put(row, UNIT_COLUMN, "Unit", HEADING_INSET);
  sheet.row++;
}

function line(sheet: SheetDraft, label: string, value: Formula, unit: string, numberFormat: string): CellRef {
  const row = sheet.row++;
  sheet.put(row, LABEL, label);
  sheet.put(row, UNIT_COLUMN, unit, UNIT);
  return sheet.put(row, FIRST, value, { numberFormat, align: "right" });
}

function priced(sheet: SheetDraft, given: Givens, { prices, rents }: Rates) {
  heading(sheet, "Prices and volume", ["Value"]);
  const { api, gpu, term, requests, inputTokens, outputTokens, ownPrice, ownRent } = given;
  const outputShare = line(
    sheet,
    "Output tokens, share of all",
    f`=${outputTokens}/(${inputTokens}+${outputTokens})`,
    "share",
    FORMAT.share1,
  );
  const volume = line(
    sheet,
    "Volume",
    f`=INFER.VOLUME(1,${requests},${inputTokens},${outputTokens},,,"mtok_per_month")`,
    "Mtok per month, in and out",
    FORMAT.count1,
  );
  const [seller, sold] = [prices.column("provider"), prices.column("model")];
  const fromSheet = line(
    sheet,
    "Rows of the sheet Prices that name the API",
    f`=SUMPRODUCT(--((${seller}&"/"&${sold}=${api})+(${sold}=${api})>0))`,
    "rows",
    FORMAT.count,
  );
  const price = line(
    sheet,
    "Price of the API",
    f`=IF(N(${ownPrice})>0,${ownPrice},IF(${fromSheet}>0,INFER.BLENDEDPRICE(${api},${outputShare},,,,${prices}),INFER.BLENDEDPRICE(${api},${outputShare})))`,
    "USD/Mtok, in and out",
    FORMAT.price,
  );
  const livePrice = line(
    sheet,
    "The same in INFER's table today",
    f`=IFERROR(INFER.BLENDEDPRICE(${api},${outputShare}),"not in the table")`,
    "USD/Mtok, in and out",
    FORMAT.price,
  );
  const rentRows = line(
    sheet,
    "Rows of the sheet Prices that name the GPU",
    f`=SUMPRODUCT((${rents.column("gpu")}=${gpu})*(${rents.column("term")}=${term}))`,
    "rows",
    FORMAT.count,
  );
  const gpuHour = line(
    sheet,
    "A GPU-hour",
    f`=IF(N(${ownRent})>0,${ownRent},IF(${rentRows}>0,INFER.RENT(${gpu},${term},,,${rents}),INFER.RENT(${gpu},${term})))`,
    "USD per GPU-hour",
    FORMAT.count2,
  );
  const liveRent = line(
    sheet,
    "The same in INFER's table today",
    f`=IFERROR(INFER.RENT(${gpu},${term}),"no median in the table")`,
    "USD per GPU-hour",
    FORMAT.count2,
  );
  return { outputShare, volume, price, livePrice, gpuHour, liveRent, fromSheet, rentRows };
}

type Market = ReturnType<typeof priced>;

/** GPUs of one replica, where nobody says: the count that needs the fewest for the volume, the smaller of equal ones. */
function smallestFleet(sheet: SheetDraft, given: Givens, { outputShare, volume }: Market): CellRef {
  sheet.row++;
  heading(sheet, "GPUs that the volume needs, by GPUs of one replica", ["Per replica", "In all"]);
  const { name, gpu, bits, inputTokens, outputTokens, tpotMs, targetLoad, peak, hours, spare } = given;
  const first = sheet.row;
  sheet.down(first, LABEL, COUNTS.length, () => "One replica of");
  const counts = sheet.down(first, FIRST, COUNTS.length, (item) => COUNTS[item] ?? 1, { align: "right" });
  const rates = sheet.down(
    first,
    FIRST + 2,
    COUNTS.length,
    (item) =>
      f`=IFERROR(INFER.THROUGHPUT(${name},${gpu},${counts.at(item)},${bits},${inputTokens},${outputTokens},,${optional(tpotMs)},,,"output_tok_per_s"),0)`,
    { numberFormat: FORMAT.count, align: "right" },
  );
  const fleets = sheet.down(
    first,
    FIRST + 1,
    COUNTS.length,
    (item) =>
      f`=IFERROR((MAX(1,ROUNDUP(${volume}/INFER.CAPACITY(${rates.at(item)},${targetLoad}/${peak},${hours},${outputShare}),0))+${spare})*${counts.at(item)},"does not fit")`,
    { numberFormat: FORMAT.count, align: "right" },
  );
  sheet.put(first - 1, FIRST + 2, "Output tokens/s", HEADING_RIGHT);
  sheet.row += COUNTS.length;
  const chosen = f`IFERROR(INDEX(${counts},MATCH(MIN(${fleets}),${fleets},0)),"")`;
  return line(
    sheet,
    "GPUs of one replica, yours or the fewest in all",
    f`=IF(N(${given.gpusPerReplica})>0,${given.gpusPerReplica},${chosen})`,
    "GPUs",
    FORMAT.count,
  );
}

const optional = (cell: CellRef) => f`IF(N(${cell})>0,${cell},"")`;

function served(sheet: SheetDraft, given: Givens, market: Market) {
  const gpus = smallestFleet(sheet, given, market);
  sheet.row++;
  heading(sheet, "Throughput of one replica", ["Value"]);
  const { row } = sheet;
  const { name, gpu, bits, inputTokens, outputTokens, tpotMs } = given;
  sheet.put(
    row,
    LABEL,
    f`=TRANSPOSE(INFER.THROUGHPUT(${name},${gpu},${gpus},${bits},${inputTokens},${outputTokens},,${optional(tpotMs)}))`,
  );
  sheet.dress(row, FIRST, THROUGHPUT_FIGURES, 1, { numberFormat: FORMAT.count2, align: "left" });
  sheet.row = row + THROUGHPUT_FIGURES + 1;
  const names = sheet.area(row, LABEL, THROUGHPUT_FIGURES, 1);
  const values = sheet.area(row, FIRST, THROUGHPUT_FIGURES, 1);
  const figure = (key: CellRef | string) => spilledFigure(names, values, key);
  return { figure };
}

function byThroughput(sheet: SheetDraft, given: Givens, market: Market, { figure }: ReturnType<typeof served>) {
  heading(sheet, "By throughput within its band", CASE_NAMES);
  const across = (label: string, make: (item: number) => Formula, unit: string, numberFormat: string): SeriesRef => {
    const row = sheet.row++;
    sheet.put(row, LABEL, label);
    sheet.put(row, UNIT_COLUMN, unit, UNIT);
    return sheet.across(row, FIRST, CASES.length, make, { numberFormat, align: "right" });
  };
  const { row } = sheet;
  sheet.put(row, LABEL, "Column of THROUGHPUT");
  const keys = sheet.across(row, FIRST, CASES.length, (item) => CASES[item] ?? "", { ...SUBTITLE, align: "right" });
  sheet.row++;
  const perReplica = across("GPUs of one replica", () => f`=${figure("gpus_used")}`, "GPUs", FORMAT.count);
  const rate = across(
    "Output of one replica",
    (item) => f`=IF(N(${given.measured})>0,${given.measured},${figure(keys.at(item))})`,
    "output tokens/s",
    FORMAT.count,
  );
  const { outputShare, volume, price, gpuHour } = market;
  const { targetLoad, peak, hours, spare, staff, other, requests, outputTokens } = given;
  const capacity = across(
    "A replica serves at the average load",
    (item) => f`=INFER.CAPACITY(${rate.at(item)},${targetLoad}/${peak},${hours},${outputShare})`,
    "Mtok per month, in and out",
    FORMAT.count,
  );
  const replicaUsd = across(
    "A replica costs",
    (item) => f`=${perReplica.at(item)}*${gpuHour}*${hours}`,
    "USD per month",
    FORMAT.usd,
  );
  const replicaSaves = across(
    "A full replica serves tokens that cost at the API",
    (item) => f`=${capacity.at(item)}*${price}`,
    "USD per month",
    FORMAT.usd,
  );
  const gpuCount = across(
    "GPUs for the volume, spare ones included",
    (item) =>
      f`=INFER.GPUCOUNT(${requests},${outputTokens},${rate.at(item)},${perReplica.at(item)},${targetLoad},${peak},${spare})`,
    "GPUs",
    FORMAT.count,
  );
  const month = (item: number, field: string) =>
    f`=INFER.SELFHOST(${gpuCount.at(item)},${gpuHour},${volume},INFER.CAPACITY(${rate.at(item)},1,${hours},${outputShare})*${gpuCount.at(item)}/${perReplica.at(item)},${staff},${other},${hours},"${field}")`;
  const ownUsd = across("Hosting costs", (item) => month(item, "usd_per_month"), "USD per month", FORMAT.usd);
  const ownPerMtok = across("Hosting costs per token", (item) => month(item, "usd_per_mtok"), "USD/Mtok", FORMAT.price);
  const utilization = across("Utilization of all GPUs", (item) => month(item, "utilization"), "share", FORMAT.share1);
  const apiUsd = across("The API costs", () => f`=${price}*${volume}`, "USD per month", FORMAT.usd);
  const dearer = across(
    "Hosting costs more than the API",
    (item) => f`=${ownUsd.at(item)}-${apiUsd.at(item)}`,
    "USD per month",
    FORMAT.usd,
  );
  const shared = across(
    "Staff and other costs, in replicas' worth",
    (item) => f`=(${staff}+${other})/${replicaUsd.at(item)}`,
    "replicas",
    FORMAT.count2,
  );
  const crossing = (item: number, field: string) =>
    f`IF(${replicaSaves.at(item)}<=${replicaUsd.at(item)},"never",INFER.BREAKEVEN(${replicaUsd.at(item)},${price},0,${capacity.at(item)},${spare}+${shared.at(item)},"${field}"))`;
  const first = across(
    "Hosting is cheaper for the first time at",
    (item) => f`=${crossing(item, "first_mtok")}`,
    "Mtok per month",
    FORMAT.count,
  );
  const stays = across(
    "Hosting stays cheaper from",
    (item) => f`=${crossing(item, "mtok_per_month")}`,
    "Mtok per month",
    FORMAT.count,
  );
  const units = across(
    "Replicas there, spare ones included",
    (item) => f`=IFERROR(${crossing(item, "units")}-${shared.at(item)},"never")`,
    "replicas",
    FORMAT.count,
  );
  const cheaper = across(
    "Cheaper at your volume",
    (item) => f`=IF(${dearer.at(item)}>0,"API",IF(${dearer.at(item)}<0,"hosting","same"))`,
    "",
    FORMAT.general,
  );
  return {
    perReplica,
    rate,
    capacity,
    replicaUsd,
    replicaSaves,
    gpuCount,
    ownUsd,
    ownPerMtok,
    utilization,
    apiUsd,
    dearer,
    first,
    stays,
    units,
    cheaper,
  };
}
