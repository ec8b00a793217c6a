const WHOLE = /^\d{1,15}$/;
const DECIMAL = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d{1,3}))?$/i;
/** Leaves room for one more number before integers lose their last digit. */
const FULL = 2 ** 52;
const LONGEST = 400;

/** True for a number as files write it, and for a blank. */
export function isAmount(text: string): boolean {
  if (WHOLE.test(text)) return true;
  const trimmed = text.trim();
  return (
    trimmed === "" || (trimmed.length <= LONGEST && /\d/.test(trimmed.replace(/e.*$/i, "")) && DECIMAL.test(trimmed))
  );
}

/** A sum of decimal numbers as they are written, without any rounding until it is read. */
export class ExactSum {
  private whole = 0;
  private digits = 0n;
  private scale = 0;

  /** Adds a number that `isAmount`. Blank is nothing. */
  add(text: string): void {
    if (WHOLE.test(text)) {
      this.whole += Number(text);
      if (this.whole >= FULL) this.carry();
      return;
    }
    if (text.trim() === "") return;
    const [, sign, whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(text.trim()) ?? [];
    const places = fraction.length - Number(exponent);
    const value = BigInt(whole + fraction) * (places < 0 ? 10n ** BigInt(-places) : 1n);
    this.addScaled(sign === "-" ? -value : value, Math.max(0, places));
  }

  /** The nearest number that a cell can hold. */
  value(): number {
    this.carry();
    return Number(`${this.digits}e-${this.scale}`);
  }

  private carry(): void {
    this.addScaled(BigInt(this.whole), 0);
    this.whole = 0;
  }

  private addScaled(value: bigint, scale: number): void {
    if (scale > this.scale) {
      this.digits *= 10n ** BigInt(scale - this.scale);
      this.scale = scale;
    }
    this.digits += scale === this.scale ? value : value * 10n ** BigInt(this.scale - scale);
  }
}
