/** Formulas with places to fill: =INFER.COST(<model>, <input>, <output>). */

const NUMBER = /^\d+(\.\d+)?%?$/;

/** A typed number as a formula takes it, thousands separators dropped; `undefined` if it is none. */
export function typedNumber(text: string): string | undefined {
  const bare = text.trim().replaceAll(",", "");
  return NUMBER.test(bare) ? bare : undefined;
}

/** A text in quotes, as a formula takes it. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The formula with each place filled; a place without a value is a mistake of ours. */
export function filled(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/<(\w+)>/g, (_place, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`${template} asks for ${name}, which is not given.`);
    return value;
  });
}
