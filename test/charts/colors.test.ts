import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { colorOf, ON_DARK, ON_LIGHT } from "../../src/charts/colors";

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
const linear = (hex: string) => channels(hex).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const EYES: Readonly<Record<string, readonly (readonly number[])[]>> = {
  "all cones": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  "no red cones": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "no green cones": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  "no blue cones": [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** A colour in CIELAB as eyes with these cones see it. */
function seen(hex: string, eyes: readonly (readonly number[])[]): readonly number[] {
  const rgb = linear(hex);
  const [r = 0, g = 0, b = 0] = eyes.map((row) =>
    Math.max(
      0,
      row.reduce((sum, part, i) => sum + part * (rgb[i] ?? 0), 0),
    ),
  );
  const xyz = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ];
  const [x = 0, y = 0, z = 0] = xyz.map((t) => (t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27 / 116) * t + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((part, i) => part - (b[i] ?? 0)));

const GROUNDS = [
  ["white", "#ffffff", ON_LIGHT],
  ["dark", "#1f1f1f", ON_DARK],
] as const;

describe("the colours of series", () => {
  it.each(GROUNDS)("stand out from %s ground by 3 to 1", (_name, ground, palette) => {
    for (const color of palette) expect(contrast(color, ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(EYES))("differ from their neighbours for eyes with %s", (_name, eyes) => {
    for (const palette of [ON_LIGHT, ON_DARK]) {
      const colors = palette.map((color) => seen(color, eyes));
      for (const [index, color] of colors.entries()) {
        const next = colors[(index + 1) % colors.length] ?? [];
        expect(distance(color, next), `${palette[index]}`).toBeGreaterThan(15);
      }
    }
  });

  it("are the same in the style sheet", () => {
    const css = readFileSync("src/charts/charts.css", "utf8");
    for (const [index, color] of ON_LIGHT.entries()) {
      expect(css).toContain(`--chart-${index + 1}: ${color};`);
      expect(css).toContain(`--chart-${index + 1}: light-dark(${color}, ${ON_DARK[index]});`);
    }
  });

  it("follow the ground, also where a chart names one of them itself", () => {
    expect(colorOf(7)).toBe("var(--chart-2,#c2410c)");
    expect(colorOf(0, "#C2410C")).toBe("var(--chart-2,#c2410c)");
    expect(colorOf(0, "#123456")).toBe("#123456");
  });
});
