import { expect, test } from "vitest";
import { browserSession } from "./session";

const session = browserSession();

/** Starts the worker as a page of ours would, and gives what it answers to one request. */
async function simulated(file: string): Promise<unknown> {
  const { page } = await session.visit(file);
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker("simulation.js");
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }) => {
          if (data.kind !== "progress") resolve(data);
        };
        const request = {
          drivers: [["requests", "fixed", 1000]],
          model: 'requests*INFER.COST("gpt-4o",1500,500)',
          trials: 100_000,
        };
        worker.postMessage({ kind: "start", id: 1, request });
      }),
  );
}

test.each(["taskpane.html", "workbench.html"])(
  "a simulation runs in a worker that %s may start, with the functions and tables at hand",
  async (file) => {
    const result = { isPartial: false, trials: 100_000, statistics: { mean: expect.closeTo(8.75, 12) } };
    expect(await simulated(file)).toMatchObject({ kind: "result", result });
  },
);
