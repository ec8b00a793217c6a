import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f } from "../draft/reference";
import { FORMAT, PARAGRAPH, STRONG, TAB, TITLE } from "../looks";
import { type Calc, EXPECTED } from "./calc";
import type { Curve } from "./curve";
import type { Givens } from "./givens";

const CHART_ROWS = 18;

export type Outputs = ReturnType<typeof outputs>;

export function outputs(model: ModelDraft, given: Givens, { market, cases }: Calc, curve: Curve) {
  const sheet = model.sheet("Outputs", { columnWidths: [330, 150, 210], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const figures = FigureList.titled(sheet, 2);
  const at = (series: { cell: (row: number, col: number) => CellRef }, item = EXPECTED) => f`=${series.cell(0, item)}`;
  const [usd, mtok] = ["USD per month", "Mtok per month"];
  const volume = figures.line("volume_mtok_per_month", f`=${market.volume}`, `${mtok}, in and out`, FORMAT.count);
  const api = figures.line("api_usd_per_month", at(cases.apiUsd), usd, FORMAT.usd);
  const hosting = figures.line("hosting_usd_per_month", at(cases.ownUsd), usd, FORMAT.usd);
  const breakEven = figures.line("break_even_mtok_per_month", at(cases.stays), mtok, FORMAT.count);
  const [low, high] = [
    figures.line("break_even_at_low_throughput", at(cases.stays, 0), mtok, FORMAT.count),
    figures.line("break_even_at_high_throughput", at(cases.stays, 2), mtok, FORMAT.count),
  ];
  const story = figures.area();
  const first = figures.line("First cheaper at", at(cases.first), mtok, FORMAT.count);
  const perMtok = figures.line("Hosting per token", at(cases.ownPerMtok), "USD/Mtok, in and out", FORMAT.price);
  const gpus = figures.line("GPUs, spare ones included", at(cases.gpuCount), "GPUs", FORMAT.count);
  const utilization = figures.line("Utilization of all GPUs", at(cases.utilization), "share", FORMAT.share1);
  const dearer = figures.line("Hosting above the API", at(cases.dearer), usd, FORMAT.usd);
  const titles = ["Break-even, one assumption after the other", "Value", "Unit"] as const;
  const steps = FigureList.titled(sheet, sheet.row + 1, titles);
  const [unit, price] = [cases.replicaUsd.cell(0, EXPECTED), market.price];
  const shared = f`${given.staff}+${given.other}`;
  const alone = steps.line("One replica serves any volume", f`=INFER.BREAKEVEN(${unit},${price})`, mtok, FORMAT.count1);
  steps.line("… with the spare replicas", f`=INFER.BREAKEVEN(${unit},${price},,,${given.spare})`, mtok, FORMAT.count1);
  const withStaff = steps.line(
    "… and staff and other costs",
    f`=INFER.BREAKEVEN(${unit}*(1+${given.spare})+${shared},${price})`,
    mtok,
    FORMAT.count1,
  );
  steps.line("… and each replica serves only what it can", f`=${breakEven}`, mtok, FORMAT.count1);
  sheet.row++;
  sheet.put(sheet.row++, 0, "Verdict", STRONG);
  const verdict = sheet.put(
    sheet.row++,
    0,
    f`=IF(ISTEXT(${breakEven}),"The API is cheaper at every volume: a full replica costs more than its tokens do at the API.",IF(${volume}>=${breakEven},"Hosting is cheaper at your volume, and from "&TEXT(${breakEven},"#,##0")&" Mtok a month on.",IF(${dearer}<0,"Hosting is cheaper at your volume, but not at every larger one: it stays cheaper from "&TEXT(${breakEven},"#,##0")&" Mtok a month.","The API is cheaper up to "&TEXT(${first},"#,##0")&" Mtok a month; hosting stays cheaper from "&TEXT(${breakEven},"#,##0")&".")))`,
    { ...PARAGRAPH, wrap: false },
  );
  const word = (item: number) => cases.cheaper.cell(0, item);
  const band = sheet.put(
    sheet.row++,
    0,
    f`="Cheaper at your volume: "&${word(0)}&" with throughput at the low end of its band, "&${word(EXPECTED)}&" as expected, "&${word(2)}&" at the high end."`,
    { ...PARAGRAPH, wrap: false },
  );
  model.chart({ ...curve.band, place: sheet.area(sheet.row + 1, 0, CHART_ROWS, 3) });
  return {
    story,
    volume,
    api,
    hosting,
    breakEven,
    low,
    high,
    first,
    perMtok,
    gpus,
    utilization,
    dearer,
    alone,
    withStaff,
    verdict,
    band,
  };
}
