import { FigureList, listColumn } from "../blocks/figureList";
import { type CellRef, f } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING_INSET, HEADING_RIGHT, STRONG, UNIT } from "../looks";
import type { Givens, Series } from "./givens";

/** To the right of each day and model: the price that held, and whether it counts. */
function seriesPrices({ sheet, table }: Series, { meter }: Givens) {
  const { row, rows, cols } = table.area;
  const [days, models] = [table.list("Day"), table.list("Model")];
  sheet.put(row - 2, cols, "Price", HEADING_RIGHT);
  sheet.put(row - 1, cols, "USD/Mtok", { ...UNIT, align: "right" });
  const price = sheet.down(
    row,
    cols,
    rows,
    (item) =>
      f`=IF(OR(${days.at(item)}="",${models.at(item)}=""),"",INFER.PRICE(${models.at(item)},${meter},,${days.at(item)}))`,
    { numberFormat: FORMAT.price, align: "right" },
  );
  sheet.put(row - 2, cols + 1, "State", HEADING_INSET);
  const state = sheet.down(
    row,
    cols + 1,
    rows,
    (item) => {
      const one = price.at(item);
      return f`=IF(AND(${days.at(item)}="",${models.at(item)}=""),"",IF(ISNUMBER(${one}),"OK","No price: see the message on the left, or fill both cells"))`;
    },
    { ...STRONG, align: "left", indent: 1 },
  );
  return { price, state };
}

/** The measured decline, and the points in order of their days as the chart takes them. */
export function trend(sheet: SheetDraft, row: number, given: Givens, series: Series) {
  const { price, state } = seriesPrices(series, given);
  const days = series.table.list("Day");
  const count = price.rows;
  const list = FigureList.titled(sheet, row, ["Decline of the series", "Value", "Unit"]);
  const points = list.line("Prices that count", f`=COUNT(${price})`, "prices", FORMAT.count);
  const isPriced = f`ISNUMBER(${price})`;
  const measured = (name: string, field: string, unit: string, format: string): CellRef =>
    list.line(
      name,
      f`=IF(${points}<2,"",INFER.DECLINERATE(FILTER(${days},${isPriced}),FILTER(${price},${isPriced}),"${field}"))`,
      unit,
      format,
    );
  const rate = measured("Measured decline", "annual_rate", "share a year", FORMAT.share1);
  const r2 = measured("Fit, R²", "r2", "share explained", FORMAT.factor);
  const halving = list.line(
    "Price halves in",
    f`=IF(N(${rate})>0,12*LN(2)/-LN(1-${rate}),"")`,
    "months",
    FORMAT.count1,
  );
  const used = list.line(
    "Decline assumed",
    f`=IF(ISNUMBER(${given.assumed}),${given.assumed},N(${rate}))`,
    "share a year",
    FORMAT.share1,
  );
  const monthly = list.line("The same a month", f`=1-INFER.DECLINE(1,${used},1)`, "share a month", FORMAT.share2);
  const middleDay = list.line(
    "Middle of the series",
    f`=IF(${points}=0,"",AVERAGE(FILTER(${days},${isPriced})))`,
    "date",
    FORMAT.date,
  );
  const middlePrice = list.line(
    "Mean price, geometric",
    f`=IF(${points}=0,"",GEOMEAN(FILTER(${price},${isPriced})))`,
    "USD/Mtok",
    FORMAT.price,
  );
  const slope = list.line(
    "Slope of the logarithms",
    f`=IF(${points}<2,"",SLOPE(LN(FILTER(${price},${isPriced})),FILTER(${days},${isPriced})))`,
    "a day",
    "0.000000",
  );
  const head = { row: sheet.row + 1, count };
  const place = (item: number) => f`ROWS(${days.upTo(item)})`;
  const ordered = listColumn(
    sheet,
    { ...head, col: 0 },
    {
      title: "Points in order of their days",
      unit: "the last one repeats where rows are blank",
      make: (item) => f`=IF(${points}=0,0,SMALL(FILTER(${days},${isPriced}),MIN(${place(item)},${points})))`,
      format: FORMAT.date,
    },
  );
  const level = listColumn(
    sheet,
    { ...head, col: 1 },
    {
      title: "Price",
      unit: "USD/Mtok",
      make: (item) => f`=IF(${points}=0,0,AVERAGEIFS(${price},${days},${ordered.at(item)},${state},"OK"))`,
      format: FORMAT.price,
    },
  );
  const fit = listColumn(
    sheet,
    { ...head, col: 2 },
    {
      title: "Steady decline",
      unit: "USD/Mtok",
      make: (item) =>
        f`=IF(${points}<2,${level.at(item)},${middlePrice}*(1-${rate})^((${ordered.at(item)}-${middleDay})/365.25))`,
      format: FORMAT.price,
    },
  );
  const unpriced = f`=SUMPRODUCT(--(LEFT(${state},2)="No"))`;
  return {
    points,
    rate,
    r2,
    halving,
    used,
    monthly,
    slope,
    ordered,
    level,
    fit,
    unpriced,
    next: head.row + 2 + count + 1,
  };
}

export type Trend = ReturnType<typeof trend>;
