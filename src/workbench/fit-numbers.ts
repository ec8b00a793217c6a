import { CellValueType } from "@univerjs/core";
import { FontCache, Text } from "@univerjs/preset-sheets-core";
import { fittedNumber } from "./fitted-number";
import { repairOnce } from "./repair-once";

/** What Univer is asked to draw in a cell. */
type Drawn = Parameters<typeof Text.drawWith>[1];

/** Lets numbers that are wider than their cells be drawn as Excel does; Univer would cut their last digits off. */
export const fitNumbersToCells = (): void => repairOnce(drawFitted);

function drawFitted(): void {
  const draw = Text.drawWith.bind(Text);
  Text.drawWith = (context, drawn) => draw(context, fitted(drawn));
}

function fitted(drawn: Drawn): Drawn {
  const { text, width, fontStyle, warp, cellValueType } = drawn;
  if (cellValueType !== CellValueType.NUMBER || warp === true || !text || !width || !fontStyle) return drawn;
  const shown = fittedNumber(text, (candidate) => FontCache.getMeasureText(candidate, fontStyle).width <= width);
  return shown === text ? drawn : { ...drawn, text: shown };
}
