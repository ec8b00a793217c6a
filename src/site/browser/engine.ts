/** The functions and what calculates with them: a script of its own, loaded when a visitor first changes something. */
import "../../functions";

export { evaluated, Unreadable } from "./evaluate";
