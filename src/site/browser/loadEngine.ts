type Engine = typeof import("./engine");

let engine: Promise<Engine> | undefined;

/** The functions, fetched once and only when they are wanted. */
export function loadEngine(): Promise<Engine> {
  engine ??= import(/* webpackChunkName: "engine" */ "./engine");
  return engine;
}
