/** One entry registers every function with the host. */
export * from "./agents";
export * from "./deployments";
export * from "./economics";
export * from "./economicsFocus";
export * from "./explain";
export * from "./footprint";
export * from "./levers";
export * from "./narrative";
export * from "./ownership";
export * from "./ownershipPlans";
export * from "./prices";
export * from "./projection";
export * from "./reference";
export * from "./serving";
export * from "./servingThroughput";
export * from "./tokens";
export * from "./workload";
