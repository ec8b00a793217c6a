export { gpus, measurements, models } from "../../src/data";
export { default as parameters } from "../../src/data/serving/parameters.json";
export { nameIndex } from "../../src/engine/lookup";
export { bandOf } from "../../src/engine/serving/band";
export { operatingPoint } from "../../src/engine/serving/load";
export { served } from "../../src/engine/serving/request";
export { delivered } from "../../src/engine/serving/throughput";
export { requestOf } from "./measuredRequest";
