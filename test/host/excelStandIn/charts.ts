import type * as model from "../excelModel";
import type { ModelSheet } from "../excelModel";
import { type Find, keeping, once, type StandInContext } from "./context";
import { rectGiven } from "./rects";

export function chartsObject(context: StandInContext, find: Find<ModelSheet>): object {
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
