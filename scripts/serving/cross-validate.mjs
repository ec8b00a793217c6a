// How wrong the serving model is on deployments it was not fitted on. Measurements are grouped by model, accelerator
// and software; each tenth of the groups is predicted with parameters fitted on the other nine tenths alone, starting
// from neutral priors. Writes docs/methodology/serving-accuracy.md and .svg.
//   node scripts/serving/cross-validate.mjs
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { accuracySvg } from "./chart.mjs";
import { servingEngine } from "./engine.mjs";
import { fitted } from "./fit.mjs";
import { measuredRows, quantile, servingTables } from "./rows.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const FOLDS = 10;
const engine = await servingEngine();
const rows = measuredRows(engine);
const tables = servingTables(engine);

function predict(row, parameters) {
  const service = engine.served({ ...tables, parameters }, row.request);
  const point = engine.operatingPoint(service.deployment, service.load, service.concurrency);
  return {
    outputTokPerS: point.outputTokPerS * service.replicas,
    tpotMs: point.tpotS * 1000,
    ttftMs: point.ttftS * 1000,
    ...engine.bandOf(service.deployment),
  };
}

const groups = [...new Set(rows.map(({ group }) => group))].sort();
const foldOf = new Map(groups.map((group, index) => [group, index % FOLDS]));

function leftOut() {
  const results = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const parameters = fitted(
      engine.parameters,
      rows.filter(({ group }) => foldOf.get(group) !== fold),
      predict,
    );
    const test = rows.filter(({ group }) => foldOf.get(group) === fold);
    results.push(...test.map((row) => ({ ...row, predicted: predict(row, parameters) })));
    process.stderr.write(`fold ${fold + 1} of ${FOLDS}: ${summary(results).median.toFixed(1)} %\n`);
  }
  return results;
}

const percentError = (predicted, measured) => Math.abs(predicted / measured - 1) * 100;

function summary(results) {
  const errors = results.map(({ predicted, measured }) =>
    percentError(predicted.outputTokPerS, measured.outputTokPerS),
  );
  const of = (key) =>
    results.flatMap(({ predicted, measured }) =>
      measured[key] === undefined ? [] : [percentError(predicted[key], measured[key])],
    );
  const inBand = results.filter(({ predicted, measured }) => {
    const ratio = measured.outputTokPerS / predicted.outputTokPerS;
    return ratio >= predicted.low && ratio <= predicted.high;
  });
  return {
    rows: results.length,
    median: quantile(errors, 0.5),
    p90: quantile(errors, 0.9),
    within25: (100 * errors.filter((error) => error <= 25).length) / errors.length,
    band: (100 * inBand.length) / results.length,
    tpot: quantile(of("tpotMs"), 0.5),
    ttft: quantile(of("ttftMs"), 0.5),
  };
}

/** Error of a deployment's other loads once one of its measurements has calibrated it. */
function calibratedErrors(results) {
  const byDeployment = new Map();
  for (const row of results) {
    const { gpus, bits, options } = row.request;
    const key = [
      row.group,
      gpus,
      bits,
      options.attentionDp,
      options.pipeline,
      row.scenario,
      row.measurement.provenance.source,
    ].join("|");
    byDeployment.set(key, [...(byDeployment.get(key) ?? []), row]);
  }
  const ratios = [];
  for (const same of byDeployment.values()) {
    same.forEach((point, at) => {
      const factor = point.measured.outputTokPerS / point.predicted.outputTokPerS;
      same.forEach((row, index) => {
        if (index !== at) ratios.push(row.measured.outputTokPerS / (row.predicted.outputTokPerS * factor));
      });
    });
  }
  return ratios;
}

const one = (value) => (value === undefined ? "–" : value.toFixed(1));
const line = (name, s) =>
  `| ${name} | ${s.rows} | ${one(s.median)} | ${one(s.p90)} | ${one(s.within25)} | ${one(s.band)} | ${one(s.tpot)} | ${one(s.ttft)} |`;
const HEAD =
  "rows | median error % | 90 % of rows below % | within 25 %, % | in the band, % | TPOT median % | TTFT median % |\n|---|---:|---:|---:|---:|---:|---:|---:|";

function table(results, key, title) {
  const byKey = new Map();
  for (const row of results) byKey.set(row[key], [...(byKey.get(row[key]) ?? []), row]);
  const lines = [...byKey].sort((a, b) => b[1].length - a[1].length).map(([name, same]) => line(name, summary(same)));
  return [`| ${title} | ${HEAD}`, ...lines].join("\n");
}

const shipped = rows.map((row) => ({ ...row, predicted: predict(row, engine.parameters) }));
const results = leftOut();
const ratios = calibratedErrors(results);
const text = `# Accuracy of the serving model

Written by \`node scripts/serving/cross-validate.mjs\`. ${rows.length} published measurements in ${groups.length} groups of model, accelerator and software.
*Left out*: each tenth of the groups predicted with parameters fitted on the others, from neutral priors. *Shipped*: the product's
parameters on the same rows, which they have seen. The band is low to high of THROUGHPUT.

![Predicted against measured](serving-accuracy.svg)

| | ${HEAD}
${line("left out", summary(results))}
${line("shipped", summary(shipped))}

With one measurement of the same deployment as calibration the median error on its other loads is ${one(
  quantile(
    ratios.map((ratio) => Math.abs(1 / ratio - 1) * 100),
    0.5,
  ),
)} %;
80 % of measured ÷ calibrated lie in ${quantile(ratios, 0.1).toFixed(2)}–${quantile(ratios, 0.9).toFixed(2)}.

## Left out, by accelerator

${table(results, "accelerator", "accelerator")}

## Left out, by model

${table(results, "model", "model")}

## Left out, by regime

${table(results, "scenario", "scenario")}

${table(results, "precision", "precision")}

${table(results, "stack", "software")}

## Shipped, by accelerator

${table(shipped, "accelerator", "accelerator")}
`;
writeFileSync(path.join(ROOT, "docs/methodology/serving-accuracy.md"), text);
const subtitle = `${rows.length} published measurements, each predicted without its group; dashed: ±25 %`;
writeFileSync(path.join(ROOT, "docs/methodology/serving-accuracy.svg"), accuracySvg(results, subtitle));
process.stdout.write(text);
