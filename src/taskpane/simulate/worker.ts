import type { Progress } from "../../engine/risk/run";
import type { Port, SimulationRequest } from "../../engine/risk/service";
import { type RunningSimulation, SimulationClient } from "../../engine/risk/simulationClient";

/** Starts simulations somewhere else, so that the page stays free. */
export interface Simulator {
  start(request: SimulationRequest, onProgress: (progress: Progress) => void): RunningSimulation;
}

/** Beside the page, in every build. */
const SCRIPT = "simulation.js";

/** One worker for all runs, started with the first one. A worker that breaks down is replaced by the next run. */
export function workerSimulator(): Simulator {
  let current: { readonly client: SimulationClient; readonly broken: Promise<never> } | undefined;

  function started() {
    const worker = new Worker(SCRIPT);
    const broken = new Promise<never>((_resolve, reject) => {
      worker.onerror = (event) => {
        worker.terminate();
        current = undefined;
        reject(new Error(event.message || `The script ${SCRIPT} could not be loaded.`));
      };
    });
    // Nobody may be waiting when it breaks.
    broken.catch(() => undefined);
    return { client: new SimulationClient(worker as unknown as Port), broken };
  }

  return {
    start(request, onProgress) {
      current ??= started();
      const { client, broken } = current;
      const { result, cancel } = client.start(request, onProgress);
      return { result: Promise.race([result, broken]), cancel };
    },
  };
}
