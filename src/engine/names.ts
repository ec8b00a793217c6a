/**
 * One word from sheet to engine: `gpu_hour_usd` on the sheet is `gpuHourUsd` in code. The two directions live here and
 * a test holds them to be inverse for every argument and field of the catalog.
 */

export type CamelCase<Sheet extends string> = Sheet extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Sheet;

const camelNames = new Map<string, string>();
const sheetNames = new Map<string, string>();

/** `price_usd_per_mtok` → `priceUsdPerMtok`; `price_0` → `price0`. */
export function camelCase(sheetName: string): string {
  let name = camelNames.get(sheetName);
  if (name === undefined) {
    name = sheetName.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
    camelNames.set(sheetName, name);
  }
  return name;
}

/** `gpuHourUsd` → `gpu_hour_usd`; `price0` → `price_0`, while `p10` and `tco2e` keep their digits (see `DIGIT_WORDS`). */
export function sheetCase(codeName: string): string {
  let name = sheetNames.get(codeName);
  if (name === undefined) {
    name = codeName
      .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      .replace(/(price|quantity)(\d+)\b/g, "$1_$2");
    sheetNames.set(codeName, name);
  }
  return name;
}
