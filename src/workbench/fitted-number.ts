const PLAIN = /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i;
const MOST_DECIMALS = 15;
const MOST_MARKS = 255;

/**
 * A number as a cell of limited width shows it, as Excel does: with fewer decimals, else in powers of ten, and as "###"
 * where a part of its digits would read as another number. `fits` tells whether a text fits.
 */
export function fittedNumber(text: string, fits: (candidate: string) => boolean): string {
  if (fits(text)) return text;
  if (PLAIN.test(text)) {
    const number = Number(text);
    const found = candidates(number).find((candidate) => !isNothing(candidate, number) && fits(candidate));
    if (found !== undefined) return found;
  }
  let marks = "#";
  while (marks.length < MOST_MARKS && fits(`${marks}#`)) marks += "#";
  return marks;
}

/** Ever shorter spellings of a number, those without powers of ten first. */
function candidates(number: number): string[] {
  const decimals = Array.from({ length: MOST_DECIMALS }, (_digit, index) => MOST_DECIMALS - 1 - index);
  const plain = Math.abs(number) < 1e15 ? decimals.map((digits) => shortened(number.toFixed(digits))) : [];
  const powers = decimals.map((digits) => inPowers(number, digits));
  // Small numbers keep more digits in powers of ten.
  return Math.abs(number) < 1e-4 ? [...powers, ...plain] : [...plain, ...powers];
}

const shortened = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

function inPowers(number: number, digits: number): string {
  const [mantissa = "", exponent = ""] = number.toExponential(digits).split("e");
  const [sign = "+", power = ""] = [exponent.slice(0, 1), exponent.slice(1)];
  return `${shortened(mantissa)}E${sign}${power.padStart(2, "0")}`;
}

/** A number that is not 0 is never shown as 0. */
const isNothing = (candidate: string, number: number) => number !== 0 && Number(candidate) === 0;
