import type { Progress } from "./run";
import type { Port, ReplyMessage, RequestMessage, SimulationRequest, SimulationResult } from "./service";

/** The input is refused, in the sentence a cell would show. */
export class SimulationRefused extends Error {
  override readonly name = "SimulationRefused";
}

export interface RunningSimulation {
  /** The result, partial if cancelled; rejected with `SimulationRefused` or, where we are at fault, another error. */
  readonly result: Promise<SimulationResult>;
  cancel(): void;
}

/** The asking end of a port. */
export class SimulationClient {
  private next = 1;
  private readonly waiting = new Map<number, (reply: ReplyMessage) => void>();

  constructor(private readonly port: Port) {
    port.onmessage = ({ data }) => this.waiting.get((data as ReplyMessage).id)?.(data as ReplyMessage);
  }

  start(request: SimulationRequest, onProgress?: (progress: Progress) => void): RunningSimulation {
    const id = this.next++;
    const ask = (message: RequestMessage): void => this.port.postMessage(message);
    const result = new Promise<SimulationResult>((resolve, reject) => {
      this.waiting.set(id, (reply) => {
        if (reply.kind === "progress") {
          onProgress?.(reply.progress);
          return;
        }
        this.waiting.delete(id);
        if (reply.kind === "result") resolve(reply.result);
        else reject(reply.kind === "refused" ? new SimulationRefused(reply.message) : new Error(reply.message));
      });
    });
    ask({ kind: "start", id, request });
    return { result, cancel: () => ask({ kind: "cancel", id }) };
  }
}
