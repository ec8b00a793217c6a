import { isoText } from "../../engine/dates";
import { type PlanCell, type ReadValue, Refusal, referenceOf } from "../../host/port";
import { type Pane, perform } from "../actions";
import { csvRows } from "../csv";
import { button, element, fill } from "../dom";
import { closeDataPage } from "../model";
import { POWERS, type PriceUnit, TARGETS, type Target, type TargetId } from "../ownPrices/columns";
import {
  guessedReading,
  obstacleTo,
  type PriceList,
  priceListOf,
  type Reading,
  type ReadList,
  readList,
} from "../ownPrices/priceList";
import { formulaOver, pricesPlan } from "../ownPrices/pricesPlan";
import { counted } from "../wording";
import type { DataCard } from "./dataCard";
import { field, input, scrollingTable, select } from "./field";

const PREVIEWED = 3;
const BAD_SHOWN = 20;
const UNITS: readonly (readonly [PriceUnit, string])[] = [
  ["1M", "1M tokens"],
  ["1K", "1K tokens"],
  ["1", "1 token"],
];

function shownCell(cell: PlanCell, { kind }: Target): string | number {
  if (cell === null) return "";
  if (typeof cell === "number") return kind === "date" ? isoText(cell) : cell;
  return String(cell);
}

function badRows({ bad }: ReadList): HTMLElement | undefined {
  if (bad.length === 0) return undefined;
  const lines = bad.slice(0, BAD_SHOWN).map(({ number, why }) => element("li", {}, `Row ${number}: ${why}`));
  const more = bad.length - BAD_SHOWN;
  return element("section", { class: "bad-rows" }, [
    element("h3", {}, `${counted(bad.length, "row")} cannot be read`),
    element("ul", { class: "plain-list" }, [
      ...lines,
      more > 0 ? element("li", { class: "note" }, `and ${more.toLocaleString("en-US")} more`) : undefined,
    ]),
    element("p", { class: "note" }, "Mend them in the list above, or write the table without them."),
  ]);
}

/** Turns any price list into a table for the `prices` argument: paste or select, check the columns, write. */
export function ownPricesCard(pane: Pane): DataCard {
  return new OwnPricesCard(pane).card();
}

class OwnPricesCard {
  private list: PriceList | undefined;
  private reading: Reading | undefined;
  private tableName = "MyPrices";
  private readonly heading = element("h2", { tabindex: -1 }, "My prices");
  private readonly text = element(
    "textarea",
    { id: "price-list", rows: 5, spellcheck: "false", wrap: "off", placeholder: "Model\tInput $/1M\tOutput $/1M\n…" },
    [],
    { input: () => this.take(csvRows(this.text.value)) },
  );
  private readonly settings = element("div");
  private readonly verdict = element("p", { class: "verdict", role: "status" });
  private readonly preview = element("div");
  private readonly write = button("Write the table", "primary", () => void this.writeTable());

  constructor(private readonly pane: Pane) {}

  card(): DataCard {
    const close = () => this.pane.store.change(closeDataPage);
    this.show();
    const made = element("article", { class: "card", "aria-label": "My prices" }, [
      button("‹ All tables", "quiet", close, { class: "button quiet back" }),
      this.heading,
      element(
        "p",
        { class: "summary" },
        "A contract, a supplier's page or a list of your own becomes a table that COST and other functions take as prices.",
      ),
      field("Price list", this.text, "Paste it with its header row, or select it in a sheet."),
      button("Use the selected cells", "plain", () => void this.takeSelection()),
      this.settings,
      this.verdict,
      this.preview,
      element("div", { class: "actions" }, [element("div", { class: "buttons" }, [this.write])]),
    ]);
    return { element: made, heading: this.heading };
  }

  private takeSelection(): Promise<void> {
    const { port } = this.pane;
    return perform(this.pane, async () => {
      const area = await port.selection();
      const cells = await port.read(area);
      if (priceListOf(cells) === undefined) {
        throw new Refusal(`${referenceOf(area)} is no list: select the header row and the rows below it.`);
      }
      this.text.value = cells.map((row) => row.map(tabbed).join("\t")).join("\n");
      this.take(cells);
      return `Read ${referenceOf(area)}.`;
    });
  }

  private take(cells: readonly (readonly ReadValue[])[]): void {
    this.list = priceListOf(cells);
    this.reading = this.list && guessedReading(this.list);
    this.showSettings();
    this.show();
  }

