// A million trials of a model with six drivers, beside the same in vectorised numpy on the same machine, one thread each.
import { spawnSync } from "node:child_process";
import { bundled } from "./measure/bundled.mjs";

const TRIALS = 1_000_000;
const MOST_TIMES_NUMPY = 2.5;
const ROUNDS = 5;
const SHARES = [0.1, 0.5, 0.9];
const DRIVERS = [
  ["a", "triangular", 1, 2, 4],
  ["b", "lognormal", 0.5, 2],
  ["c", "lognormal", 0.6, 1.7],
  ["d", "lognormal", 0.3, 3],
  ["e", "uniform", 1, 2],
  ["f", "uniform", 0, 1],
];
const MODEL = "a*b*c*e+d*f";

/** The same distributions; P5 and P95 of a lognormal are its median times exp(±1.6449 sigma). */
const NUMPY = `
import math, time
import numpy as np
def shape(low, high):
    return (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / (2 * 1.6448536269514722)
def once(seed, n=${TRIALS}):
    g = np.random.default_rng(seed)
    a = g.triangular(1, 2, 4, n)
    b = g.lognormal(*shape(0.5, 2), n)
    c = g.lognormal(*shape(0.6, 1.7), n)
    d = g.lognormal(*shape(0.3, 3), n)
    e = g.uniform(1, 2, n)
    f = g.uniform(0, 1, n)
    return np.percentile(a * b * c * e + d * f, [10, 50, 90])
times = []
for seed in range(5):
    start = time.perf_counter()
    found = once(seed)
    times.append(time.perf_counter() - start)
print(min(times) * 1000, *found)
`;

/** Numpy's milliseconds and quantiles, or why there are none. */
function numpy() {
  for (const program of ["python3", "python"]) {
    const { status, stdout, stderr, error } = spawnSync(program, ["-c", NUMPY], {
      encoding: "utf8",
      env: { ...process.env, OMP_NUM_THREADS: "1" },
    });
    if (error?.code === "ENOENT") continue;
    if (status !== 0) return { reason: stderr.trim().split("\n").at(-1) };
    const [milliseconds, ...quantiles] = stdout.trim().split(/\s+/).map(Number);
    return { milliseconds, quantiles };
  }
  return { reason: "there is no Python here" };
}

/** Milliseconds of the fastest of five runs. */
function best(work) {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

export async function bench() {
  const { readDrivers, compileModel, Experiment, runThrough, outcomeQuantiles } = await bundled("risk");
  const drivers = readDrivers(DRIVERS);
  const model = compileModel(MODEL, drivers.list, { has: () => false, names: [], call: () => [] });
  let seed = 0;
  let quantiles = [];
  const simulated = (withShares) => {
    seed++;
    const outcome = runThrough(new Experiment({ drivers, model, trials: TRIALS, seed, withShares }));
    quantiles = outcomeQuantiles(outcome, SHARES);
  };
  // In turns, and the best of each: what else the machine does must not decide.
  let [ours, withShares, theirs] = [Infinity, Infinity, { milliseconds: Infinity }];
  for (let round = 0; round < ROUNDS; round++) {
    ours = Math.min(
      ours,
      best(() => simulated(false)),
    );
    withShares = Math.min(
      withShares,
      best(() => simulated(true)),
    );
    const measured = numpy();
    if (measured.reason !== undefined || measured.milliseconds < theirs.milliseconds) theirs = measured;
  }
  const rows = [
    { name: "a million trials, six drivers: draws, model, P10, P50, P90", value: ours, unit: "ms" },
    { name: "the same with the drivers' shares of variance", value: withShares, unit: "ms" },
  ];
  if (theirs.reason !== undefined) {
    return [...rows, { name: "the same in vectorised numpy", value: "skipped", note: theirs.reason }];
  }
  const ratio = ours / theirs.milliseconds;
  const gap = Math.max(...quantiles.map((value, i) => Math.abs(value / theirs.quantiles[i] - 1)));
  return [
    ...rows,
    { name: "the same in vectorised numpy", value: theirs.milliseconds, unit: "ms" },
    { name: "times numpy's time", value: ratio, unit: "×", limit: MOST_TIMES_NUMPY, ok: ratio <= MOST_TIMES_NUMPY },
    { name: "largest difference of a quantile from numpy's", value: gap, unit: "share", limit: 0.01, ok: gap <= 0.01 },
  ];
}
