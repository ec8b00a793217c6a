import type { Injector } from "@univerjs/core";
import { IDefinedNamesService } from "@univerjs/engine-formula";
import { UpdateDefinedNameController } from "@univerjs/sheets-formula";
import { isCarriedName } from "./carried";

/** Univer moves the references of names here when rows, columns or sheets do. */
interface ControllerInside {
  _definedNamesService: IDefinedNamesService;
}

/** Shows the references that a sheet carries to the part of Univer that moves them, and to no list of names. */
export function keepCarriedNamesApart(injector: Injector): void {
  const names = injector.get(IDefinedNamesService);
  const all = names.getDefinedNameMap.bind(names);
  const inside = injector.get(UpdateDefinedNameController) as unknown as ControllerInside;
  inside._definedNamesService = Object.create(names, { getDefinedNameMap: { value: all } }) as IDefinedNamesService;
  names.getDefinedNameMap = (unitId) => {
    const map = all(unitId);
    // Univer answers for a workbook without names with nothing at all.
    return map && Object.fromEntries(Object.entries(map).filter(([, { name }]) => !isCarriedName(name)));
  };
}
