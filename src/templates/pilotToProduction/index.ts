import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { waterfall } from "../blocks/waterfall";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT } from "../looks";
import type { Template } from "../template";
import { type Calc, calc } from "./calc";
import { type Givens, givens } from "./givens";
import { type Outputs, outputs } from "./outputs";

const PROMISE = "Why a pilot's 450 USD becomes 94,000 in production";

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const work = calc(model, given);
  const out = outputs(model, given, work);
  const master = checks(model, work, out);
  fillBoard(board, given, work, out, master);
  cover(model, given, master);
}

function checks(model: ModelDraft, work: Calc, out: Outputs): Formula {
  const list = new CheckSheet(model);
  list.equal("Golden answer", {
    value: f`=INFER.BRIDGE(450,{100,1.1,1.5,1.15,1.1},,,"End.total")`,
    expected: 93_926.25,
    tolerance: 0.005,
    why: "450 USD, 100 times the users, retries 1.10, redundancy 1.5, monitoring 1.15, guardrails 1.10",
  });
  list.equal("The steps of the bridge add up", {
    value: f`=${work.pilot}+SUM(${work.bridge.column(2)})`,
    expected: f`=${out.production}`,
    tolerance: 0.005,
    why: "Start and steps make the end",
  });
  list.equal("The order-free steps add up", {
    value: f`=${work.pilot}+SUM(${work.shares.column(2)})`,
    expected: f`=${out.production}`,
    tolerance: 0.005,
    why: "However the rise is attributed, it is the same rise",
  });
  list.equal("Rule of thumb agrees", {
    value: f`=${out.rule}`,
    expected: f`=${out.production}`,
    tolerance: 0.005,
    why: "Users times overhead is the product of all factors",
  });
  return list.master();
}

function fillBoard(board: BoardSheet, given: Givens, work: Calc, out: Outputs, master: Formula): void {
  board.write({
    title: "From pilot to production",
    subtitle: f`="Monthly cost at "&TEXT(${given.users},"#,##0")&" users, USD"`,
    headline: narrated(out.story),
    figures: [
      { label: "Cost in production", value: f`=${out.production}`, format: FORMAT.usd, unit: "USD per month" },
      { label: "Cost per user", value: f`=${out.perUser}`, format: FORMAT.usd2, unit: "USD per month" },
      {
        label: "Share of the first year's budget",
        value: f`=${out.used}`,
        format: FORMAT.share,
        unit: "of the budget",
      },
    ],
    chart: waterfall(work.bridge, {
      rows: work.count + 2,
      title: "What makes the difference, USD per month",
      base: 4,
      total: 5,
      rise: 6,
      fall: 7,
    }),
    basis: [
      f`="Users grow "&TEXT(${given.users}/${given.pilotUsers},"#,##0.0")&"-fold; the overhead beside them is "&TEXT(${work.overhead},"0.00")&" times, where the market speaks of 2 to 5."`,
      "The steps follow one another: what comes later acts on what came before. The sheet Calc has shares that do not depend on the order.",
    ],
    sources: [f`="Pilot's cost: your bill or list prices of "&INFER.VERSION("data_as_of")&"; factors: your inputs."`],
    master: master,
  });
}

function cover(model: ModelDraft, given: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Pilot to production",
      promise: PROMISE,
      purpose:
        "What a pilot's bill becomes when everybody uses it, and which of the factors behind it makes the difference.",
      steps: [
        "On the sheet Inputs, put the pilot's bill and its users into the yellow cells.",
        "Put the number of users you expect and the factors that production adds.",
        "Read the sheet Board; the sheet Calc shows each step.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, the waterfall, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "Pilot's cost, factors, both bridges"],
        ["Outputs", "Results by name, top three drivers"],
        ["Checks", "What must agree, and a golden answer"],
      ],
      limits: ["Factors multiply: what acts on a part of the traffic only belongs in with its share of the whole."],
    },
    { master, changed: given.list.changed() },
  );
}

export const PILOT_TO_PRODUCTION: Template = {
  id: "pilot-to-production",
  name: "Pilot to production",
  promise: PROMISE,
  shortName: "Pilot",
  functions: ["COST", "BRIDGE", "PILOTTOPROD", "NARRATIVE"],
  draw,
};
