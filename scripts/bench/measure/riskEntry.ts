export { readDrivers } from "../../../src/engine/risk/drivers";
export { Experiment } from "../../../src/engine/risk/experiment";
export { compileModel } from "../../../src/engine/risk/model";
export { outcomeQuantiles, runThrough } from "../../../src/engine/risk/run";
