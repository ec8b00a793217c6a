/**
 * A stand-in for Excel's object model that demands what Excel demands: nothing can be read before it is loaded and
 * synced, nothing happens before a sync, and what a sync refuses leaves the rest of its queue undone.
 */

import type { Book, ModelSheet, ModelTable, Rect } from "./excelModel";
import * as model from "./excelModel";

type Find<M> = () => M | undefined;

interface Shape<M> {
  /** Readable after load and sync. */
  readonly loadable?: Readonly<Record<string, (found: M) => unknown>>;
  /** Assignments, done at the next sync. */
  readonly settable?: Readonly<Record<string, (found: M, value: unknown) => void>>;
  /** Calls, done at the next sync. */
  readonly calls?: Readonly<Record<string, (found: M, ...args: unknown[]) => void>>;
  /** Methods that give another object at once. */
  readonly makes?: Readonly<Record<string, (find: Find<M>, ...args: unknown[]) => object>>;
  readonly children?: Readonly<Record<string, (find: Find<M>) => object>>;
}

/** What a range object stands for, so that other calls can take it as an argument. */
const rectOfRange = new WeakMap<object, Find<Rect>>();

class StandInContext {
  private queue: (() => void)[] = [];
  readonly workbook: object;
  readonly application: object;

  constructor(readonly book: Book) {
    this.workbook = workbookObject(this);
    this.application = this.object(() => book, {
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

  later(step: () => void): void {
    this.queue.push(step);
  }

  async sync(): Promise<void> {
    this.book.syncs++;
    const steps = this.queue;
    this.queue = [];
    await Promise.resolve();
    for (const step of steps) step();
  }

  /** A proxy of what `find` finds when the queue gets there; if it finds nothing, a null object. */
  object<M>(find: Find<M>, { loadable = {}, settable = {}, calls = {}, makes = {}, children = {} }: Shape<M>): object {
    const loaded = new Map<string, unknown>();
    const made = new Map<string, object>();
    let found: M | undefined;
    this.later(() => {
      found = find();
      loaded.set("isNullObject", found === undefined);
    });
    const needed = (): M => {
      if (found === undefined) throw new model.ExcelError("ItemNotFound");
      return found;
    };
    const child = (name: string): object | undefined => {
      const make = children[name];
      if (make !== undefined && !made.has(name))
        made.set(
          name,
          make(() => found),
        );
      return made.get(name);
    };
    const load = (names: string): void => {
      for (const path of names.split(",")) {
        const [own = "", below] = path.split(/\/(.*)/);
        const of = loadable[own];
        if (of !== undefined) this.later(() => found !== undefined && loaded.set(own, of(found)));
        else if (below !== undefined) (child(own) as { load(names: string): void }).load(below);
        else throw new model.ExcelError(`InvalidArgument: ${own}`);
      }
    };
    const read = (name: string): unknown => {
      if (name === "load") return load;
      if (name === "context") return this;
      const call = calls[name];
      if (call !== undefined) return (...args: unknown[]) => this.later(() => call(needed(), ...args));
      const make = makes[name];
      if (make !== undefined) return (...args: unknown[]) => make(() => found, ...args);
      if (name in children) return child(name);
      if (!loaded.has(name)) throw new model.ExcelError(`PropertyNotLoaded: ${name}`);
      return loaded.get(name);
    };
    const assign = (name: string, value: unknown): boolean => {
      const set = settable[name];
      if (set === undefined) throw new model.ExcelError(`NotSettable: ${name}`);
      this.later(() => set(needed(), value));
      return true;
    };
    return new Proxy(
      {},
      { get: (_target, name) => read(String(name)), set: (_target, name, v) => assign(String(name), v) },
    );
  }
}

function dressed(map: "formats" | "looks", property = "") {
  return (rect: Rect, value: unknown): void => {
    model.refuseProtected(rect.sheet);
    for (const place of model.placesIn(rect)) {
      const before = property === "" ? "" : `${rect.sheet.looks.get(place) ?? ""}${property}:`;
      rect.sheet[map].set(place, `${before}${String(value)}${property === "" ? "" : ";"}`);
    }
  };
}

const look = (property: string) => dressed("looks", property);

function formatObject(context: StandInContext, find: Find<Rect>): object {
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

function rangeObject(context: StandInContext, find: Find<Rect>): object {
  const { book } = context;
  const range = context.object(find, {
    loadable: {
      rowIndex: (rect) => rect.row,
      columnIndex: (rect) => rect.col,
      rowCount: (rect) => rect.rows,
      columnCount: (rect) => rect.cols,
      values: (rect) => model.mapCells(rect, (cell) => cell?.value ?? ""),
      numberFormat: (rect) => model.formatsIn(rect),
      formulas: (rect) => model.mapCells(rect, (cell) => cell?.formula ?? cell?.value ?? ""),
      valueTypes: (rect) =>
        model.mapCells(rect, (cell) => (cell === undefined ? "Empty" : cell.isError ? "Error" : typeof cell.value)),
    },
    settable: {
      formulas: (rect, contents) => model.setCells(book, rect, contents),
      numberFormat: dressed("formats"),
    },
    calls: {
      select: (rect) => {
        book.active = rect;
        for (const listener of book.onSelection) listener();
      },
      clear: model.clearCells,
      copyFrom: (rect, source, kind) => model.pasteValues(rect, rectGiven(source), String(kind)),
    },
    makes: {
      getEntireColumn: (inner) => rangeObject(context, inner),
      getEntireRow: (inner) => rangeObject(context, inner),
      getUsedRangeOrNullObject: (inner) => rangeObject(context, () => rectOrNothing(inner, model.usedIn)),
      getMergedAreasOrNullObject: (inner) =>
        context.object(() => rectOrNothing(inner, model.mergedIn), {
          loadable: { cellCount: (rect) => rect.rows * rect.cols },
        }),
    },
    children: {
      format: (inner) => formatObject(context, inner),
      dataValidation: (inner) => validationObject(context, inner),
      worksheet: (inner) => sheetObject(context, () => inner()?.sheet),
    },
  });
  rectOfRange.set(range, find);
  return range;
}

function validationObject(context: StandInContext, find: Find<Rect>): object {
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
        rule(rect).rule = value;
      },
      errorAlert: (rect, value) => {
        rule(rect).alert = value;
      },
      prompt: () => undefined,
    },
  });
}

