import { Refusal } from "../../host/port";
import { type Pane, perform } from "../actions";
import { button, element, fill } from "../dom";
import { closeDataPage } from "../model";
import { formatOf } from "../usage/formats";
import { type MappedColumn, type Mapping, mappingOf, obstacleTo } from "../usage/mapping";
import { type FileHead, readHead, readTotals, type SourceFile } from "../usage/readFile";
import type { Totals } from "../usage/totals";
import { formulaOver, usagePlan } from "../usage/usagePlan";
import { counted } from "../wording";
import type { DataCard } from "./dataCard";
import { field, select } from "./field";
import { progressLine } from "./progressLine";
import { totalsView } from "./usageTotals";

/** Adds up a provider's export by day, model and team, and writes the result as a table. */
export function usageCard(pane: Pane): DataCard {
  return new UsageCard(pane).card();
}

const percent = (share: number) => `${Math.floor(share * 100)} %`;

class UsageCard {
  private file: SourceFile | undefined;
  private head: FileHead | undefined;
  private mapping: Mapping | undefined;
  private totals: Totals | undefined;
  private reading: AbortController | undefined;

  private readonly heading = element("h2", { tabindex: -1 }, "Usage and cost exports");
  private readonly picker = element(
    "input",
    { id: "usage-file", type: "file", accept: ".csv,.tsv,.txt,text/csv" },
    [],
    {
      change: () => void this.open(this.picker.files?.[0]),
    },
  );
  private readonly verdict = element("p", { class: "verdict", role: "status" });
  private readonly columns = element("div");
  private readonly progress = progressLine("Reading the file", () => this.reading?.abort());
  private readonly add = button("Add it up", "primary", () => void this.addUp());
  private readonly result = element("div");
  private readonly write = button("Write the table", "primary", () => void this.writeTable());
  private readonly steps = element("div", { class: "actions" }, [
    element("div", { class: "buttons" }, [this.add, this.write]),
  ]);

  constructor(private readonly pane: Pane) {}

  card(): DataCard {
    const close = () => {
      this.reading?.abort();
      this.pane.store.change(closeDataPage);
    };
    this.show();
    const made = element(
      "article",
      { class: "card", "aria-label": "Usage and cost exports" },
      [
        button("‹ All tables", "quiet", close, { class: "button quiet back" }),
        this.heading,
        element(
          "p",
          { class: "summary" },
          "A CSV file from OpenAI, Anthropic, Azure, AWS, Google Cloud or in the FOCUS format is added up by day, model and team. It stays on this computer.",
        ),
        field("File", this.picker, "CSV up to 200 MB; unpack .zip and .gz files first."),
        this.verdict,
        this.columns,
        this.progress.element,
        this.result,
        this.steps,
      ],
      { keydown: (event) => this.onKey(event) },
    );
    return { element: made, heading: this.heading };
  }

