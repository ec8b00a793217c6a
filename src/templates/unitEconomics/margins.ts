import { listColumn } from "../blocks/figureList";
import { priced, pricedFrom } from "../blocks/prices";
import { type CellRef, type Formula, f, type ListRef, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, STRONG, TOTAL } from "../looks";
import type { Products } from "./products";

/** How a state begins that tells of a product without a cost. */
const UNPRICED = "Not priced";

export const MARGIN_WIDTHS = [220, 140, 125, 125, 125, 110, 120, 120, 120, 90, 120, 110, 110, 120];

export interface Margins {
  readonly names: ListRef;
  readonly revenue: ListRef;
  readonly cost: ListRef;
  readonly margin: ListRef;
  readonly verdict: ListRef;
  readonly loss: ListRef;
  readonly gains: ListRef;
  readonly losses: ListRef;
  readonly totalRevenue: CellRef;
  readonly totalCost: CellRef;
  readonly totalLoss: CellRef;
  readonly unpriced: Formula;
}

interface Sources {
  readonly products: Products;
  readonly prices: TableRef;
  readonly verdicts: TableRef;
  readonly whatIf: { readonly spread: CellRef; readonly priceChange: CellRef; readonly costChange: CellRef };
}

/** Revenue, cost, margin and verdict of each product, one a row, and what the heavy users cost. */
export function margins(sheet: SheetDraft, row: number, sources: Sources): Margins {
  const { table } = sources.products;
  const count = table.area.rows;
  sheet.putRow(row, 0, ["Products, a month", ...Array<null>(MARGIN_WIDTHS.length - 1).fill(null)], HEADING);
  let col = 0;
  const column = (title: string, unit: string, make: (item: number) => Formula, format?: string, isLink = false) =>
    listColumn(
      sheet,
      { row: row + 1, col: col++, count },
      {
        title,
        unit,
        make,
        isLink,
        ...(format === undefined ? {} : { format }),
      },
    );
  const unit = unitColumns(column, sources);
  const state = stateColumn(sources.products, unit);
  const monthly = monthColumns(column, sources, unit, state);
  const last = row + 3 + count;
  sheet.putRow(last, 0, ["All products", ...Array<null>(MARGIN_WIDTHS.length - 1).fill(null)], TOTAL);
  const total = (list: ListRef): CellRef =>
    sheet.put(last, list.col, f`=SUM(${list})`, { ...TOTAL, numberFormat: FORMAT.count, align: "right" });
  total(monthly.profit);
  return {
    names: unit.names,
    ...monthly,
    totalRevenue: total(monthly.revenue),
    totalCost: total(monthly.cost),
    totalLoss: total(monthly.loss),
    unpriced: f`=SUMPRODUCT(--(LEFT(${state},${UNPRICED.length})="${UNPRICED}"))`,
  };
}

type AddColumn = (
  title: string,
  unit: string,
  make: (item: number) => Formula,
  format?: string,
  isLink?: boolean,
) => ListRef;

interface Unit {
  readonly names: ListRef;
  readonly request: ListRef;
  readonly userCost: ListRef;
  readonly userRevenue: ListRef;
}

/** What a request and a user cost and bring. */
function unitColumns(column: AddColumn, { products: { table }, prices, whatIf }: Sources): Unit {
  const given = (title: string) => table.list(title);
  const model = given("Model");
  const names = column("Product", "name", (item) => {
    const name = given("Product").at(item);
    return f`=IF(${name}="",IF(${model.at(item)}="","","Line "&ROWS(${given("Product").upTo(item)})),${name})`;
  });
  column("Priced from", "sheet or table", (item) => {
    return f`=IF(${model.at(item)}="","",${pricedFrom(model.at(item), prices).inner()})`;
  });
  const request = column(
    "Cost of a request",
    "USD",
    (item) => {
      const [name, input] = [model.at(item), given("Input").at(item)];
      const tokens = f`${input},${given("Output").at(item)},${input}*${given("Cached").at(item)}`;
      const call = priced(name, prices, (own) => f`INFER.COST(${name},${tokens},,,,,${own})`);
      return f`=IF(${name}="","",(${call.inner()}+${given("Other cost").at(item)})*(1+${whatIf.costChange}))`;
    },
    FORMAT.usdSmall,
  );
  const userCost = column(
    "Cost of a user",
    "USD/month",
    (item) => f`=IF(${model.at(item)}="","",${request.at(item)}*${given("Requests").at(item)})`,
    FORMAT.count2,
  );
  const userRevenue = column(
    "Revenue of a user",
    "USD/month",
    (item) => {
      const price = given("Price").at(item);
      return f`=IF(${model.at(item)}="","",(1+${whatIf.priceChange})*IF(${given("Charged per").at(item)}="request",${price}*${given("Requests").at(item)},${price}))`;
    },
    FORMAT.count2,
  );
  return { names, request, userCost, userRevenue };
}