/** What is set on an object of which the tests only ask what it was set to. */
function keeping(names: readonly string[], prefix: string) {
  const set = (name: string) => (found: { readonly settings: Map<string, unknown> }, value: unknown) =>
    found.settings.set(`${prefix}${name}`, value);
  return Object.fromEntries(names.map((name) => [name, set(name)]));
}

function pageObject(context: StandInContext, find: Find<ModelSheet>): object {
  const call = (name: string) => (sheet: ModelSheet, value: unknown) => void sheet.settings.set(`page ${name}`, value);
  return context.object(find, {
    settable: keeping(["orientation", "zoom"], "page "),
    calls: {
      setPrintArea: call("area"),
      setPrintTitleRows: call("rows"),
      setPrintTitleColumns: call("columns"),
    },
  });
}

function seriesObject(context: StandInContext, find: Find<model.ModelSeries>): object {
  return context.object(find, {
    settable: {
      name: (series, name) => {
        series.name = String(name);
      },
      gapWidth: () => undefined,
    },
    calls: {
      setValues: (series, range) => {
        series.values = rectGiven(range);
      },
      setXAxisValues: (series, range) => {
        series.categories = rectGiven(range);
      },
    },
    children: {
      format: (inner) =>
        context.object(inner, {
          children: {
            line: () => context.object(inner, { settable: { color: () => undefined } }),
            fill: () =>
              context.object(inner, {
                calls: {
                  clear: (series) => {
                    series.isBlank = true;
                  },
                  setSolidColor: () => undefined,
                },
              }),
          },
        }),
    },
  });
}

function chartObject(context: StandInContext, find: Find<model.ModelChart>): object {
  const part = (names: readonly string[], prefix: string) => (inner: Find<model.ModelChart>) =>
    context.object(inner, { settable: keeping(names, prefix) });
  const axis = (name: string) => (inner: Find<model.ModelChart>) =>
    context.object(inner, {
      settable: keeping(
        ["numberFormat", "minimum", "maximum", "scaleType", "reversePlotOrder", "position"],
        `${name} `,
      ),
      children: { title: part(["text"], `${name} title `) },
    });
  return context.object(find, {
    calls: {
      setPosition: (chart, from, to) => {
        chart.from = rectGiven(from);
        chart.to = rectGiven(to);
      },
    },
    children: {
      title: part(["text", "visible"], "title "),
      legend: part(["visible", "position"], "legend "),
      axes: (inner) =>
        context.object(inner, { children: { categoryAxis: axis("category"), valueAxis: axis("value") } }),
      series: (inner) =>
        context.object(inner, {
          makes: {
            getItemAt: (chart, index) => seriesObject(context, () => chart()?.series[Number(index)]),
            add: (chart, name) =>
              seriesObject(
                context,
                once(context, () => {
                  const made: model.ModelSeries = name === undefined ? {} : { name: String(name) };
                  chart()?.series.push(made);
                  return made;
                }),
              ),
          },
        }),
    },
  });
}

