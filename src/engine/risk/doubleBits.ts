/** Where the word with a double's sign and exponent lies among its two: 1 on every machine of today. */
export const HIGH_WORD = new Int32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
