import { between, notNegative, positive, positiveShare, wholeNumber } from "../checks";
import { noSolution } from "../errors";
import type { Row } from "../grid";
import { W_PER_KW } from "../units";
import { DEFAULT_PUE, PUE_RANGE } from "./energy";

/** Up to here a rack is cooled with air, beyond with liquid. */
const MOST_AIR_KW_PER_RACK = 40;
/** 80 kW in racks of 40 kW are two, whatever the last binary digit says. */
const ROUNDING = 1e-12;

export interface Power {
  readonly gpus: number;
  readonly gpuW: number;
  readonly hostWPerGpu?: number | undefined;
  readonly load?: number | undefined;
  readonly pue?: number | undefined;
  readonly kwPerRack?: number | undefined;
}

/** Power at the meter at a given load. Racks are laid out for full load. */
export function power({ gpus, gpuW, hostWPerGpu = 0, load = 1, pue = DEFAULT_PUE, kwPerRack }: Power): Row {
  wholeNumber({ gpus });
  positive({ gpuW, kwPerRack });
  notNegative({ hostWPerGpu });
  positiveShare({ load });
  between({ pue }, ...PUE_RANGE);
  const fullKW = (gpus * (gpuW + hostWPerGpu)) / W_PER_KW;
  const itKW = fullKW * load;
  return {
    kw: itKW * pue,
    itKW,
    racks:
      kwPerRack === undefined
        ? noSolution("racks needs kw_per_rack.")
        : Math.ceil((fullKW / kwPerRack) * (1 - ROUNDING)),
    cooling: kwPerRack === undefined ? noSolution("cooling needs kw_per_rack.") : coolingOf(kwPerRack),
  };
}

function coolingOf(kwPerRack: number): "air" | "liquid" {
  return kwPerRack <= MOST_AIR_KW_PER_RACK ? "air" : "liquid";
}
