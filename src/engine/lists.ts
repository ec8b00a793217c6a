import { sheetCase } from "./names";

/** The values of a list argument under the names a sentence uses: "shares (item 2)", or just "shares" if it is alone. */
export function items(name: string, values: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(values.map((value, index) => [itemName(name, index, values.length), value]));
}

export function itemName(name: string, index: number, length: number): string {
  return length > 1 ? `${sheetCase(name)} (item ${index + 1})` : sheetCase(name);
}
