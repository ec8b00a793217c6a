import type { Terminal } from "../../src/cli/command";

/** Lines end as they do in a file; bytes come one by one, the worst a pipe can do. */
async function* arriving(input: readonly string[] | Uint8Array) {
  if (input instanceof Uint8Array) for (const byte of input) yield Uint8Array.of(byte);
  else for (const line of input) yield new TextEncoder().encode(`${line}\n`);
  await Promise.resolve();
}

/** A terminal that collects what is written; without an input nothing is piped in. */
export function testTerminal(input?: readonly string[] | Uint8Array) {
  const written = { out: "", err: "" };
  const terminal: Terminal = {
    input: () => arriving(input ?? []),
    isInteractive: input === undefined,
    out(text) {
      written.out += text;
      return Promise.resolve();
    },
    err(text) {
      written.err += `${text}\n`;
    },
  };
  return { terminal, written };
}
