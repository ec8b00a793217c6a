import type { Size } from "./spec";

/** A rectangle of the drawing, in pixels from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf({ width, height }: Size): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

export const widthOf = ({ left, right }: Box) => right - left;
export const heightOf = ({ top, bottom }: Box) => bottom - top;

/** The box with so much less at its sides; at least a pixel is left. */
export function inset(box: Box, less: Partial<Box>): Box {
  const left = box.left + (less.left ?? 0);
  const top = box.top + (less.top ?? 0);
  return {
    left,
    top,
    right: Math.max(left + 1, box.right - (less.right ?? 0)),
    bottom: Math.max(top + 1, box.bottom - (less.bottom ?? 0)),
  };
}
