import {
  CommandType,
  type CustomData,
  ICommandService,
  type IMutation,
  type IMutationInfo,
  type Injector,
  IUndoRedoService,
  IUniverInstanceService,
  type Nullable,
  type Workbook,
  type Worksheet,
} from "@univerjs/core";
import {
  IDefinedNamesService,
  type ISetDefinedNameMutationParam,
  RemoveDefinedNameMutation,
  SetDefinedNameMutation,
} from "@univerjs/engine-formula";
import { type Carried, carriedBy, carriedIn, carriedReferences, isCarriedBy } from "./carried";
import { nameTarget, WHOLE_WORKBOOK } from "./to-grid";

interface SetCarried {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly custom: Nullable<CustomData>;
}

/** Writes what a sheet carries unseen, as a step that can be undone and counts as a change of the workbook. */
const SetCarriedMutation: IMutation<SetCarried> = {
  id: "sheet.mutation.set-carried",
  type: CommandType.MUTATION,
  handler(accessor, { unitId, subUnitId, custom }) {
    const workbook = accessor.get(IUniverInstanceService).getUnit(unitId) as Nullable<Workbook>;
    const sheet = workbook?.getSheetBySheetId(subUnitId);
    sheet?.setCustomMetadata(custom ?? undefined);
    return sheet !== null && sheet !== undefined;
  },
};

/** To be called for each Univer instance before a sheet is to carry something new. */
export function installCarrying(injector: Injector): void {
  const commands = injector.get(ICommandService);
  if (!commands.hasCommand(SetCarriedMutation.id)) commands.registerCommand(SetCarriedMutation);
}

/** What a sheet carries, its references as they are by now. */
export function carriedOf(injector: Injector, sheet: Worksheet): Carried {
  const names = namesOf(injector, sheet.getUnitId());
  const current = (name: string) => names[name]?.formulaOrRefString.replace(/^=/, "");
  return carriedIn(sheet.getCustomMetadata(), placeOf(sheet), current);
}

/** Changes what a sheet carries, in one step of undo. */
export function changeCarried(injector: Injector, sheet: Worksheet, change: (carried: Carried) => Carried): void {
  const [unitId, subUnitId] = [sheet.getUnitId(), sheet.getSheetId()];
  const custom = sheet.getCustomMetadata();
  const after = change(carriedOf(injector, sheet));
  const before = Object.values(namesOf(injector, unitId))
    .filter(({ id }) => isCarriedBy(subUnitId, id))
    .map(({ id, name, formulaOrRefString }) => ({ id, name, formulaOrRefString }));
  const made = carriedReferences(after, placeOf(sheet)).map(({ name, refersTo }) => {
    return { id: name, name, formulaOrRefString: nameTarget(`=${refersTo}`) };
  });
  const redoMutations = steps(unitId, subUnitId, { ...custom, ...carriedBy(after) }, before, made);
  const undoMutations = steps(unitId, subUnitId, custom, made, before);
  const commands = injector.get(ICommandService);
  for (const { id, params } of redoMutations) commands.syncExecuteCommand(id, params);
  injector.get(IUndoRedoService).pushUndoRedo({ unitID: unitId, undoMutations, redoMutations });
}

type Name = Pick<ISetDefinedNameMutationParam, "id" | "name" | "formulaOrRefString">;

/** From the names of one state to those of another, and what they belong to. */
function steps(
  unitId: string,
  subUnitId: string,
  custom: Nullable<CustomData>,
  from: readonly Name[],
  to: readonly Name[],
): IMutationInfo[] {
  const kept = new Set(to.map(({ id }) => id));
  const gone = from.filter(({ id }) => !kept.has(id));
  return [
    ...gone.map((name) => ({ id: RemoveDefinedNameMutation.id, params: { unitId, ...name } })),
    ...to.map((name) => ({
      id: SetDefinedNameMutation.id,
      params: { unitId, ...name, localSheetId: WHOLE_WORKBOOK },
    })),
    { id: SetCarriedMutation.id, params: { unitId, subUnitId, custom: custom ?? null } satisfies SetCarried },
  ];
}

/** All names of a workbook, those that carry references too. */
function namesOf(injector: Injector, unitId: string) {
  return injector.get(IDefinedNamesService).getAllDefinedNames()[unitId] ?? {};
}

const placeOf = (sheet: Worksheet) => ({ name: sheet.getName(), id: sheet.getSheetId() });
