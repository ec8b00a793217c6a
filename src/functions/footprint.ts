import {
  type Carbon,
  carbon as carbonKg,
  type Energy,
  energy as energyUse,
  machineNames,
  power as powerDraw,
  type Water,
  water as waterLitres,
} from "../engine/footprint";
import { builtInPlaces, builtInServing } from "./builtIn";
import { spreadMain } from "./call/mainValue";
import { type CellReader, number, optional, optionalDate, optionalNonZero, quantityOrName } from "./call/readers";
import { spread } from "./call/spread";

/** A rate may be left out; a blank cell that arrives as 0 is no rate. */
const optionalRateOrName: CellReader<number | string | undefined> = {
  scope: "cell",
  read: (cell, name) => (cell === undefined || cell === 0 ? undefined : quantityOrName.read(cell, name)),
};

/**
 * Energy at the meter in kWh for tokens, or for a machine that runs for some hours.
 * @customfunction ENERGY
 * @param {any[][]} mtok Tokens, the same that tok_per_s counts; blank with hours for a machine's whole time [Mtok].
 * @param {any[][]} tok_per_s Tokens per second of the machine while busy, or an open-weight model if power_w is an accelerator [tok/s or name].
 * @param {any[][]} power_w IT power of the machine while busy, or the accelerator it runs on [W or name].
 * @param {any[][]} [pue] Facility power per unit of IT power, from 1 [ratio]. Default 1.3.
 * @param {any[][]} [hours] Hours the machine is on; then it draws power for all of them [hours]. Default the hours that the tokens take.
 * @param {any[][]} [tokens_per_query] Tokens of one query, counted as tok_per_s counts [tokens]. Default none; then no wh_per_query.
 * @param {any[][]} [usd_per_kwh] Electricity tariff [USD/kWh]. Default none; then no usd.
 * @param {any[][]} [field] Name of one of kwh, it_kwh, hours, joule_per_token, wh_per_query, usd [name]. Default kwh.
 * @returns {any[][]} kwh at the meter; with field another value.
 * @group Footprint
 * @shape B
 * @formula kwh = power_w ÷ 1000 × hours × pue, with hours = mtok × 1,000,000 ÷ tok_per_s ÷ 3600 unless given
 * @remarks joule_per_token and wh_per_query are at the meter, pue included. With mtok and hours the idle time is in them.
 * @remarks An accelerator beside a number of tok_per_s stands for its chip power limit (tdp_w), without the server around it. Measured chips drew 28% to 87% of it; the server comes on top. Give measured watts where you have them.
 * @remarks A model and an accelerator together stand for the smallest deployment that holds the model, at the throughput and watts that THROUGHPUT estimates; mtok then counts output tokens.
 * @example =INFER.ENERGY(100, 900, 1275, 1.2) → 47.222222
 * @example =INFER.ENERGY(, , 10200, 1.3, 8760) → 116157.6
 */
export function energy(
  mtok: any[][],
  tok_per_s: any[][],
  power_w: any[][],
  pue?: any[][],
  hours?: any[][],
  tokens_per_query?: any[][],
  usd_per_kwh?: any[][],
  field?: any[][],
): any[][] {
  return spreadMain(
    { mtok, tok_per_s, power_w, pue, hours, tokens_per_query, usd_per_kwh },
    {
      mtok: optional(number),
      tok_per_s: optionalRateOrName,
      power_w: quantityOrName,
      pue: optionalNonZero,
      hours: optionalNonZero,
      tokens_per_query: optionalNonZero,
      usd_per_kwh: optionalNonZero,
    },
    (given: Energy) => energyUse(given, machineNames(builtInServing())),
    "kwh",
    field,
  );
}

/**
 * Power at the meter in kW of a number of accelerators, with racks and cooling.
 * @customfunction POWER
 * @param {any[][]} gpus Accelerators, a whole number [accelerators].
 * @param {any[][]} gpu_w Power of one accelerator at full load [W].
 * @param {any[][]} [host_w_per_gpu] Power of the server around it, for each accelerator [W]. Default 0.
 * @param {any[][]} [load] Average power as a share of full load, above 0 [share 0-1]. Default 1.
 * @param {any[][]} [pue] Facility power per unit of IT power, from 1 [ratio]. Default 1.3.
 * @param {any[][]} [kw_per_rack] IT power that one rack may draw [kW]. Default none; then no racks and cooling.
 * @param {any[][]} [field] Name of one of kw, it_kw, racks, cooling [name]. Default kw.
 * @returns {any[][]} kw at the meter; with field another value.
 * @group Footprint
 * @shape B
 * @formula kw = gpus × (gpu_w + host_w_per_gpu) ÷ 1000 × load × pue; racks = gpus × (gpu_w + host_w_per_gpu) ÷ 1000 ÷ kw_per_rack, rounded up
 * @remarks racks are laid out for full load, whatever the average. cooling is air up to 40 kW a rack, else liquid.
 * @example =INFER.POWER(8, 700, 575) → 13.26
 * @example =INFER.POWER(72, 1200, 300, 80%, 1.2, 130, "cooling") → liquid
 */
