import type { Progress } from "../../engine/risk/run";
import type { SimulationRequest, SimulationResult } from "../../engine/risk/service";
import type { Area } from "../../host/port";
import { numberOfText } from "../formulaText";
import { BLANK_ROW, type DriverRow } from "./driverRows";

/** Where the drivers come from: the editor, or cells that are read when the simulation starts. */
export type DriverSource = { readonly kind: "typed" } | { readonly kind: "cells"; readonly area: Area };

/** A finished run with what it was asked. */
export interface Finished {
  readonly kind: "finished";
  readonly request: SimulationRequest;
  readonly result: SimulationResult;
  readonly unit: string;
  readonly source: DriverSource;
  readonly modelOrigin: string;
  readonly tookMs: number;
}

export type Run =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly progress: Progress; readonly ranMs: number; readonly isStopping: boolean }
  | { readonly kind: "refused"; readonly message: string }
  | Finished;

export interface SimulateState {
  /** A formula over the drivers. */
  readonly model: string;
  /** The cell whose formula the model is, in words; "" for one that was typed. */
  readonly modelOrigin: string;
  readonly source: DriverSource;
  readonly rows: readonly DriverRow[];
  readonly trials: string;
  readonly seed: string;
  readonly budget: string;
  /** Of the result, for labels. */
  readonly unit: string;
  readonly run: Run;
}

export type SimulateChange = (state: SimulateState) => SimulateState;

/** A month of requests: something to run at once and to overwrite. */
export const EXAMPLE: SimulateState = {
  model: "requests*usd_per_request",
  modelOrigin: "",
  source: { kind: "typed" },
  rows: [
    { name: "requests", distribution: "pert", numbers: ["300000", "500000", "1000000"] },
    { name: "usd_per_request", distribution: "lognormal", numbers: ["0.005", "0.02", ""] },
  ],
  trials: "100000",
  seed: "1",
  budget: "8000",
  unit: "USD/month",
  run: { kind: "none" },
};

/** What is simulated, from one place: a named model, or a cell. */
export interface Subject {
  readonly model: string;
  readonly modelOrigin: string;
  readonly rows: readonly DriverRow[];
  readonly unit: string;
}

/** A budget belongs to what was simulated before, so it goes. */
export const chooseSubject =
  (subject: Subject): SimulateChange =>
  (state) => ({ ...state, ...subject, source: { kind: "typed" }, budget: "", run: { kind: "none" } });

export const typeModel =
  (model: string): SimulateChange =>
  (state) => ({ ...state, model, modelOrigin: "" });

type Setting = "trials" | "seed" | "budget" | "unit";

export const typeSetting =
  (setting: Setting, text: string): SimulateChange =>
  (state) => ({ ...state, [setting]: text });

export const editRow =
  (place: number, changed: Partial<DriverRow>): SimulateChange =>
  (state) => ({ ...state, rows: state.rows.map((row, index) => (index === place ? { ...row, ...changed } : row)) });

export const typeNumber =
  (place: number, number: number, text: string): SimulateChange =>
  (state) => {
    const { numbers } = state.rows[place] ?? BLANK_ROW;
    const [first, second, third] = numbers.map((before, index) => (index === number ? text : before));
    return editRow(place, { numbers: [first ?? "", second ?? "", third ?? ""] })(state);
  };

export const addRow: SimulateChange = (state) => ({ ...state, rows: [...state.rows, BLANK_ROW] });

export const removeRow =
  (place: number): SimulateChange =>
  (state) => ({ ...state, rows: state.rows.filter((_row, index) => index !== place) });

export const takeCells =
  (area: Area): SimulateChange =>
  (state) => ({ ...state, source: { kind: "cells", area } });

export const typeDrivers: SimulateChange = (state) => ({ ...state, source: { kind: "typed" } });

export const startRun =
  (trials: number): SimulateChange =>
  (state) => ({ ...state, run: { kind: "running", progress: { done: 0, trials }, ranMs: 0, isStopping: false } });

export const advance =
  (progress: Progress, ranMs: number): SimulateChange =>
  (state) =>
    state.run.kind === "running" ? { ...state, run: { ...state.run, progress, ranMs } } : state;

export const stopRun: SimulateChange = (state) =>
  state.run.kind === "running" ? { ...state, run: { ...state.run, isStopping: true } } : state;

export const endRun =
  (run: Run): SimulateChange =>
  (state) => ({ ...state, run });

/** Back to the inputs. */
export const leaveRun: SimulateChange = (state) => ({ ...state, run: { kind: "none" } });

/** A setting as a number, or a sentence on what was typed instead. Blank is left out. */
export function settingNumber(
  state: SimulateState,
  setting: "trials" | "seed" | "budget",
): number | undefined | string {
  const typed = state[setting].trim();
  if (typed === "") return undefined;
  return numberOfText(typed) ?? `${setting} must be a number; you typed "${typed}".`;
}
