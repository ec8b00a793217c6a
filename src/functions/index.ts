/** One entry registers every function with the host. */
export * from "./levers";
export * from "./projection";