  /** Escape ends a reading; only then does it lead back. */
  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.reading === undefined) return;
    event.preventDefault();
    this.reading.abort();
  }

  private async open(file: SourceFile | undefined): Promise<void> {
    if (file === undefined) return;
    this.reading?.abort();
    [this.file, this.head, this.mapping, this.totals] = [file, undefined, undefined, undefined];
    try {
      this.head = await readHead(file);
      const format = formatOf(this.head.headers);
      this.mapping = mappingOf(format, this.head.headers);
      const known = format.needs.length > 0;
      this.say(
        known ? `This is an export of ${format.title}.` : "No export that is known here: say what the columns are.",
      );
      this.showColumns();
    } catch (error) {
      this.tell(error);
    }
    this.show();
  }

  private tell(error: unknown): void {
    if (!(error instanceof Refusal)) reportError(error);
    this.say(error instanceof Error ? error.message : String(error));
  }

  private say(text: string): void {
    this.verdict.textContent = text;
  }

  private choose(part: Partial<Mapping>): void {
    if (this.mapping === undefined) return;
    this.mapping = { ...this.mapping, ...part };
    this.totals = undefined;
    this.say(obstacleTo(this.mapping) ?? "");
    this.show();
  }

  private showColumns(): void {
    const { head, mapping } = this;
    if (head === undefined || mapping === undefined) return;
    const options = [["-1", "none"], ...head.headers.map((header, at) => [String(at), header])] as [string, string][];
    const chief = (id: "day" | "model" | "account", label: string) => {
      const chosen = mapping[id];
      const example = head.examples[0]?.[chosen];
      const note = example === undefined || example === "" ? "" : `such as ${example}`;
      const made = select(`usage-${id}`, options, String(chosen), (value) => this.choose({ [id]: Number(value) }));
      return field(label, made, note);
    };
    const rest = head.headers.map((header, column) => ({ header, column }));
    fill(this.columns, [
      element("h3", {}, "Rows by"),
      element("div", { class: "columns" }, [
        chief("day", "Day"),
        chief("model", "Model or meter"),
        chief("account", "Team, project or key"),
      ]),
      element("details", { class: "more", open: mapping.sums.length === 0 }, [
        element("summary", {}, "Columns to add up"),
        element(
          "div",
          { role: "group", "aria-label": "Columns to add up" },
          rest.map((column) => this.sumBox(column, mapping)),
        ),
      ]),
    ]);
  }

  private sumBox({ header, column }: MappedColumn, mapping: Mapping): HTMLElement {
    const known = mapping.sums.find((sum) => sum.column === column);
    const box = element("input", { type: "checkbox", checked: known !== undefined }, [], {
      change: () => {
        const others = (this.mapping?.sums ?? []).filter((sum) => sum.column !== column);
        const sums = box.checked ? [...others, known ?? { header, column }] : others;
        const apart = (this.mapping?.apart ?? []).filter((other) => !box.checked || other.column !== column);
        this.choose({ sums, apart });
      },
    });
    const as = known === undefined || known.header === header ? "" : ` as ${known.header}`;
    return element("label", { class: "check" }, [box, element("span", {}, header + as)]);
  }

  private async addUp(): Promise<void> {
    const { file, head, mapping } = this;
    if (file === undefined || head === undefined || mapping === undefined) return;
    const reading = new AbortController();
    this.reading = reading;
    this.progress.start();
    this.show();
    try {
      const watching = {
        signal: reading.signal,
        onProgress: (share: number) => this.progress.show(share, percent(share)),
      };
      const totals = await readTotals(file, head, mapping, watching);
      if (totals === undefined) this.say("Cancelled. Nothing was written.");
      else this.take(totals);
    } catch (error) {
      this.tell(error);
    }
    this.progress.end();
    if (this.reading === reading) this.reading = undefined;
    this.show();
    if (this.totals !== undefined) this.write.focus();
  }

  private take(totals: Totals): void {
    this.totals = totals;
    const blank = totals.rowsBlank > 0 ? `, ${counted(totals.rowsBlank, "row")} without numbers` : "";
    const bad = totals.badCount > 0 ? `, ${counted(totals.badCount, "row")} not read` : "";
    this.say(`${counted(totals.rowsRead, "row")} added up to ${counted(totals.rows.length, "row")}${blank}${bad}.`);
  }

  private show(): void {
    const { mapping, totals, reading } = this;
    const isReady = mapping !== undefined && obstacleTo(mapping) === undefined && reading === undefined;
    this.steps.hidden = mapping === undefined || reading !== undefined;
    this.add.hidden = totals !== undefined;
    this.add.disabled = !isReady;
    this.write.hidden = totals === undefined;
    this.write.disabled = totals === undefined || totals.rows.length === 0;
    this.columns.hidden = mapping === undefined || reading !== undefined;
    this.write.textContent = totals === undefined ? "" : `Write ${counted(totals.rows.length, "row")}`;
    fill(this.result, totals === undefined ? [] : totalsView(totals));
  }

  private writeTable(): Promise<void> {
    const { port } = this.pane;
    const write = async (): Promise<string> => {
      const { totals } = this;
      if (totals === undefined) throw new Refusal("Add the file up first.");
      const { sheets, tables } = await port.freeNames({ sheets: ["Usage"], tables: ["MyUsage"] });
      const names = { sheet: sheets[0] ?? "", tableName: tables[0] ?? "" };
      await port.apply(usagePlan(totals, names));
      const wrote = `Wrote ${counted(totals.rows.length, "row")} as the table ${names.tableName} on the sheet "${names.sheet}".`;
      const formula = formulaOver(names.tableName, totals);
      return formula === undefined ? wrote : `${wrote} Price it with ${formula}`;
    };
    return perform(this.pane, write, "Writing the table");
  }
}
