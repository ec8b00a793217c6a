// Fits the parameters of the serving model to measurements: robust least squares of log errors with log-normal priors,
// by Levenberg-Marquardt. All parameters are positive and are moved by their logarithm.

/** Centre and width (in log units) of the priors: what an engineer would guess before seeing a measurement. */
const FAMILY_PRIORS = {
  bandwidthShare: [0.7, 0.15],
  computeShare: [0.55, 0.25],
  layerS: [12e-6, 0.5],
  allReduceS: [8e-6, 0.5],
};
const COMMON_PRIORS = {
  stepS: [3e-4, 0.6],
  sequenceS: [1e-5, 0.6],
  expertLayerFactor: [3, 0.4],
  expertBandwidthFactor: [1, 0.15],
  expertComputeShare: [0.6, 0.3],
  kvBandwidthShare: [0.9, 0.15],
  fp4ComputeShare: [0.85, 0.15],
  linkShare: [0.6, 0.3],
  reservedBytes: [4e9, 0.4],
  kvMemoryShare: [0.85, 0.15],
  sequencesPerRank: [2048, 0.4],
  pipelineBubble: [0.1, 0.4],
  serverFactor: [1.15, 0.15],
  interactiveFactor: [1.4, 0.2],
};
const STACK_PRIOR = [1, 0.1];
/** The stack all factors are relative to. */
const REFERENCE_STACK = "trtllm";
const FIRST_TOKEN_PRIORS = { firstTokenS: [0.15, 0.7], firstTokenQueue: [1.5, 0.5] };

/** Errors beyond this (log units) count ever less: some rows measure another configuration than they say. */
const ROBUST_SCALE = 0.15;
const WEIGHTS = { outputTokPerS: 1, tpotMs: 0.5, ttftMs: 0.15 };
/** Strength of the priors, in measurements. Found by cross-validation, as the weight of groups below. */
const PRIOR_WEIGHT = 15;
/** Measurements of one deployment are not independent: a group of n counts as its n to this power less. */
const GROUP_DISCOUNT = 0.5;
const USUAL_GROUP = 10;
const ITERATIONS = 14;
const DIFFERENCE = 1e-4;

/** @returns a deep copy of the parameters with every fitted one at its prior. */
export function priorParameters(shipped) {
  const parameters = structuredClone(shipped);
  for (const handle of handlesOf(parameters)) handle.set(handle.centre);
  return parameters;
}

function handlesOf(parameters) {
  const handles = [];
  const add = (owner, key, [centre, width], applies) =>
    handles.push({
      centre,
      width,
      applies,
      get: () => owner[key],
      set: (value) => {
        owner[key] = value;
      },
    });
  for (const [key, prior] of Object.entries(COMMON_PRIORS)) add(parameters.common, key, prior, () => true);
  for (const [id, family] of Object.entries(parameters.families)) {
    if (id === "uncalibrated") continue;
    for (const [key, prior] of Object.entries(FAMILY_PRIORS)) add(family, key, prior, (row) => row.family === id);
  }
  const firstToken = new Map();
  for (const [id, stack] of Object.entries(parameters.stacks)) {
    if (id !== REFERENCE_STACK) add(stack, "timeFactor", STACK_PRIOR, (row) => row.stack === id);
    for (const family of Object.keys(stack.familyFactor ?? {})) {
      add(stack.familyFactor, family, STACK_PRIOR, (row) => row.stack === id && row.family === family);
    }
    const product = id.split("-")[0];
    if (["trtllm", "vllm", "sglang"].includes(product))
      firstToken.set(product, [...(firstToken.get(product) ?? []), stack]);
  }
  for (const [product, stacks] of firstToken) {
    for (const [key, [centre, width]] of Object.entries(FIRST_TOKEN_PRIORS)) {
      handles.push({
        centre,
        width,
        applies: (row) => row.stack.split("-")[0] === product,
        get: () => stacks[0][key],
        set: (value) => {
          for (const stack of stacks) stack[key] = value;
        },
      });
    }
  }
  return handles;
}

/**
 * @param {(row: object, parameters: object) => {outputTokPerS: number, tpotMs: number, ttftMs: number}} predict
 * @returns the parameters that fit `rows` best
 */
