import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type RangeRef } from "../draft/reference";
import { FORMAT } from "../looks";
import type { Template } from "../template";
import { type Calc, calc, EXPECTED } from "./calc";
import { type Curve, curve } from "./curve";
import { type Givens, givens } from "./givens";
import { grid, type Savings } from "./grid";
import { type Outputs, outputs } from "./outputs";
import { rates } from "./rates";

const PROMISE = "From which volume own GPUs are cheaper than an API";

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const work = calc(model, given, rates(model));
  const lines = curve(model, given, work);
  const savings = grid(model, given, work);
  const out = outputs(model, given, work, lines);
  const parts = { given, work, out, savings };
  const master = checks(model, parts);
  fillBoard(board, parts, lines, master);
  cover(model, given, master);
}

interface Parts {
  readonly given: Givens;
  readonly work: Calc;
  readonly out: Outputs;
  readonly savings: Savings;
}

function checks(model: ModelDraft, { given, work, out, savings }: Parts): Formula {
  const list = new CheckSheet(model);
  const { market, cases } = work;
  const golden = { tolerance: 0.05, format: FORMAT.count1 };
  list.equal("Golden answer: one GPU", {
    ...golden,
    value: f`=INFER.BREAKEVEN(2*730,0.75*2.5+0.25*10)`,
    expected: 333.7,
    why: "2 USD an hour, 730 hours, against 4.375 USD/Mtok (2.50 in, 10 out, three to one)",
  });
  list.equal("Golden answer: one GPU and a spare", {
    ...golden,
    value: f`=INFER.BREAKEVEN(2*730,4.375,,,1)`,
    expected: 667.4,
    why: "The same with N+1",
  });
  list.equal("Golden answer: two GPUs and staff", {
    ...golden,
    value: f`=INFER.BREAKEVEN(2*1460+7500,4.375)`,
    expected: 2381.7,
    why: "The same with 7,500 USD of staff a month",
  });
  const at = (series: RangeRef) => series.cell(0, EXPECTED);
  const { volume, price } = market;
  list.equal("GPUs for the volume agree with the steps", {
    value: f`=(MAX(1,ROUNDUP(ROUND(${volume}/${at(cases.capacity)},9),0))+${given.spare})*${at(cases.perReplica)}`,
    expected: f`=MAX(1+${given.spare},${at(cases.gpuCount)}/${at(cases.perReplica)})*${at(cases.perReplica)}`,
    tolerance: 0,
    why: "Sized by requests at the peak, or by Mtok of a month at the average load: the same count",
    format: FORMAT.count,
  });
  list.equal("At the break-even both cost the same", {
    value: f`=IF(ISTEXT(${out.breakEven}),0,${out.breakEven}*${price})`,
    expected: f`=IF(ISTEXT(${out.breakEven}),0,${at(cases.units)}*${at(cases.replicaUsd)}+${given.staff}+${given.other})`,
    tolerance: 0.01,
    why: "The API's price against whole replicas, staff and other costs",
  });
  list.equal("Hosting is its GPUs, staff and other costs", {
    value: f`=${at(cases.gpuCount)}*${market.gpuHour}*${given.hours}+${given.staff}+${given.other}`,
    expected: f`=${at(cases.ownUsd)}`,
    tolerance: 0.01,
    why: "SELFHOST against the sum of its parts",
  });
  list.equal("The grid agrees with the costs per token", {
    value: f`=${savings.result.cell(4, 5)}`,
    expected: f`=${savings.result.cell(4, 0)}-${market.gpuHour}*${at(cases.perReplica)}/(INFER.CAPACITY(${at(cases.rate)},${savings.utilizations.cell(0, 4)},1,${market.outputShare}))`,
    tolerance: 0.000001,
    why: "Price less rent per hour over tokens per hour, at the fifth utilization",
    format: FORMAT.price,
  });
  list.holds(
    "A wider band does not turn round",
    f`=${cases.rate.cell(0, 0)}<=${at(cases.rate)}`,
    "The low end of the throughput lies at or below what is expected",
  );
  return list.master();
}

