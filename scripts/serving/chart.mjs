// Predicted against measured output tok/s as an SVG: both axes logarithmic, one dot a measurement.

const SIZE = 640;
const MARGIN = { left: 74, right: 38, top: 52, bottom: 62 };
const LOWEST = 1;
const HIGHEST = 6;
const SERIES = [
  { name: "NVIDIA Hopper", color: "#0072b2", families: ["hopper"] },
  { name: "NVIDIA Blackwell", color: "#d55e00", families: ["blackwell", "rtxbw"] },
  { name: "NVIDIA Ampere, Ada", color: "#009e73", families: ["ampere", "ada"] },
  { name: "AMD, Intel, AWS, Google", color: "#cc79a7", families: ["cdna3", "cdna4", "gaudi", "neuron", "tpu"] },
];

const width = SIZE - MARGIN.left - MARGIN.right;
const height = SIZE - MARGIN.top - MARGIN.bottom;
const share = (value) => (Math.log10(value) - LOWEST) / (HIGHEST - LOWEST);
const x = (value) => (MARGIN.left + share(value) * width).toFixed(1);
const y = (value) => (SIZE - MARGIN.bottom - share(value) * height).toFixed(1);
const label = (power) => (10 ** power).toLocaleString("en-US");

/** @param {readonly {family: string, predicted: {outputTokPerS: number}, measured: {outputTokPerS: number}}[]} results */
export function accuracySvg(results, subtitle) {
  const powers = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, index) => LOWEST + index);
  const [low, high] = [10 ** LOWEST, 10 ** HIGHEST];
  const line = (factor) => `M${x(low)} ${y(low * factor)}L${x(high)} ${y(high * factor)}`;
  const grid = powers.map((power) => `M${x(10 ** power)} ${y(low)}V${y(high)}M${x(low)} ${y(10 ** power)}H${x(high)}`);
  const ticks = powers.flatMap((power) => [
    `<text x="${x(10 ** power)}" y="${SIZE - MARGIN.bottom + 18}" text-anchor="middle">${label(power)}</text>`,
    `<text x="${MARGIN.left - 8}" y="${Number(y(10 ** power)) + 4}" text-anchor="end">${label(power)}</text>`,
  ]);
  const dots = SERIES.map(({ color, families }) => {
    const points = results.filter(({ family }) => families.includes(family));
    const path = points.map((row) => `M${x(row.measured.outputTokPerS)} ${y(row.predicted.outputTokPerS)}h0`).join("");
    return `<path d="${path}" stroke="${color}" stroke-width="4" stroke-linecap="round" stroke-opacity="0.55"/>`;
  });
  const legend = SERIES.map(
    ({ name, color }, index) =>
      `<circle cx="${MARGIN.left + 16}" cy="${MARGIN.top + 16 + index * 18}" r="4" fill="${color}"/>` +
      `<text x="${MARGIN.left + 26}" y="${MARGIN.top + 20 + index * 18}">${name}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" font-family="sans-serif" font-size="12" fill="#222" role="img" aria-label="Predicted against measured output tokens per second">
<rect width="${SIZE}" height="${SIZE}" fill="#fff"/>
<clipPath id="plot"><rect x="${MARGIN.left}" y="${MARGIN.top}" width="${width}" height="${height}"/></clipPath>
<text x="${MARGIN.left}" y="22" font-size="15" font-weight="bold">Output tok/s: predicted against measured</text>
<text x="${MARGIN.left}" y="40">${subtitle}</text>
<path d="${grid.join("")}" stroke="#ddd"/>
<g fill="none" clip-path="url(#plot)">
<path d="${line(0.75)}${line(1.25)}" stroke="#999" stroke-dasharray="5 4"/>
<path d="${line(1)}" stroke="#333"/>
${dots.join("\n")}
</g>
${ticks.join("\n")}
${legend.join("\n")}
<text x="${MARGIN.left + width / 2}" y="${SIZE - 18}" text-anchor="middle">measured, tok/s</text>
<text transform="translate(18 ${MARGIN.top + height / 2}) rotate(-90)" text-anchor="middle">predicted, tok/s</text>
</svg>
`;
}
