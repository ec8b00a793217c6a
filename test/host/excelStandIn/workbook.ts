import { eventObject, type StandInContext } from "./context";
import { rangeObject, sheetsObject } from "./sheets";
import { tablesObject } from "./tables";

export function workbookObject(context: StandInContext): object {
  const { book } = context;
  return context.object(() => book, {
    makes: {
      getSelectedRange: () => rangeObject(context, () => book.active),
      getActiveCell: () => rangeObject(context, () => ({ ...book.active, rows: 1, cols: 1 })),
    },
    children: {
      worksheets: () => sheetsObject(context),
      tables: () => tablesObject(context),
      customXmlParts: () => partsObject(context),
      names: () =>
        context.object(() => book, {
          loadable: { items: () => book.names.map(({ name }) => ({ name })) },
          calls: {
            add: (_found, name, refersTo) => book.names.push({ name: String(name), refersTo: String(refersTo) }),
          },
        }),
      protection: () => context.object(() => book, { loadable: { protected: (found) => found.isStructureProtected } }),
      settings: () =>
        context.object(() => book, {
          calls: { add: (_found, key, value) => book.settings.set(String(key), String(value)) },
          makes: {
            getItemOrNullObject: (_find, key) =>
              context.object(() => book.settings.get(String(key)), { loadable: { value: (value) => value } }),
          },
        }),
      onSelectionChanged: () => eventObject(context, book.onSelection),
    },
  });
}

/** XML parts: what a method gives as a value is there after the next sync. */
function partsObject(context: StandInContext): object {
  const { book } = context;
  const partObject = (part: { xml: string }) => ({
    getXml: () => {
      const result = { value: undefined as string | undefined };
      context.later(() => {
        result.value = part.xml;
      });
      return result;
    },
    setXml: (xml: string) =>
      context.later(() => {
        part.xml = xml;
      }),
  });
  return context.object(() => book, {
    calls: { add: (_found, xml) => book.parts.push({ xml: String(xml) }) },
    makes: {
      getByNamespace: (_find, namespace) =>
        context.object(() => book, {
          loadable: {
            items: () => book.parts.filter(({ xml }) => xml.includes(`"${String(namespace)}"`)).map(partObject),
          },
        }),
    },
  });
}

export function applicationObject(context: StandInContext): object {
  return context.object(() => context.book, {
    loadable: {
      decimalSeparator: (found) => found.decimalSeparator,
      calculationMode: (found) => found.calculationMode,
    },
    calls: {
      calculate: (found) => {
        found.calculations++;
      },
    },
  });
}
