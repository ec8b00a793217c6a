import { DomainError, notFound } from "../errors";
import { gpuNamed, type ServingTables } from "../serving/tables";
import { throughputOf } from "../serving/throughput";
import type { EnergyNames } from "./energy";

/** What the tables and the serving model know of machines that are given by name. */
export function machineNames(serving: ServingTables): EnergyNames {
  return {
    chipPowerW(accelerator) {
      const { id, tdpW } = gpuNamed(serving, accelerator);
      if (tdpW === undefined) throw notFound(`The table has no tdp_w for ${id}. Give power_w in watts.`);
      return tdpW;
    },
    deployment(model, accelerator) {
      const { outputTokPerS, watts } = throughputOf(serving, { model, gpu: accelerator });
      if (watts instanceof DomainError) throw watts;
      return { tokPerS: outputTokPerS, powerW: watts };
    },
  };
}
