/** The page's colours by their roles; what follows is what holds where a page sets none. */
export const GROUND = "var(--chart-ground,#fff)";
export const GRID = "var(--chart-grid,#e0e0e0)";
export const AXIS = "var(--chart-axis,#767676)";

/** Colours of series on white and on dark ground, each told from its neighbours by eyes that miss red, green or blue. */
export const ON_LIGHT = ["#0f6cbd", "#c2410c", "#00796b", "#8e3b9e", "#8a6100", "#4a5568"] as const;
export const ON_DARK = ["#62abf5", "#ff8a5c", "#35c2ae", "#d08be0", "#e0b84c", "#b0bac7"] as const;

/** The colour of the series at this place; a colour of its own is the author's, and follows the ground if it is ours. */
export function colorOf(index: number, own?: string): string {
  const palette: readonly string[] = ON_LIGHT;
  const ours = palette.indexOf(own?.toLowerCase() ?? "");
  if (own !== undefined && ours < 0) return own;
  const place = own === undefined ? index % palette.length : ours;
  return `var(--chart-${place + 1},${palette[place]})`;
}

/** Patterns of lines that lie too close for the shapes of their points. */
const DASHES = ["", "7 3", "2 3", "10 3 2 3"] as const;
export const dashOf = (index: number) => DASHES[index % DASHES.length] || undefined;