/** To the right of each product: whether it counts, and if not, why. */
function stateColumn({ sheet, table }: Products, { request }: Unit): ListRef {
  const { row, rows, cols } = table.area;
  sheet.put(row - 2, cols, "State", HEADING_INSET);
  return sheet.down(
    row,
    cols,
    rows,
    (item) => {
      const [product, model] = [table.list("Product").at(item), table.list("Model").at(item)];
      const charged = table.list("Charged per").at(item);
      const unknown = f`IF(AND(${charged}<>"user",${charged}<>"request"),"${UNPRICED}: charged per user or per request?","OK")`;
      return f`=IF(${model}="",IF(${product}="","","${UNPRICED}: no model"),IF(ISERROR(${request.at(item)}),"${UNPRICED}: see the message on Calc",${unknown}))`;
    },
    { ...STRONG, align: "left", indent: 1 },
  );
}

function monthColumns(
  column: AddColumn,
  { products: { table }, verdicts, whatIf: { spread } }: Sources,
  unit: Unit,
  state: ListRef,
) {
  const users = table.list("Users");
  const counts = (item: number) => f`${state.at(item)}="OK"`;
  const monthly = (list: ListRef) => (item: number) => f`=IF(${counts(item)},${users.at(item)}*${list.at(item)},0)`;
  const revenue = column("Revenue", "USD/month", monthly(unit.userRevenue), FORMAT.countOrDash);
  const cost = column("Cost", "USD/month", monthly(unit.userCost), FORMAT.countOrDash);
  const profit = column(
    "Gross profit",
    "USD/month",
    (item) => f`=${revenue.at(item)}-${cost.at(item)}`,
    FORMAT.countOrDash,
  );
  const both = (item: number) => f`${revenue.at(item)},${cost.at(item)}`;
  const margin = column(
    "Margin",
    "of revenue",
    (item) => f`=IF(${revenue.at(item)}>0,INFER.MARGIN(${both(item)}),"")`,
    FORMAT.share,
  );
  const verdict = column("Verdict", "sheet Verdicts", (item) => {
    return f`=IF(${revenue.at(item)}+${cost.at(item)}>0,INFER.VERDICT(${both(item)},${verdicts}),"")`;
  });
  const heavy = (item: number, field: string) =>
    f`INFER.POWERUSERS(${unit.userCost.at(item)},${users.at(item)},${spread},${unit.userRevenue.at(item)},"${field}")`;
  column(
    "Top 10% of users",
    "share of cost",
    (item) => f`=IF(${cost.at(item)}>0,${heavy(item, "top10_share")},"")`,
    FORMAT.share,
  );
  const loss = column(
    "Loss on users",
    "USD/month",
    (item) => {
      const isFlat = f`AND(${table.list("Charged per").at(item)}="user",${revenue.at(item)}>0,${cost.at(item)}>0)`;
      return f`=IF(${isFlat},${heavy(item, "loss_usd")},MAX(0,-${profit.at(item)}))`;
    },
    FORMAT.countOrDash,
  );
  const gains = column("Chart: gain", "of revenue", (item) => f`=MAX(0,N(${margin.at(item)}))`, FORMAT.shareOrDash);
  const losses = column("Chart: loss", "of revenue", (item) => f`=MIN(0,N(${margin.at(item)}))`, FORMAT.shareOrDash);
  return { revenue, cost, profit, margin, verdict, loss, gains, losses };
}
