import { dataDay } from "../../data";
import type { RiskModel } from "../../data/types";
import type { DriverTable } from "../../engine/risk/driver";
import type { SimulationRequest } from "../../engine/risk/service";
import { SimulationRefused } from "../../engine/risk/simulationClient";
import { type Area, Refusal, referenceOf } from "../../host/port";
import { type Pane, perform } from "../actions";
import type { Store } from "../store";
import { type Depth, modelOfCell } from "./cellModel";
import { driverTable, driverTableOf, rowsOfModel } from "./driverRows";
import { liveFormula, livePlan } from "./livePlan";
import { failureOf } from "./outcome";
import { RESULT_TABLES, resultsPlan } from "./resultsPlan";
import {
  advance,
  chooseSubject,
  endRun,
  type Finished,
  type SimulateState,
  settingNumber,
  startRun,
  stopRun,
  takeCells,
} from "./state";
import type { Simulator } from "./worker";

/** A cell takes fewer trials than the pane. */
const MOST_TRIALS_IN_A_CELL = 1_000_000;
const DEFAULT_TRIALS = 10_000;

/** What a user does in the tab Simulate. */
export class SimulateActions {
  private cancelRunning: () => void = () => undefined;

  constructor(
    private readonly pane: Pane,
    readonly store: Store<SimulateState>,
    private readonly simulator: Simulator,
  ) {}

  startFrom(model: RiskModel): void {
    const { model: text, unit } = model;
    this.store.change(chooseSubject({ model: text, modelOrigin: "", rows: rowsOfModel(model), unit }));
  }

  useSelection(): Promise<void> {
    return perform(this.pane, async () => {
      const area = await this.selectedDrivers();
      this.store.change(takeCells(area));
      return `The drivers are read from ${referenceOf(area)} when the simulation starts.`;
    });
  }

  useCell(depth: Depth): Promise<void> {
    return perform(this.pane, async () => {
      const selected = await this.pane.port.selection();
      const { model, rows, reference } = await modelOfCell(this.pane.port, { ...selected, rows: 1, cols: 1 }, depth);
      this.store.change(chooseSubject({ model, rows, modelOrigin: reference, unit: "" }));
      const counted = rows.length === 1 ? "1 input" : `${rows.length} inputs`;
      return `${reference} has ${counted}. Each varies by a fifth up and down: put your own ranges in.`;
    });
  }

  async run(): Promise<void> {
    const started = performance.now();
    const asked = this.store.state;
    this.store.change(startRun(0));
    try {
      const request = await this.request(asked);
      const trials = request.trials ?? DEFAULT_TRIALS;
      this.store.change(advance({ done: 0, trials }, 0));
      const running = this.simulator.start(request, (progress) =>
        this.store.change(advance(progress, performance.now() - started)),
      );
      this.cancelRunning = running.cancel;
      const result = await running.result;
      const tookMs = performance.now() - started;
      const { source, modelOrigin, unit } = asked;
      this.store.change(endRun({ kind: "finished", request, result, source, modelOrigin, unit: unit.trim(), tookMs }));
    } catch (error) {
      this.store.change(endRun({ kind: "refused", message: sentenceOf(error) }));
    }
  }

  /** The worker ends its segment and gives what it has. */
  cancel(): void {
    this.cancelRunning();
    this.store.change(stopRun);
  }

  insertResults({ request, result, unit, modelOrigin }: Finished): Promise<void> {
    const { port } = this.pane;
    const write = async (): Promise<string> => {
      const failure = failureOf(result);
      if (failure !== undefined) throw new Refusal(failure);
      const names = await port.freeNames({ sheets: ["Simulation"], tables: RESULT_TABLES });
      const [sheet = ""] = names.sheets;
      const days = { dataDay: dataDay(), today: port.today() };
      await port.apply(resultsPlan({ request, result, unit, modelOrigin, sheet, tableNames: names.tables, ...days }));
      return `The results are on the new sheet "${sheet}": 4 tables and 2 charts, as values.`;
    };
    return perform(this.pane, write, "Writing the results");
  }

  /** Over drivers in cells at the selection; typed drivers are put into cells of a new sheet first. */
  insertLive({ request, result, unit, source }: Finished): Promise<void> {
    const { port } = this.pane;
    const write = async (): Promise<string> => {
      if ((request.trials ?? 0) > MOST_TRIALS_IN_A_CELL) {
        throw new Refusal("A cell takes up to 1,000,000 trials. Run with fewer, or insert the results as values.");
      }
      if (source.kind === "typed") {
        const [sheet = ""] = (await port.freeNames({ sheets: ["Simulation"] })).sheets;
        await port.apply(livePlan(request, unit, sheet));
        return `Drivers and formula are on the new sheet "${sheet}". Change a yellow cell and the result follows.`;
      }
      const cell = { ...(await port.selection()), rows: 1, cols: 1 };
      const needed = { ...cell, rows: Object.keys(result.statistics).length + 1, cols: 2 };
      if (!(await port.isEmpty(needed))) {
        throw new Refusal(`${referenceOf(needed)} is needed for the result and not empty. Select an empty cell.`);
      }
      return `Inserted in ${referenceOf(await port.insertFormula(liveFormula(request, referenceOf(source.area))))}.`;
    };
    return perform(this.pane, write, "Writing the formula");
  }

  private async selectedDrivers(): Promise<Area> {
    const area = await this.pane.port.selection();
    if (area.cols < 3) {
      throw new Refusal(
        `Select the drivers: columns name, distribution, p1, p2, p3. ${referenceOf(area)} has ${area.cols === 1 ? "1 column" : `${area.cols} columns`}.`,
      );
    }
    return area;
  }

  private async request(state: SimulateState): Promise<SimulationRequest> {
    const [trials, seed, budget] = (["trials", "seed", "budget"] as const).map((setting) => {
      const value = settingNumber(state, setting);
      if (typeof value === "string") throw new Refusal(value);
      return value;
    });
    return { drivers: await this.drivers(state), model: state.model.trim().replace(/^=/, ""), trials, seed, budget };
  }

  private async drivers({ source, rows }: SimulateState): Promise<DriverTable> {
    if (source.kind === "typed") return driverTable(rows);
    return driverTableOf(await this.pane.port.read(source.area), source.area);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof SimulationRefused) return error.message;
  reportError(error);
  return `This is a fault in INFER, not in your input: ${error instanceof Error ? error.message : String(error)}`;
}
