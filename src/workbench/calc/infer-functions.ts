import {
  AsyncObject,
  BaseFunction,
  type BaseValueObject,
  type ErrorType,
  ErrorValueObject,
  type FunctionService,
  type FunctionVariantType,
} from "@univerjs/engine-formula";
import { type SheetFunction, tooManyArguments } from "../../functions/call/registry";
import { argumentOf, type EngineValue, resultOf } from "./values";

/** The namespace users type before every function. */
export const NAMESPACE = "INFER.";

/** Functions whose result may arrive later: they load what they need on first use. */
const MAY_WAIT: ReadonlySet<string> = new Set(["TOKENS"]);

function fault(thrown: unknown): BaseValueObject {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const message = `This is a fault in INFER, not in your input: ${reason}. Please report it.`;
  return ErrorValueObject.create("#VALUE!" as ErrorType, message);
}

/** One INFER function inside Univer. Whatever happens in it ends as a value: an exception would stop the engine. */
class InferFunction extends BaseFunction {
  constructor(
    private readonly id: string,
    private readonly call: SheetFunction,
  ) {
    super(NAMESPACE + id);
  }

  override isAsync(): boolean {
    return MAY_WAIT.has(this.id);
  }

  override calculate(...args: BaseValueObject[]): EngineValue {
    // Excel refuses such a formula when it is typed. A function whose arguments repeat declares none.
    const most = this.call.length;
    if (most > 0 && args.length > most) {
      return ErrorValueObject.create("#VALUE!" as ErrorType, tooManyArguments(this.id, most, args.length));
    }
    try {
      const result = this.call(...args.map(argumentOf));
      if (!(result instanceof Promise)) return resultOf(result);
      const value: Promise<FunctionVariantType> = result.then(resultOf, fault);
      return new AsyncObject(value as ConstructorParameters<typeof AsyncObject>[0]);
    } catch (thrown) {
      return fault(thrown);
    }
  }
}

/** Registers every function of the map as `INFER.<id>`. */
export function registerInferFunctions(
  functions: Pick<FunctionService, "registerExecutors">,
  calls: ReadonlyMap<string, SheetFunction>,
): void {
  functions.registerExecutors(...Array.from(calls, ([id, call]) => new InferFunction(id, call)));
}