function chartsObject(context: StandInContext, find: Find<ModelSheet>): object {
  return context.object(find, {
    makes: {
      add: (sheet, kind, source) =>
        chartObject(
          context,
          once(context, () => {
            const made: model.ModelChart = {
              kind: String(kind),
              series: [{ values: rectGiven(source) }],
              settings: new Map(),
            };
            sheet()?.charts.push(made);
            return made;
          }),
        ),
    },
  });
}

function rectOrNothing<M>(find: Find<M>, of: (found: M) => Rect | undefined): Rect | undefined {
  const found = find();
  return found === undefined ? undefined : of(found);
}

function sheetObject(context: StandInContext, find: Find<ModelSheet>): object {
  const { book } = context;
  const freeze = (frozen: string) => (sheet: ModelSheet) => {
    sheet.frozen = frozen;
  };
  return context.object(find, {
    loadable: { name: (sheet) => sheet.name },
    settable: {
      ...keeping(["showGridlines", "tabColor"], ""),
      name: (sheet, name) => model.renameSheet(book, sheet, String(name)),
    },
    calls: {
      activate: (sheet) => {
        book.active = { sheet, row: 0, col: 0, rows: 1, cols: 1 };
      },
      delete: (sheet) => model.removeSheet(book, sheet),
    },
    makes: {
      copy: (inner) =>
        sheetObject(
          context,
          once(context, () => model.copySheet(book, inner())),
        ),
      getRangeByIndexes: (inner, row, col, rows, cols) =>
        rangeObject(context, () => rectOrNothing(inner, (sheet) => ({ sheet, row, col, rows, cols }) as Rect)),
      getUsedRangeOrNullObject: (inner) =>
        rangeObject(context, () => rectOrNothing(inner, (sheet) => model.usedIn(model.wholeSheet(sheet)))),
    },
    children: {
      protection: (inner) => context.object(inner, { loadable: { protected: (sheet) => sheet.isProtected } }),
      pageLayout: (inner) => pageObject(context, inner),
      charts: (inner) => chartsObject(context, inner),
      freezePanes: (inner) =>
        context.object(inner, {
          calls: {
            freezeRows: (sheet, rows) => freeze(`${String(rows)} rows`)(sheet),
            freezeColumns: (sheet, cols) => freeze(`${String(cols)} columns`)(sheet),
            freezeAt: (sheet) => freeze("rows and columns")(sheet),
          },
        }),
    },
  });
}

/** What the queue makes once, whoever asks first. */
function once<T>(context: StandInContext, make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  context.later(get);
  return get;
}

function sheetsObject(context: StandInContext): object {
  const { book } = context;
  const existing = (name: unknown): ModelSheet => {
    const sheet = model.sheetNamed(book, String(name));
    if (sheet === undefined) throw new model.ExcelError("ItemNotFound");
    return sheet;
  };
  return context.object(() => book, {
    loadable: {
      items: () =>
        book.sheets.map(({ name, isProtected }) => ({
          name,
          visibility: "Visible",
          protection: { protected: isProtected },
        })),
    },
    makes: {
      add: (_find, name) =>
        sheetObject(
          context,
          once(context, () => model.addSheet(book, String(name))),
        ),
      getItem: (_find, name) => sheetObject(context, () => existing(name)),
      getItemOrNullObject: (_find, name) => sheetObject(context, () => model.sheetNamed(book, String(name))),
    },
    children: { onChanged: () => eventObject(context, book.onChange) },
  });
}

function tablesObject(context: StandInContext): object {
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

function rectGiven(range: unknown): Rect {
  const rect = rectOfRange.get(range as object)?.();
  if (rect === undefined) throw new model.ExcelError("InvalidArgument");
  return rect;
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

function eventObject(context: StandInContext, listeners: Set<() => void>): object {
  return {
    add: (listener: () => void) => {
      context.later(() => listeners.add(listener));
      return { context, remove: () => context.later(() => listeners.delete(listener)) };
    },
  };
}

function workbookObject(context: StandInContext): object {
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

/** Puts the globals of Excel's page in place, for a workbook held in memory; `versions` are the ExcelApi it has. */
export function standInForExcel(book: Book, versions: (version: string) => boolean = () => true): void {
  const run = async (first: unknown, second?: unknown): Promise<unknown> => {
    const work = (second ?? first) as (context: StandInContext) => Promise<unknown>;
    const context = first instanceof StandInContext ? first : new StandInContext(book);
    const result = await work(context);
    await context.sync();
    return result;
  };
  const requirements = { isSetSupported: (_set: string, version: string) => versions(version) };
  Object.assign(globalThis, {
    Excel: { run },
    Office: { context: { requirements } },
    OfficeExtension: { Error: model.ExcelError },
  });
}
