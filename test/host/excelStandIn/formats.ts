import type { ModelSheet, Rect } from "../excelModel";
import * as model from "../excelModel";
import type { Find, StandInContext } from "./context";
import { rectGiven } from "./rects";

export function dressed(map: "formats" | "looks", property = "") {
  return (rect: Rect, value: unknown): void => {
    model.refuseProtected(rect.sheet);
    for (const place of model.placesIn(rect)) {
      const before = property === "" ? "" : `${rect.sheet.looks.get(place) ?? ""}${property}:`;
      rect.sheet[map].set(place, `${before}${String(value)}${property === "" ? "" : ";"}`);
    }
  };
}

const look = (property: string) => dressed("looks", property);

export function formatObject(context: StandInContext, find: Find<Rect>): object {
  const font = { bold: look("bold"), italic: look("italic"), size: look("size"), color: look("color") };
  return context.object(find, {
    settable: {
      columnWidth: (rect, value) => rect.sheet.widths.set(rect.col, Number(value)),
      rowHeight: (rect, value) => rect.sheet.heights.set(rect.row, Number(value)),
      horizontalAlignment: look("align"),
      verticalAlignment: look("vertical"),
      indentLevel: look("indent"),
      wrapText: look("wrap"),
    },
    children: {
      font: (inner) => context.object(inner, { settable: font }),
      fill: (inner) => context.object(inner, { settable: { color: look("fill") } }),
      borders: (inner) =>
        context.object(inner, {
          makes: {
            getItem: (rect, edge) => {
              const line = (property: string) => look(`${String(edge)} ${property}`);
              return context.object(rect, {
                settable: { style: line("style"), weight: line("weight"), color: line("color") },
              });
            },
          },
        }),
    },
  });
}

export function validationObject(context: StandInContext, find: Find<Rect>): object {
  const rule = (rect: Rect): ModelSheet["rules"][number] => {
    const sameAs = ({ at }: { readonly at: Rect }) => at.row === rect.row && at.col === rect.col;
    const { rules } = rect.sheet;
    const known = rules.find(sameAs);
    if (known !== undefined) return known;
    const made: ModelSheet["rules"][number] = { at: rect };
    rules.push(made);
    return made;
  };
  return context.object(find, {
    settable: {
      ignoreBlanks: () => undefined,
      rule: (rect, value) => {
        model.refuseProtected(rect.sheet);
        rule(rect).rule = withCells(value);
      },
      errorAlert: (rect, value) => {
        rule(rect).alert = value;
      },
      prompt: () => undefined,
    },
  });
}

/** A list may be given as cells, which stand for their values. */
function withCells(value: unknown): unknown {
  const { list } = value as { readonly list?: { readonly source: unknown } };
  if (typeof list?.source !== "object") return value;
  const { sheet, row, col, rows, cols } = rectGiven(list.source);
  return { list: { ...list, source: { sheet: sheet.name, row, col, rows, cols } } };
}
