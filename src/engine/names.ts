/**
 * One word from sheet to engine: `gpu_hour_usd` on the sheet is `gpuHourUsd` in code, `usd_per_kwh` is `usdPerKWh`.
 * Both directions live here; a test holds them to be inverse for every argument and field of the catalog.
 */

/** Units keep their own capitals in code: `usdPerMTok`, `energyKWh`, `weightsGB`. */
const UNIT_WORDS = { Mtok: "MTok", Kwh: "KWh", Mwh: "MWh", Kw: "KW", Gb: "GB" } as const;
type UnitWords = typeof UNIT_WORDS;

type SmallUnits<Name extends string, Unit extends keyof UnitWords = keyof UnitWords> = {
  [U in Unit]: Name extends `${infer Head}${UnitWords[U]}${infer Tail}` ? SmallUnits<`${Head}${U}${Tail}`> : never;
}[Unit] extends infer Replaced
  ? [Replaced] extends [never]
    ? Name
    : Replaced & string
  : never;

type Underscored<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? Letter extends Lowercase<Letter>
    ? `${Letter}${Underscored<Rest>}`
    : `_${Lowercase<Letter>}${Underscored<Rest>}`
  : "";

/** The sheet's name of an engine parameter, in the type system. */
export type SheetName<Name extends string> = Name extends `price${infer Index extends number}`
  ? `price_${Index}`
  : Name extends `quantity${infer Index extends number}`
    ? `quantity_${Index}`
    : Underscored<SmallUnits<Name>>;

const camelNames = new Map<string, string>();
const sheetNames = new Map<string, string>();

/** `price_usd_per_mtok` → `priceUsdPerMTok`. */
export function camelCase(sheetName: string): string {
  let name = camelNames.get(sheetName);
  if (name === undefined) {
    const [first = "", ...rest] = sheetName.split("_");
    name = first + rest.map((word) => unitWord(word.charAt(0).toUpperCase() + word.slice(1))).join("");
    camelNames.set(sheetName, name);
  }
  return name;
}

function unitWord(word: string): string {
  return word in UNIT_WORDS ? UNIT_WORDS[word as keyof UnitWords] : word;
}

/** `gpuHourUsd` → `gpu_hour_usd`; `price0` and `quantity1` get their underscore back, `p10` keeps none. */
export function sheetCase(codeName: string): string {
  let name = sheetNames.get(codeName);
  if (name === undefined) {
    name = codeName
      .replace(/MTok|KWh|MWh|KW|GB/g, (unit) => unit.charAt(0) + unit.slice(1).toLowerCase())
      .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      .replace(/\b(price|quantity)(\d)$/, "$1_$2");
    sheetNames.set(codeName, name);
  }
  return name;
}
