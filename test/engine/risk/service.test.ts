import { afterEach, describe, expect, test } from "vitest";
import { SEGMENT } from "../../../src/engine/risk/experiment";
import {
  type Port,
  type RequestMessage,
  type SimulationRequest,
  serveSimulations,
} from "../../../src/engine/risk/service";
import { simulate } from "../../../src/engine/risk/simulate";
import { SimulationClient, SimulationRefused } from "../../../src/engine/risk/simulationClient";
import { world } from "./support/world";

const REQUEST: SimulationRequest = {
  drivers: [["x", "triangular", 1, 2, 4]],
  model: "DOUBLE(x)",
  trials: 100_000,
  budget: 5,
};

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A client and a service with a channel between them, as a pane and its worker have. */
function connected(): SimulationClient {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  serveSimulations(port2 as unknown as Port, () => world, nextTurn);
  return new SimulationClient(port1 as unknown as Port);
}

describe("a simulation elsewhere", () => {
  test("has the digits of a cell, a histogram and a tornado", async () => {
    const result = await connected().start(REQUEST).result;
    const wanted = simulate(REQUEST, world).rows;
    expect(Object.entries(result.statistics)).toEqual(wanted);
    expect(result.isPartial).toBe(false);
    expect(result.histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
    expect(result.tornado.map(({ driver }) => driver)).toEqual(["x"]);
  });

  test("tells its progress", async () => {
    const seen: number[] = [];
    await connected().start({ ...REQUEST, trials: 3 * SEGMENT }, ({ done }) => seen.push(done)).result;
    expect(seen).toEqual([SEGMENT, 2 * SEGMENT]);
  });

  test("can be stopped and gives what it has, marked as partial", async () => {
    const running = connected().start({ ...REQUEST, trials: 10_000_000 }, () => running.cancel());
    const { isPartial, trials, statistics } = await running.result;
    expect(isPartial).toBe(true);
    expect(trials).toBeLessThan(10_000_000);
    expect(statistics["notes"]).toMatch(/^Partial: stopped after \d+ of 10000000 trials/);
  });

  test("two at once do not mix", async () => {
    const client = connected();
    const [one, other] = [client.start(REQUEST), client.start({ ...REQUEST, seed: 2 })];
    const [first, second] = [await one.result, await other.result];
    expect(first.statistics["p50"]).not.toBe(second.statistics["p50"]);
    expect(second.statistics).toEqual((await client.start({ ...REQUEST, seed: 2 }).result).statistics);
  });

  test("is refused with the sentence a cell would show", async () => {
    await expect(connected().start({ ...REQUEST, model: "y" }).result).rejects.toThrow(
      /^model names "y" at character 1/,
    );
    await expect(connected().start({ ...REQUEST, model: "y" }).result).rejects.toThrow(SimulationRefused);
  });

  test("a fault of ours is not told as the user's", async () => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    const noWorld = () => {
      throw new TypeError("no tables here");
    };
    serveSimulations(port2 as unknown as Port, noWorld, () => Promise.resolve());
    const failed = new SimulationClient(port1 as unknown as Port).start(REQUEST).result;
    await expect(failed).rejects.toThrow("no tables here");
    await expect(failed).rejects.not.toBeInstanceOf(SimulationRefused);
  });

  test("where trials fail there is no histogram, and the statistics say why", async () => {
    const drivers = [["x", "discrete", "-1;1", "0.5;0.5"]] as const;
    const { histogram, statistics } = await connected().start({ ...REQUEST, drivers }).result;
    expect(histogram).toBeUndefined();
    expect(statistics["mean"]).toMatchObject({
      error: "noSolution",
      message: expect.stringMatching(/x must be 0 or more/),
    });
  });
});

test("a message that is cancelled before it starts harms nothing", async () => {
  const client = connected();
  const cancel: RequestMessage = { kind: "cancel", id: 99 };
  (open[0] as MessagePort).postMessage(cancel);
  expect((await client.start(REQUEST).result).trials).toBe(100_000);
});
