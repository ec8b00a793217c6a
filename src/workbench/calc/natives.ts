import {
  type ArrayValueObject,
  BaseFunction,
  type BaseReferenceObject,
  type BaseValueObject,
  type ErrorType,
  ErrorValueObject,
  type FunctionService,
  type IFormulaRuntimeService,
  RangeReferenceObject,
} from "@univerjs/engine-formula";
import { arrayOf, blankValue, type EngineValue } from "./values";

/** Called by formulas that cannot be read or name no known function, so that their error says which and why. */
const FAILURE = "INFER.FAILURE";

/** The text of a call that yields an error with its sentence. */
export const failureCall = (code: string, message: string) =>
  `${FAILURE}("${code}","${message.replaceAll('"', '""')}")`;

/** What `F1#` and `@A1:A3` become before they are calculated; both are the names Excel itself stores. */
export const ANCHOR = "ANCHORARRAY";
export const SINGLE = "SINGLE";

type Arguments = readonly (BaseValueObject | BaseReferenceObject)[];

const failed = (code: string, message: string) => ErrorValueObject.create(code as ErrorType, message);

class FailureFunction extends BaseFunction {
  override calculate(...[code, message]: BaseValueObject[]): EngineValue {
    return failed(String(code?.getValue() ?? "#NAME?"), String(message?.getValue() ?? ""));
  }
}

/** A function that looks at the reference itself instead of the values behind it. */
abstract class ReferenceFunction extends BaseFunction {
  override needsReferenceObject = true;
  override minParams = 1;
  override maxParams = 1;

  override calculate(...args: BaseValueObject[]): EngineValue {
    const [target] = args as unknown as Arguments;
    if (target === undefined) return failed("#VALUE!", `${this.name} needs a reference.`);
    if (!target.isReferenceObject()) return this.ofValue(target as BaseValueObject);
    return this.ofReference(target as BaseReferenceObject);
  }

  protected abstract ofValue(value: BaseValueObject): EngineValue;
  protected abstract ofReference(reference: BaseReferenceObject): EngineValue;
}

/** A link in a cell is its label, or its address; Univer's own shows nothing. It is never followed by calculating. */
class LinkFunction extends BaseFunction {
  override minParams = 1;
  override maxParams = 2;

  override calculate(...[address, label]: BaseValueObject[]): EngineValue {
    return (label ?? address) as BaseValueObject;
  }
}

interface Area {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** A part of the sheet that `reference` lies in, read with the values calculated so far. */
function areaOn(reference: BaseReferenceObject, area: Area): EngineValue {
  const range = new RangeReferenceObject({ ...area }, reference.getSheetId(), reference.getUnitId());
  range.setUnitData(reference.getUnitData());
  range.setUnitStylesData(reference.getUnitStylesData());
  range.setDefaultSheetId(reference.getDefaultSheetId());
  range.setDefaultUnitId(reference.getDefaultUnitId());
  range.setRuntimeData(reference.getRuntimeData());
  range.setArrayFormulaCellData(reference.getArrayFormulaCellData());
  range.setRuntimeArrayFormulaCellData(reference.getRuntimeArrayFormulaCellData());
  range.setRuntimeFeatureCellData(reference.getRuntimeFeatureCellData());
  return range.toArrayValueObject(false);
}

class AnchorFunction extends ReferenceFunction {
  constructor(private readonly runtime: IFormulaRuntimeService) {
    super(ANCHOR);
    this.needsFormulaDataModel = true;
  }

  protected override ofValue(value: BaseValueObject): EngineValue {
    return value.isError() ? value : failed("#REF!", "# follows a cell whose formula spills, such as F1#.");
  }

  protected override ofReference(reference: BaseReferenceObject): EngineValue {
    const { startRow, startColumn } = reference.getRangePosition();
    const at = (ranges: ReturnType<IFormulaRuntimeService["getUnitArrayFormula"]> | undefined) =>
      ranges?.[reference.getUnitId()]?.[reference.getSheetId()]?.[startRow]?.[startColumn];
    const spilled = at(this.runtime.getUnitArrayFormula()) ?? at(this._formulaDataModel?.getArrayFormulaRange());
    if (spilled) return areaOn(reference, spilled);
    const cell = { startRow, endRow: startRow, startColumn, endColumn: startColumn };
    const formula = reference.getUnitData()[reference.getUnitId()]?.[reference.getSheetId()]?.cellData;
    if (formula?.getValue(startRow, startColumn)?.f) return areaOn(reference, cell);
    return failed("#REF!", "The cell before # holds no formula that spills.");
  }
}

/** Implicit intersection: the cell of a range in the formula's own row or column, the first value of an array. */
class SingleFunction extends ReferenceFunction {
  protected override ofValue(value: BaseValueObject): EngineValue {
    return value.isArray() ? ((value as ArrayValueObject).get(0, 0) ?? blankValue()) : value;
  }

  protected override ofReference(reference: BaseReferenceObject): EngineValue {
    const { startRow, endRow, startColumn, endColumn } = reference.getRangePosition();
    const row = pick(startRow, endRow, this.row);
    const column = pick(startColumn, endColumn, this.column);
    if (row === undefined || column === undefined) {
      return failed("#VALUE!", "@ takes the cell of a range in the formula's own row or column; the range has none.");
    }
    return areaOn(reference, { startRow: row, endRow: row, startColumn: column, endColumn: column });
  }
}

function pick(start: number, end: number, own: number): number | undefined {
  if (start === end) return start;
  return own >= start && own <= end ? own : undefined;
}

/** A copy whose rows can be moved without moving those of the sheet. */
function copied(value: BaseValueObject): BaseValueObject {
  if (!value?.isArray()) return value;
  const rows = (value as ArrayValueObject).getArrayValue();
  return arrayOf(rows.map((row) => row.map((cell) => cell ?? blankValue())));
}

/** Univer's SORT and SORTBY sort the very rows of the range they read, so every later reader sees them sorted. */
function sortCopies(functions: FunctionService): void {
  for (const name of ["SORT", "SORTBY"]) {
    const sort = functions.getExecutor(name);
    if (!sort) continue;
    const calculate = sort.calculate.bind(sort);
    sort.calculate = (...args: BaseValueObject[]) => calculate(...args.map(copied));
  }
}

/** Adds what Univer's own functions lack beside Excel's, and repairs what they do wrong. */
export function repairNativeFunctions(functions: FunctionService, runtime: IFormulaRuntimeService): void {
  functions.registerExecutors(
    new FailureFunction(FAILURE),
    new AnchorFunction(runtime),
    new SingleFunction(SINGLE),
    new LinkFunction("HYPERLINK"),
  );
  sortCopies(functions);
}
