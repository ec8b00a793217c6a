import { type Command, type ExitCode, type Terminal, UsageError } from "./command";

const HELP: ReadonlySet<string | undefined> = new Set(["--help", "-h", "help"]);

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `infer: the economics of AI inference on the command line

${lines.join("\n")}

infer <command> --help tells more. Exit codes: 0 fine, 1 some cell failed, 2 usage.
`;
}

/** Runs one command line and gives its exit code; what goes wrong for the user is a sentence on standard error. */
export async function run(
  argv: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<ExitCode> {
  const [name, ...args] = argv;
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    if (HELP.has(name)) {
      await terminal.out(overview(commands));
      return 0;
    }
    terminal.err(name === undefined ? "Give a command." : `There is no command "${name}".`);
    terminal.err(overview(commands));
    return 2;
  }
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    await terminal.out(command.help);
    return 0;
  }
  try {
    return await command.run(args, terminal);
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    terminal.err(`${thrown.message} "infer ${command.name} --help" tells more.`);
    return 2;
  }
}