export function power(
  gpus: any[][],
  gpu_w: any[][],
  host_w_per_gpu?: any[][],
  load?: any[][],
  pue?: any[][],
  kw_per_rack?: any[][],
  field?: any[][],
): any[][] {
  return spreadMain(
    { gpus, gpu_w, host_w_per_gpu, load, pue, kw_per_rack },
    {
      gpus: number,
      gpu_w: number,
      host_w_per_gpu: optional(number),
      load: optionalNonZero,
      pue: optionalNonZero,
      kw_per_rack: optionalNonZero,
    },
    powerDraw,
    "kw",
    field,
  );
}

/**
 * Carbon footprint of electricity in kg CO₂e: location-based, or market-based with a carbon-free share.
 * @customfunction CARBON
 * @param {any[][]} kwh Electricity at the meter, as ENERGY gives it [kWh].
 * @param {any[][]} region Region, state, grid or country by name, or its grid factor in g CO₂e per kWh [name or g/kWh].
 * @param {any[][]} [embodied_kg] Emissions of making the hardware, the part that falls to this use [kg CO₂e]. Default 0.
 * @param {any[][]} [as_of] Day of the use [date]. Default the last known factor.
 * @param {any[][]} [carbon_free_share] Share of the electricity bought as carbon-free [share 0-1]. Default 0.
 * @returns {any[][]} kg CO₂e.
 * @group Footprint
 * @shape B
 * @formula kwh × grid factor × (1 − carbon_free_share) ÷ 1000 + embodied_kg
 * @remarks The grid factor is the region's yearly average, never derived from a renewable share. The table has one calendar year for each region: a later as_of takes it, an earlier one is #N/A.
 * @remarks A carbon_free_share makes the figure market-based; report the location-based one (share 0) beside it.
 * @example =INFER.CARBON(116157.6, 400) → 46463.04
 * @example =INFER.CARBON(1000, 400, 50, , 30%) → 330
 */
export function carbon(
  kwh: any[][],
  region: any[][],
  embodied_kg?: any[][],
  as_of?: any[][],
  carbon_free_share?: any[][],
): any[][] {
  return spread(
    { kwh, region, embodied_kg, as_of, carbon_free_share },
    {
      kwh: number,
      region: quantityOrName,
      embodied_kg: optional(number),
      as_of: optionalDate,
      carbon_free_share: optional(number),
    },
    (given: Carbon) => carbonKg(given, builtInPlaces()),
  );
}

/**
 * Water use in litres, on site for cooling and off site for making the electricity.
 * @customfunction WATER
 * @param {any[][]} it_kwh Energy of the IT equipment, before PUE [kWh].
 * @param {any[][]} region Region, state, grid or country by name, or its power plants' litres per kWh [name or L/kWh].
 * @param {any[][]} [pue] Facility power per unit of IT power, from 1 [ratio]. Default the region's typical PUE; 1.3 beside a number.
 * @param {any[][]} [wue_l_per_kwh] Litres on site per kWh of IT energy; 0 for a dry-cooled site [L/kWh]. Default the region's.
 * @returns {any[][]} Litres of water.
 * @group Footprint
 * @shape B
 * @formula it_kwh × (wue_l_per_kwh + pue × the region's off-site litres per kWh)
 * @remarks Off-site water is withdrawn or evaporated at the power plants; hydropower's reservoirs make it large. Where the table lacks a figure the answer is #N/A, never a part of the sum; so beside a number for region wue_l_per_kwh has to be given.
 * @example =INFER.WATER(1000, "us-va-tx") → 4077.952
 * @example =INFER.WATER(1000, "us-va-tx", 1.2, 0) → 3758.52
 * @example =INFER.WATER(1000, 3.142, 1.17, 0.55) → 4226.14
 */
export function water(it_kwh: any[][], region: any[][], pue?: any[][], wue_l_per_kwh?: any[][]): any[][] {
  return spread(
    { it_kwh, region, pue, wue_l_per_kwh },
    { it_kwh: number, region: quantityOrName, pue: optionalNonZero, wue_l_per_kwh: optional(number) },
    (given: Water) => waterLitres(given, builtInPlaces()),
  );
}