export function fitted(shipped, rows, predict) {
  const parameters = priorParameters(shipped);
  const handles = handlesOf(parameters);
  const groupSizes = new Map();
  for (const { group } of rows) groupSizes.set(group, (groupSizes.get(group) ?? 0) + 1);
  const residuals = (row) => {
    const discount = (groupSizes.get(row.group) / USUAL_GROUP) ** -GROUP_DISCOUNT;
    const predicted = predict(row, parameters);
    return Object.keys(WEIGHTS).flatMap((key) =>
      row.measured[key] === undefined
        ? []
        : [{ error: Math.log(predicted[key] / row.measured[key]), weight: WEIGHTS[key] * discount }],
    );
  };
  const loss = () => {
    let sum = 0;
    for (const row of rows) for (const { error, weight } of residuals(row)) sum += weight * robust(error);
    for (const handle of handles)
      sum += PRIOR_WEIGHT * 0.5 * (Math.log(handle.get() / handle.centre) / handle.width) ** 2;
    return sum;
  };
  let damping = 1e-2;
  let current = loss();
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const { hessian, gradient } = normalEquations(rows, handles, residuals);
    const before = handles.map((handle) => handle.get());
    for (let attempt = 0; attempt < 6; attempt++) {
      const step = solve(hessian, gradient, damping);
      handles.forEach((handle, index) => void handle.set(before[index] * Math.exp(clamp(-step[index], 0.5))));
      const next = loss();
      if (next < current) {
        damping = Math.max(damping / 4, 1e-6);
        current = next;
        break;
      }
      damping *= 6;
      handles.forEach((handle, index) => void handle.set(before[index]));
    }
  }
  return parameters;
}

const clamp = (value, bound) => Math.max(-bound, Math.min(bound, value));
/** Pseudo-Huber: quadratic near 0, linear far away. */
const robust = (error) => Math.sqrt(1 + (error / ROBUST_SCALE) ** 2) - 1;
const robustCurvature = (error) => 1 / (ROBUST_SCALE ** 2 * Math.sqrt(1 + (error / ROBUST_SCALE) ** 2));

function normalEquations(rows, handles, residuals) {
  const size = handles.length;
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  const gradient = new Float64Array(size);
  for (const row of rows) {
    const base = residuals(row);
    const active = [];
    handles.forEach((handle, index) => {
      if (handle.applies(row)) active.push(index);
    });
    const slopes = active.map((index) => {
      const handle = handles[index];
      const value = handle.get();
      handle.set(value * Math.exp(DIFFERENCE));
      const moved = residuals(row);
      handle.set(value);
      return moved.map(({ error }, at) => (error - base[at].error) / DIFFERENCE);
    });
    base.forEach(({ error, weight }, at) => {
      const curvature = weight * robustCurvature(error);
      for (const [a, i] of active.entries()) {
        gradient[i] += curvature * error * slopes[a][at];
        for (const [b, j] of active.entries()) hessian[i][j] += curvature * slopes[a][at] * slopes[b][at];
      }
    });
  }
  handles.forEach((handle, index) => {
    const pull = PRIOR_WEIGHT / handle.width ** 2;
    gradient[index] += pull * Math.log(handle.get() / handle.centre);
    hessian[index][index] += pull;
  });
  return { hessian, gradient };
}

/** (H + damping · diag H) x = g by Gaussian elimination; H is symmetric and positive. */
function solve(hessian, gradient, damping) {
  const size = gradient.length;
  const a = hessian.map((line, i) => Float64Array.from([...line, gradient[i]]));
  for (let i = 0; i < size; i++) a[i][i] *= 1 + damping;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let line = pivot + 1; line < size; line++) {
      const factor = a[line][pivot] / a[pivot][pivot];
      if (factor !== 0) for (let column = pivot; column <= size; column++) a[line][column] -= factor * a[pivot][column];
    }
  }
  const x = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = a[i][size];
    for (let j = i + 1; j < size; j++) sum -= a[i][j] * x[j];
    x[i] = sum / a[i][i];
  }
  return x;
}
