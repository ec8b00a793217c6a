// The published measurements as the fit and the reports read them.

export function servingTables(engine, parameters = engine.parameters) {
  return {
    models: engine.nameIndex("model", engine.models(), ({ id }) => [id]),
    gpus: engine.nameIndex("accelerator", engine.gpus(), ({ id }) => [id]),
    parameters,
    measurements: engine.measurements,
  };
}

/** Every measurement the model predicts, with what it is grouped by. */
export function measuredRows(engine) {
  return engine.measurements().flatMap((measurement) => {
    const request = engine.requestOf(measurement);
    if (request === undefined) return [];
    const { accelerator, acceleratorId, modelId, engine: stack, scenario, precision } = measurement;
    return [
      {
        measurement,
        request,
        accelerator,
        family: engine.parameters.chips[acceleratorId]?.family ?? "uncalibrated",
        model: modelId,
        stack,
        scenario,
        precision: precision === "fp16" ? "bf16" : precision,
        group: `${modelId}|${acceleratorId}|${stack.split("-")[0]}`,
        measured: {
          outputTokPerS: measurement.outputTokPerS,
          tpotMs: scenario === "closed-loop" ? measurement.tpotMs : undefined,
          ttftMs: scenario === "closed-loop" ? measurement.ttftMs : undefined,
        },
      },
    ];
  });
}

/** The element at a share of the sorted list, nearest rank. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
}
