/** The entry of the Web Worker in which the pane's simulations run: the functions, and the service on its own port. */
import "./index";
import { type Port, serveSimulations } from "../engine/risk/service";
import { modelWorld } from "./riskWorld";

/** A turn of the event loop without the delay timers have, so that a cancel gets through between two segments. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

serveSimulations(globalThis as unknown as Port, modelWorld, nextTurn);