function fillBoard(board: BoardSheet, { given, work, out }: Parts, lines: Curve, master: Formula): void {
  const { market, cases } = work;
  board.write({
    title: "Self-host or API",
    subtitle: f`=${given.name}&" on "&${given.gpu}&" against "&${given.api}&", USD per month"`,
    headline: narrated(out.story),
    figures: [
      {
        label: "Hosting stays cheaper from",
        value: f`=${out.breakEven}`,
        format: FORMAT.count,
        unit: "Mtok per month",
      },
      { label: "Hosting at your volume", value: f`=${out.hosting}`, format: FORMAT.usd, unit: "USD per month" },
      { label: "The API at your volume", value: f`=${out.api}`, format: FORMAT.usd, unit: "USD per month" },
    ],
    chart: lines.crossover,
    basis: [
      f`=${out.verdict}`,
      f`=${out.band}`,
      f`="A replica is "&${cases.perReplica.cell(0, EXPECTED)}&" × "&${given.gpu}&" in "&${given.bits}&" and gives "&TEXT(${cases.rate.cell(0, EXPECTED)},"#,##0")&" output tokens/s; the peak is "&${given.peak}&" times the average and may load it to "&TEXT(${given.targetLoad},"0%")&"; "&${given.spare}&" spare."`,
    ],
    sources: [
      f`="API "&TEXT(${market.price},"0.0000")&" USD/Mtok ("&IF(N(${given.ownPrice})>0,"your price",IF(${market.fromSheet}>0,"sheet Prices","INFER, "&INFER.VERSION("data_as_of")))&"), rent "&TEXT(${market.gpuHour},"0.00")&" USD per GPU-hour ("&IF(N(${given.ownRent})>0,"yours",IF(${market.rentRows}>0,"sheet Prices","INFER, "&INFER.VERSION("data_as_of")))&"), "&IF(N(${given.measured})>0,"throughput as measured by you.","throughput estimated by THROUGHPUT.")`,
    ],
    master,
  });
}

function cover(model: ModelDraft, given: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Self-host or API",
      promise: PROMISE,
      purpose:
        "From which monthly volume an open-weight model on own or rented GPUs costs less than an API, with whole replicas, spare ones, staff, and the band within which the throughput is known.",
      steps: [
        "On the sheet Inputs, name the model, the API to beat and the GPU.",
        "Put your requests a day and tokens per request, then staff and spare replicas.",
        "Put your own rent, price or measured throughput where you have one; read the sheet Board.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, both costs over the volume, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "Prices, throughput, cost and break-even at the low end, as expected and at the high end"],
        ["Curve", "The points of the charts"],
        ["Grid", "What own hardware saves per Mtok over the API's price and the utilization"],
        ["Outputs", "Results by name, break-even by assumption, verdict, a chart with the band"],
        ["Checks", "What must agree, and golden answers"],
        ["Prices", "The API's price and the rent as values with source"],
      ],
      limits: [
        "Throughput is an estimate with a band; measure your own and put it in before you sign.",
        "The model at the API and the one you host are taken to be equally good, and prices to hold.",
        "Each Mtok costs nothing beyond the GPUs: energy belongs in the GPU-hour where you own them.",
      ],
    },
    { master, changed: given.list.changed() },
  );
}

export const SELF_HOST_OR_API: Template = {
  id: "self-host-or-api",
  name: "Self-host or API",
  promise: PROMISE,
  shortName: "Hosting",
  functions: [
    "THROUGHPUT",
    "GPUCOUNT",
    "CAPACITY",
    "RENT",
    "SELFHOST",
    "BREAKEVEN",
    "SENSITIVITY",
    "BLENDEDPRICE",
    "VOLUME",
  ],
  draw,
};
