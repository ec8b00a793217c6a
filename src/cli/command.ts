/** What a command may use of the process; tests hand in their own. */
export interface Terminal {
  /** Standard input as it arrives. */
  input(): AsyncIterable<Uint8Array>;
  /** True when a person sits at standard input and nothing is piped in. */
  readonly isInteractive: boolean;
  /** Writes to standard output and waits until there is room for more. */
  out(text: string): Promise<void>;
  /** Writes a line to standard error. */
  err(text: string): void;
}

/** 0 fine, 1 some cell failed, 2 usage. */
export type ExitCode = 0 | 1 | 2;

/** One command of the line: `infer <name> …`. Register it in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** One line of the overview. */
  readonly summary: string;
  /** The page of `infer <name> --help`. */
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** A mistake in the command line itself: a sentence for the user, exit code 2. */
export class UsageError extends Error {}
