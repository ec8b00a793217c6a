import type { ChartDraft, ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type ListRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, SERIES_COLORS, SUBTITLE, TAB, TITLE, UNIT } from "../looks";
import { type Calc, EXPECTED } from "./calc";
import type { Givens } from "./givens";

/** Two points for each step: where a replica begins and where it is full. */
const STEPS = 24;
const POINTS = 2 * STEPS;
const HEAD = 10;
const [POINT, VOLUME, API, EXPECTED_USD, LOW_USD, HIGH_USD] = [0, 1, 2, 3, 4, 5];

export interface Curve {
  /** Both costs over the volume. */
  readonly crossover: Omit<ChartDraft, "place">;
  /** Hosting at both ends of the band of throughput beside the API. */
  readonly band: Omit<ChartDraft, "place">;
}

/** Cost of both over the volume, a point at each end of each step, so that a step is drawn as a step. */
export function curve(model: ModelDraft, given: Givens, work: Calc): Curve {
  const sheet = model.sheet("Curve", {
    columnWidths: [220, 150, 130, 150, 150, 150],
    frozenRows: HEAD + 1,
    tabColor: TAB.calc,
  });
  sheet.put(0, 0, "Cost over volume", TITLE);
  sheet.put(1, 0, "Two points for each replica: where it begins and where it is full.", SUBTITLE);
  const scale = scaleOf(sheet, work);
  const marker = markerOf(sheet, work);
  const columns = pointsOf(sheet, given, work, scale);
  const title = "Cost by volume, USD per month";
  const shared = { kind: "scatter", title, legend: "bottom", ...AXES } as const;
  const line = (name: string, values: ListRef, color: string) => ({
    name,
    values,
    categories: columns.volume,
    color,
  });
  const api = line("API", columns.api, SERIES_COLORS[0]);
  const volume = {
    name: "Your volume",
    values: marker.usd,
    categories: marker.volume,
    color: SERIES_COLORS[5],
  };
  return {
    crossover: {
      ...shared,
      summary: "The API's cost as a line and the cost of hosting as steps over the monthly volume.",
      series: [api, line("Hosting", columns.expected, SERIES_COLORS[1]), volume],
    },
    band: {
      ...shared,
      title: "Hosting within the band of throughput, USD per month",
      series: [
        api,
        line("Hosting, low throughput", columns.low, SERIES_COLORS[3]),
        line("Hosting, expected", columns.expected, SERIES_COLORS[1]),
        line("Hosting, high throughput", columns.high, SERIES_COLORS[2]),
      ],
    },
  };
}

const AXES = {
  horizontal: { title: "Million tokens a month, input and output", numberFormat: "#,##0", min: 0 },
  vertical: { numberFormat: "#,##0", min: 0 },
} as const;

function scaleOf(sheet: SheetDraft, { market, cases }: Calc) {
  const line = (row: number, label: string, value: Formula, unit: string): CellRef => {
    sheet.put(row, 0, label);
    sheet.put(row, 2, unit, UNIT);
    return sheet.put(row, 1, value, { numberFormat: FORMAT.count, align: "right" });
  };
  const range = line(
    3,
    "Drawn up to",
    f`=2*MAX(${market.volume},${cases.stays.cell(0, EXPECTED)},${cases.capacity.cell(0, EXPECTED)}/2)`,
    "Mtok per month",
  );
  const capacity = cases.capacity.cell(0, EXPECTED);
  const units = line(4, "Replicas there", f`=MAX(1,ROUNDUP(ROUND(${range}/${capacity},9),0))`, "replicas");
  const block = line(5, "Replicas between two points", f`=MAX(1,ROUNDUP(${units}/${STEPS},0))`, "replicas");
  return { range, capacity, units, block };
}

function markerOf(sheet: SheetDraft, { market, cases }: Calc) {
  sheet.put(7, 0, "Your volume, from 0 to the dearer cost");
  sheet.put(8, 0, "USD per month");
  const place = (row: number, make: (item: number) => Formula) =>
    sheet.across(row, 1, 2, make, { numberFormat: FORMAT.count, align: "right" });
  const volume = place(7, () => f`=${market.volume}`);
  const usd = sheet.area(8, 1, 1, 2);
  place(8, (item) =>
    item === 0 ? f`=0*${market.volume}` : f`=MAX(${cases.ownUsd.cell(0, EXPECTED)},${cases.apiUsd.cell(0, EXPECTED)})`,
  );
  return { volume, usd };
}

function pointsOf(sheet: SheetDraft, given: Givens, { market, cases }: Calc, scale: ReturnType<typeof scaleOf>) {
  const { spare, staff, other } = given;
  const titles = ["Point", "Volume", "API", "Hosting, expected", "Hosting, low", "Hosting, high"];
  titles.forEach((title, col) => {
    sheet.put(HEAD, col, title, col === POINT ? HEADING : HEADING_RIGHT);
  });
  const look = { numberFormat: FORMAT.count, align: "right" } as const;
  const first = HEAD + 1;
  const down = (col: number, make: (item: number) => Formula) => sheet.down(first, col, POINTS, make, look);
  const above = sheet.area(HEAD, POINT, POINTS, 1);
  const points = down(POINT, (item) => f`=N(${above.cell(item, 0, "down")})+1`);
  const [step, isEnd] = [
    (item: number) => f`INT((${points.at(item)}-1)/2)`,
    (item: number) => f`MOD(${points.at(item)}-1,2)`,
  ];
  const volume = down(
    VOLUME,
    (item) => f`=MIN(${scale.range},(${step(item)}+${isEnd(item)})*${scale.block}*${scale.capacity})`,
  );
  const api = down(API, (item) => f`=${market.price}*${volume.at(item)}`);
  const cost = (units: Formula, at: number) =>
    f`=(${units}+${spare})*${cases.replicaUsd.cell(0, at)}+${staff}+${other}`;
  const stepUnits = (item: number) =>
    f`MIN(${scale.units},${step(item)}*${scale.block}+1+${isEnd(item)}*(${scale.block}-1))`;
  const rounded = (item: number, at: number) =>
    f`MAX(1,ROUNDUP(ROUND(${volume.at(item)}/${cases.capacity.cell(0, at)},9),0))`;
  const expected = down(EXPECTED_USD, (item) => cost(stepUnits(item), EXPECTED));
  const low = down(LOW_USD, (item) => cost(rounded(item, 0), 0));
  const high = down(HIGH_USD, (item) => cost(rounded(item, 2), 2));
  return { volume, api, expected, low, high };
}
