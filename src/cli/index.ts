import "../functions";
import { COMMANDS } from "./commands";
import { isClosedPipe, processTerminal } from "./process-terminal";
import { run } from "./run";

/** A reader that stops reading ends the program quietly, as with any other filter. */
function endQuietlyOnClosedPipe(error: unknown): void {
  if (!isClosedPipe(error)) throw error;
  process.exit(0);
}

process.stdout.on("error", endQuietlyOnClosedPipe);

run(process.argv.slice(2), COMMANDS, processTerminal).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    endQuietlyOnClosedPipe(error);
  },
);
