import { BLOCK, newValues } from "./columns";
import { tie } from "./correlation";
import { fillNormal } from "./distributions";
import type { Drivers } from "./drivers";
import { fillUniform, type StreamKey, streamKey } from "./threefry";

/**
 * The drivers' values trial by trial. A driver's draw depends on seed, name and trial alone, so that neither blocks nor
 * the other drivers show in it; ties between drivers come in after that, among the tied ones only.
 */
export class Draws {
  /** Uniform draws of the block, by driver. */
  readonly uniforms: readonly Float64Array[];
  /** Values of the block, by driver. */
  readonly values: readonly Float64Array[];
  private readonly keys: readonly StreamKey[];
  private readonly words = new Int32Array(2 * BLOCK);
  private readonly deviates: readonly Float64Array[];
  private readonly members: readonly number[];

  /** `used`: places of the drivers the model names; the others are drawn only if one of these is tied to them. */
  constructor(
    private readonly drivers: Drivers,
    seed: number,
    private readonly used: ReadonlySet<number>,
  ) {
    const { list, correlations } = drivers;
    this.keys = list.map(({ name }) => streamKey(seed, name));
    this.uniforms = list.map(newValues);
    this.values = list.map(({ distribution }) => newValues().fill(distribution.base));
    this.members = correlations?.members ?? [];
    this.deviates = this.members.map(newValues);
  }

  /** Draws `count` trials from trial `from` on (the first is 0). */
  fill(from: number, count: number): void {
    for (const [place, { distribution }] of this.drivers.list.entries()) {
      if (!this.used.has(place) || distribution.kind === "fixed" || this.members.includes(place)) continue;
      this.fillUniform(place, from, count);
      distribution.fill(this.uniforms[place] as Float64Array, this.values[place] as Float64Array, count);
    }
    this.fillTied(from, count);
  }

  private fillUniform(place: number, from: number, count: number): void {
    fillUniform(this.keys[place] as StreamKey, from, this.uniforms[place] as Float64Array, this.words, count);
  }

  private fillTied(from: number, count: number): void {
    const { correlations, list } = this.drivers;
    if (correlations === undefined) return;
    const uniforms = this.members.map((place) => this.uniforms[place] as Float64Array);
    for (const [row, place] of this.members.entries()) {
      this.fillUniform(place, from, count);
      fillNormal(uniforms[row] as Float64Array, this.deviates[row] as Float64Array, count);
    }
    tie(correlations, this.deviates, uniforms, count);
    for (const [row, place] of this.members.entries()) {
      list[place]?.distribution.fill(uniforms[row] as Float64Array, this.values[place] as Float64Array, count);
    }
  }
}
