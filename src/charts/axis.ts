/** A range of numbers with the round ones among them. */
export interface NumberAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  readonly isLogarithmic: boolean;
}

interface Wanted {
  min?: number;
  max?: number;
  isLogarithmic?: boolean;
}

/** Numbers below this have no digits to spare for steps between them. */
const LEAST_SIZE = 1e-200;
const orZero = (number: number) => (Math.abs(number) < LEAST_SIZE ? 0 : number);

const STEPS = [1, 2, 2.5, 5, 10] as const;

/** The smallest round step that takes at most `most` of them for a span. */
function niceStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  const factor = STEPS.find((step) => span / (step * power) <= most * (1 + 1e-9)) ?? 10;
  return factor * power;
}

/** Multiples of a step, free of what adding it up would leave behind. */
function multiples(step: number, from: number, to: number): number[] {
  const [first, last] = [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_tick, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/**
 * An axis that holds these numbers, with at most `most` steps between its ends. What is asked for holds where it makes
 * an axis; the rest follows the numbers.
 */
export function numberAxis(numbers: readonly number[], wanted: Readonly<Wanted>, most: number): NumberAxis {
  const isLogarithmic = wanted.isLogarithmic === true;
  const finite = numbers.filter((number) => Number.isFinite(number)).map(orZero);
  const ends = { ...wanted };
  if (ends.min !== undefined) ends.min = orZero(ends.min);
  if (ends.max !== undefined) ends.max = orZero(ends.max);
  return isLogarithmic
    ? logarithmic(
        finite.filter((number) => number > 0),
        ends,
        most,
      )
    : linear(finite, ends, most);
}

function linear(numbers: readonly number[], wanted: Wanted, most: number): NumberAxis {
  const least = wanted.min ?? smallest(numbers, 0);
  const greatest = wanted.max ?? largest(numbers, Math.max(1, least));
  const [low, high] = spread(least, greatest);
  const step = niceStep(high - low, Math.max(1, most));
  const min = wanted.min !== undefined && wanted.min < high ? wanted.min : Math.floor(low / step + 1e-9) * step;
  const max = wanted.max !== undefined && wanted.max > low ? wanted.max : Math.ceil(high / step - 1e-9) * step;
  const [start, end] = [Number(min.toPrecision(12)), Number(max.toPrecision(12))];
  return { min: start, max: end, ticks: multiples(step, start, end), isLogarithmic: false };
}

/** Two ends that differ, however alike the numbers are. */
function spread(least: number, greatest: number): readonly [number, number] {
  if (greatest < least) return spread(least, least);
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  if (size === 0) return [0, 1];
  if (greatest - least > size * 1e-9) return [least, greatest];
  return least > 0 ? [Math.min(0, least), greatest] : [least, Math.max(0, greatest)];
}

function logarithmic(numbers: readonly number[], wanted: Wanted, most: number): NumberAxis {
  const isUsable = (end: number | undefined): end is number => end !== undefined && end > 0;
  const least = isUsable(wanted.min) ? wanted.min : smallest(numbers, 1);
  const greatest = Math.max(isUsable(wanted.max) ? wanted.max : largest(numbers, least), least);
  const first = Math.floor(Math.log10(least) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(greatest) - 1e-9));
  const min = isUsable(wanted.min) ? wanted.min : 10 ** first;
  const max = isUsable(wanted.max) && wanted.max > min ? wanted.max : 10 ** last;
  const every = Math.ceil((last - first) / Math.max(1, most));
  const factors = last - first <= 2 && most >= 4 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = first; power <= last; power += every) {
    for (const factor of factors) ticks.push(Number((factor * 10 ** power).toPrecision(12)));
  }
  const isInside = (tick: number) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9);
  return { min, max, ticks: ticks.filter(isInside), isLogarithmic: true };
}

const smallest = (numbers: readonly number[], otherwise: number) =>
  numbers.length === 0
    ? otherwise
    : numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
const largest = (numbers: readonly number[], otherwise: number) =>
  numbers.length === 0 ? otherwise : numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);

/** Where a number stands between the two ends of a line; numbers beyond the axis stand at its ends if they are kept. */
export function placeOn(
  { min, max, isLogarithmic }: NumberAxis,
  from: number,
  to: number,
  isKept = true,
): (value: number) => number {
  const scaled = (value: number) => (isLogarithmic ? Math.log10(Math.max(value, min / 10)) : value);
  const [start, span] = [scaled(min), scaled(max) - scaled(min)];
  return (value) => {
    const share = (scaled(value) - start) / span;
    return from + (isKept ? Math.min(1, Math.max(0, share)) : share) * (to - from);
  };
}
