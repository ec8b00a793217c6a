/** What inference burns: energy, power, carbon and water. */
export { type Carbon, carbon, type Water, water } from "./emissions";
export { type Energy, type EnergyNames, energy } from "./energy";
export { machineNames } from "./machines";
export type { Place, Places } from "./places";
export { type Power, power } from "./power";
