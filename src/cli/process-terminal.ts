import { once } from "node:events";
import type { Terminal } from "./command";

/** True for the error of a reader that has gone, as in `infer eval | head -1`. */
export const isClosedPipe = (error: unknown) => (error as { code?: unknown } | null)?.code === "EPIPE";

/** The terminal of this process. */
export const processTerminal: Terminal = {
  input: () => process.stdin as AsyncIterable<Uint8Array>,
  isInteractive: process.stdin.isTTY === true,
  async out(text) {
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  },
  err(text) {
    process.stderr.write(`${text}\n`);
  },
};