  private change(part: Partial<Reading>): void {
    if (this.reading === undefined) return;
    this.reading = { ...this.reading, ...part };
    this.show();
  }

  private showSettings(): void {
    const { list, reading } = this;
    if (list === undefined || reading === undefined) {
      fill(this.settings, []);
      return;
    }
    const options = [["", "leave out"], ...TARGETS.map(({ id, title }) => [id, title])] as [string, string][];
    const columns = list.headers.map((header, col) => {
      const choose = (value: string) => {
        const target = value === "" ? undefined : (value as TargetId);
        this.change({ targets: (this.reading?.targets ?? []).map((old, at) => (at === col ? target : old)) });
      };
      const example = list.rows.map((row) => row[col]).find((cell) => cell !== null && cell !== "");
      const note = example === undefined || typeof example === "object" ? "" : `such as ${String(example)}`;
      const label = header === "" ? `Column ${col + 1}` : header;
      return field(label, select(`price-column-${col}`, options, reading.targets[col] ?? "", choose), note);
    });
    const unit = (value: string) => this.change({ unit: value in POWERS ? (value as PriceUnit) : "1M" });
    const percent = (value: string) =>
      this.change({ discount: Number(value.replace(/[%\s]/g, "").replace(",", ".")) / 100 });
    fill(this.settings, [
      element("h3", {}, "Columns"),
      element("div", { class: "columns" }, columns),
      element("h3", {}, "Prices"),
      element("div", { class: "columns" }, [
        field("Prices are for", select("price-unit", UNITS, reading.unit, unit)),
        field(
          "Currency",
          input("price-currency", reading.currency, (value) => this.change({ currency: value.trim().toUpperCase() })),
        ),
        field("Discount, %", input("price-discount", "0", percent), "Taken off every price."),
        field(
          "Table name",
          input("price-table", this.tableName, (value) => {
            this.tableName = value;
          }),
        ),
      ]),
    ]);
  }

  private show(): void {
    const read = this.read();
    this.write.disabled = typeof read !== "object" || read.good.length === 0;
    if (typeof read !== "object") {
      this.verdict.textContent = read ?? "";
      this.write.textContent = "Write the table";
      fill(this.preview, []);
      return;
    }
    const { columns, good, bad } = read;
    this.verdict.textContent = `${counted(good.length, "row")} read${bad.length > 0 ? `, ${bad.length} not` : ""}. Prices below are per million tokens, in ${this.reading?.currency}.`;
    const out = bad.length === 0 ? "" : `, leave ${bad.length} out`;
    this.write.textContent = `Write ${counted(good.length, "row")}${out}`;
    const rows = good.slice(0, PREVIEWED).map(({ cells }) => {
      return cells.map((cell, index) => shownCell(cell, columns[index] as Target));
    });
    const heads = columns.map(({ title }) => title);
    fill(this.preview, [
      rows.length === 0 ? undefined : scrollingTable("The first rows as they are read", heads, rows),
      badRows(read),
    ]);
  }

  /** The list as it will be written, or what is missing, or nothing yet. */
  private read(): ReadList | string | undefined {
    const { list, reading } = this;
    if (list === undefined || reading === undefined) {
      return this.text.value.trim() === ""
        ? undefined
        : "This is no list yet: it needs a header row and rows below it.";
    }
    return obstacleTo(reading) ?? readList(list, reading);
  }

  private writeTable(): Promise<void> {
    const { port } = this.pane;
    const write = async (): Promise<string> => {
      const read = this.read();
      if (typeof read !== "object") throw new Refusal(read ?? "Paste a price list first.");
      const wanted = this.tableName.trim() === "" ? "MyPrices" : this.tableName.trim();
      const { sheets, tables } = await port.freeNames({ sheets: ["My prices"], tables: [wanted] });
      const names = { sheet: sheets[0] ?? "", tableName: tables[0] ?? "" };
      await port.apply(pricesPlan(read, this.reading?.currency ?? "USD", names));
      const left = read.bad.length === 0 ? "" : ` ${counted(read.bad.length, "row")} left out.`;
      return `Wrote ${counted(read.good.length, "price row")} as the table ${names.tableName}.${left} Use it in a formula: ${formulaOver(names.tableName, read)}`;
    };
    return perform(this.pane, write, "Writing the table");
  }
}

function tabbed(cell: ReadValue): string {
  if (cell === null) return "";
  const text = String(typeof cell === "object" ? cell.code : cell);
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
