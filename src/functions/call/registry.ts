/**
 * The registration every host shares. Excel's runtime, where present, is called as it expects; elsewhere a stand-in
 * takes its place, so that the workbench, the command line and the tests hold the very same functions.
 * This is the only folder that names `CustomFunctions`.
 */

/** What Excel hands in and takes back: one matrix per argument, `null` for an omitted one. */
export type SheetFunction = (...args: unknown[]) => unknown;

export type ErrorCode = "#VALUE!" | "#N/A" | "#DIV/0!" | "#NUM!" | "#NULL!" | "#NAME?" | "#REF!";

/** An error in one cell. Excel shows the sentence beside #VALUE! and #N/A only; our other hosts show it always. */
export interface CellError {
  readonly code: ErrorCode;
  readonly message: string;
}

interface Runtime {
  associate(id: string, fn: SheetFunction): void;
  Error: new (code: string, message?: string) => CellError;
}

class StandInError implements CellError {
  constructor(
    readonly code: ErrorCode,
    readonly message: string = "",
  ) {}

  toString(): string {
    return this.code;
  }
}

const registered = new Map<string, SheetFunction>();
const scope = globalThis as { CustomFunctions?: Partial<Runtime> };
const host = scope.CustomFunctions;
const excelAssociate = host?.associate?.bind(host);

const repeating = new WeakSet<SheetFunction>();

/**
 * Says that the last argument of a function repeats. Excel hands its values over as one list; the other hosts pass them
 * one by one, so for those the list is made here. To be called in the function's own file, before it is associated.
 */
export function repeatsLast(fn: SheetFunction): void {
  repeating.add(fn);
}

function associate(id: string, fn: SheetFunction): void {
  const fixed = fn.length - 1;
  registered.set(id, repeating.has(fn) ? (...args) => fn(...args.slice(0, fixed), args.slice(fixed)) : fn);
  excelAssociate?.(id, fn);
}

if (host === undefined) scope.CustomFunctions = { associate, Error: StandInError as unknown as Runtime["Error"] };
else host.associate = associate;

/** Every function by its id, such as "COST", once `src/functions` is loaded. */
export function registeredFunctions(): ReadonlyMap<string, SheetFunction> {
  return registered;
}

/** Excel refuses such a call before it reaches us; the other hosts and EXPLAIN say it in this sentence. */
export function tooManyArguments(name: string, most: number, given: number): string {
  return `${name} takes ${most === 1 ? "one argument" : `up to ${most} arguments`}; you gave ${given}.`;
}

export function cellError(code: ErrorCode, message: string): CellError {
  const HostError = scope.CustomFunctions?.Error ?? (StandInError as unknown as Runtime["Error"]);
  return new HostError(code, message);
}

const ERROR_CODE =
  /^#(VALUE!|N\/A|DIV\/0!|NUM!|NULL!|NAME\?|REF!|SPILL!|CALC!|FIELD!|BUSY!|CONNECT!|BLOCKED!|UNKNOWN!)$/;

/** True for an error object of any host; the text "#N/A" typed into a cell is no error. */
export function isCellError(value: unknown): value is CellError {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    typeof value.code === "string" &&
    ERROR_CODE.test(value.code)
  );
}
