import type { ModelTable } from "../excelModel";
import * as model from "../excelModel";
import { type Find, once, type StandInContext } from "./context";
import { rectGiven } from "./rects";
import { rangeObject } from "./sheets";

export function tablesObject(context: StandInContext): object {
  const { book } = context;
  return context.object(() => book, {
    loadable: {
      items: () =>
        book.tables.map((table) => ({
          name: table.name,
          showTotals: table.hasTotals ?? false,
          getRange: () => rangeObject(context, () => table.at),
        })),
    },
    makes: {
      add: (_find, range) =>
        tableObject(
          context,
          once(context, () => {
            const made = { name: `Table${book.tables.length + 1}`, at: rectGiven(range) };
            book.tables.push(made);
            return made;
          }),
        ),
      getItem: (_find, name) => tableObject(context, () => book.tables.find(model.namedAlike(String(name)))),
    },
  });
}

function tableObject(context: StandInContext, find: Find<ModelTable>): object {
  const { book } = context;
  return context.object(find, {
    settable: { name: (table, name) => model.nameTable(book, table, String(name)) },
    calls: { resize: (table, range) => model.resizeTable(book, table, rectGiven(range)) },
    children: {
      rows: (inner) =>
        context.object(inner, {
          makes: {
            getItemAt: (table, index) =>
              context.object(table, { calls: { delete: (found) => model.removeTableRow(found, Number(index)) } }),
          },
        }),
    },
  });
}
