import { calcCommand } from "./calc";
import type { Command } from "./command";
import { evalCommand } from "./eval";
import { functionsCommand } from "./functions";
import { mapCommand } from "./map";
import { simulateCommand } from "./simulate";
import { templateCommand } from "./template";

/** Every command, in the order of the overview. A new one is a file of its own and a line here. */
export const COMMANDS: readonly Command[] = [
  calcCommand,
  evalCommand,
  functionsCommand,
  mapCommand,
  simulateCommand,
  templateCommand,
];
