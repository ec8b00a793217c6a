/** One entry registers every function with the host. */
export * from "./economics";
export * from "./levers";
export * from "./prices";
export * from "./projection";
export * from "./reference";
