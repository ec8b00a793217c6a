import type { Univer } from "@univerjs/core";
import { CellAlertManagerService, CellAlertType } from "@univerjs/preset-sheets-core";
import { isCellError } from "../functions/call/registry";
import type { Grid } from "./grid";

/** Makes the box over a failed cell show the cell's own sentence instead of a general one for its code. */
export function explainErrorsOnHover(univer: Univer, grid: Grid): void {
  const alerts = univer.__getInjector().get(CellAlertManagerService);
  const show = alerts.showAlert.bind(alerts);
  alerts.showAlert = (alert) => {
    const { row, col } = alert.location;
    const [[value = null] = []] = grid.read({ sheet: grid.activeSheet(), row, col, rows: 1, cols: 1 });
    const isOurs = alert.type === CellAlertType.ERROR && isCellError(value);
    show(isOurs ? { ...alert, title: value.code, message: value.message } : alert);
  };
}
