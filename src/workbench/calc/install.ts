import "./iterator-some";
import { type Injector, IUniverInstanceService, UniverInstanceType, type Workbook } from "@univerjs/core";
import {
  ErrorType,
  type FunctionService,
  IDefinedNamesService,
  IFormulaCurrentConfigService,
  IFormulaRuntimeService,
  IFunctionService,
  ISuperTableService,
  Lexer,
  LexerNode,
  LexerTreeBuilder,
} from "@univerjs/engine-formula";
import type { SheetFunction } from "../../functions/call/registry";
import { compareCellsThemselves, keepEmptyTexts } from "./comparisons";
import { BINDS_NAMES, inKnownWords, unsaid, type Vocabulary, whyUnreadable } from "./explanations";
import { repairedFormula } from "./formula-text";
import { NAMESPACE, registerInferFunctions } from "./infer-functions";
import { keepLiteralsLiteral } from "./literals";
import { keepMessagesInCells, readMessagesFromCells } from "./messages";
import { failureCall, repairNativeFunctions } from "./natives";
import { repairReferences } from "./references";

type TreeBuilder = Lexer["treeBuilder"];

/** The last step of Univer's reader, which it does not offer alone. */
interface ReaderInside {
  _suffixExpressionHandler(tree: LexerNode): boolean;
}

/**
 * Reads formulas with LET and LAMBDA anew each time. Univer keeps the trees it has read by the formula's text, and
 * binds the names of LET inside them: read a second time, such a tree gives another result.
 */
function withFreshBindings(build: TreeBuilder, reader: ReaderInside): TreeBuilder {
  return (formula, suffixes = true) => {
    if (!suffixes || !BINDS_NAMES.test(formula)) return build(formula, suffixes);
    const tree = build(formula, false);
    if (!(tree instanceof LexerNode)) return tree;
    return reader._suffixExpressionHandler(tree) ? tree : ErrorType.VALUE;
  };
}

/** What Univer's reader remembers of brackets while it reads a formula. */
interface BracketsInside {
  _resetTemp(): void;
  _squareBracketState: number;
  _tableBracketState: boolean;
}

/**
 * Begins each formula with its brackets closed. Univer reads a formula at each key; half a table's name, as in
 * "Prices[", would leave its bracket open for every formula after it.
 */
function closeBrackets(reader: LexerTreeBuilder): void {
  const inside = reader as unknown as BracketsInside;
  const reset = inside._resetTemp.bind(reader);
  inside._resetTemp = () => {
    reset();
    inside._squareBracketState = 0;
    inside._tableBracketState = false;
  };
}

/** Makes the engine read repaired formulas, and turns what it cannot read into an error that says why. */
function repairLexer(lexer: Lexer, reader: LexerTreeBuilder, words: Vocabulary): void {
  const build = withFreshBindings(lexer.treeBuilder.bind(lexer), reader as unknown as ReaderInside);
  lexer.treeBuilder = (formula, ...rest) => {
    const reason = whyUnreadable(formula);
    const tree = reason === undefined ? build(inKnownWords(repairedFormula(formula), words), ...rest) : undefined;
    const isTree = typeof tree === "object" && tree !== null;
    return isTree ? tree : build(`=${failureCall("#NAME?", reason ?? `${unsaid}.`)}`);
  };
}

/** What the current workbook of a Univer instance knows: its functions, defined names and tables. */
function vocabularyOf(injector: Injector): Vocabulary {
  const functions = injector.get(IFunctionService);
  const names = injector.get(IDefinedNamesService);
  const tables = injector.get(ISuperTableService);
  const config = injector.get(IFormulaCurrentConfigService);
  const instances = injector.get(IUniverInstanceService);
  const workbook = () => instances.getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET);
  const isDefined = (name: string) =>
    Object.values(names.getAllDefinedNames()).some((unit) =>
      Object.values(unit).some((defined) => defined.name.toUpperCase() === name),
    );
  const tableMap = () => tables.getTableMap(config.getExecuteUnitId() ?? "");
  return {
    isFunction: (name) => functions.hasExecutor(name),
    isName: isDefined,
    tableNamed: (name) => [...(tableMap()?.keys() ?? [])].find((stored) => stored.toUpperCase() === name),
    columnsOf: (table) => [...(tableMap()?.get(table)?.titleMap.keys() ?? [])],
    isSheet: (name) => workbook()?.getSheetBySheetName(name) != null,
    offered: () => Array.from(functions.getExecutors().keys(), String).filter((name) => name.startsWith(NAMESPACE)),
  };
}

/** Formulas read before a name, table or sheet existed are read again: Univer keeps every syntax tree it has built. */
function rereadOnNewNames(injector: Injector): void {
  const functions = injector.get(IFunctionService) as FunctionService;
  const tables = injector.get(ISuperTableService);
  const config = injector.get(IFormulaCurrentConfigService);
  const instances = injector.get(IUniverInstanceService);
  const watchSheets = (workbook: Workbook) =>
    workbook.sheetCreated$.subscribe((sheet) => functions.deleteFormulaAstCacheKey(sheet.getName()));
  injector.get(IDefinedNamesService).update$.subscribe(({ definedNames }) => {
    functions.deleteFormulaAstCacheKey(...definedNames.map(({ name }) => name));
  });
  for (const workbook of instances.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)) watchSheets(workbook);
  instances.getTypeOfUnitAdded$<Workbook>(UniverInstanceType.UNIVER_SHEET).subscribe(({ unit }) => watchSheets(unit));
  tables.update$.subscribe(() => {
    functions.deleteFormulaAstCacheKey(...(tables.getTableMap(config.getExecuteUnitId() ?? "")?.keys() ?? []));
  });
}

/**
 * Gives a Univer instance our functions and the repairs it needs to calculate like Excel. To be called once per
 * instance, after its first workbook is made: Univer registers its own functions then.
 */
export function installInfer(injector: Injector, calls: ReadonlyMap<string, SheetFunction>): void {
  const functions = injector.get(IFunctionService) as FunctionService;
  const runtime = injector.get(IFormulaRuntimeService);
  registerInferFunctions(functions, calls);
  repairNativeFunctions(functions, runtime);
  closeBrackets(injector.get(LexerTreeBuilder));
  repairLexer(injector.get(Lexer), injector.get(LexerTreeBuilder), vocabularyOf(injector));
  rereadOnNewNames(injector);
  keepLiteralsLiteral();
  compareCellsThemselves();
  keepEmptyTexts();
  repairReferences();
  keepMessagesInCells(runtime);
  readMessagesFromCells();
}
