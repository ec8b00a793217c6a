import { FunctionType, type IFunctionInfo } from "@univerjs/engine-formula";
import type { CatalogArgument, CatalogEntry } from "../catalog/types";
import { NAMESPACE } from "./calc/infer-functions";

function parameterOf({ name, unit, description, optional, default: standard, repeating }: CatalogArgument) {
  const otherwise = standard === undefined ? "" : ` Default: ${standard}.`;
  return {
    name,
    detail: `${description} [${unit}]${otherwise}`,
    example: "",
    // Univer's flag is 1 for an argument that must be given.
    require: optional ? 0 : 1,
    repeat: repeating === true ? 1 : 0,
  };
}

/** A catalogue entry as the grid's autocomplete and function help show it. */
export function descriptionOf(entry: CatalogEntry): IFunctionInfo {
  const [example] = entry.examples;
  const shown = example === undefined ? "" : ` Example: ${example.formula} → ${example.result}`;
  return {
    functionName: NAMESPACE + entry.name,
    functionType: FunctionType.User,
    abstract: entry.summary,
    description: `${entry.summary}${shown}`,
    functionParameter: entry.arguments.map(parameterOf),
  };
}
