/** Where spend goes: projections by year and month, price declines, and how use answers a price. */
export { type Adoption, adoption } from "./adoption";
export { type Decline, type DeclineRate, decline, declineRate } from "./decline";
export { type Elasticity, elasticity, type Jevons, jevons } from "./elasticity";
export { type Forecast, forecast } from "./forecast";
export { type Project, project } from "./project";
