/** Where spend goes: projections by year and month, price declines, and how use answers a price. */
export { adoption } from "./adoption";
export { decline, declineRate } from "./decline";
export { elasticity, jevons } from "./elasticity";
export { forecast } from "./forecast";
export { project } from "./project";
