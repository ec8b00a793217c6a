import type { PrintModel } from "../plan";
import { supports } from "./session";

/** How a sheet is printed. Before ExcelApi 1.9 Excel's own habits stay. */
export function setPage(sheet: Excel.Worksheet, print: PrintModel): void {
  if (!supports("1.9")) return;
  const { pageLayout } = sheet;
  const { orientation, fitTo, area, titleRows, titleColumns } = print;
  if (orientation !== undefined) {
    pageLayout.orientation =
      orientation === "landscape" ? ("Landscape" as Excel.PageOrientation) : ("Portrait" as Excel.PageOrientation);
  }
  if (fitTo !== undefined) {
    const { wide, tall } = fitTo;
    pageLayout.zoom = {
      ...(wide > 0 ? { horizontalFitToPages: wide } : {}),
      ...(tall > 0 ? { verticalFitToPages: tall } : {}),
    };
  }
  if (area !== undefined) pageLayout.setPrintArea(area);
  if (titleRows !== undefined) pageLayout.setPrintTitleRows(titleRows);
  if (titleColumns !== undefined) pageLayout.setPrintTitleColumns(titleColumns);
}
