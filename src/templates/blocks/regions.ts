import { regions } from "../../data";
import type { Region } from "../../data/types";
import type { ModelDraft } from "../draft/model";
import type { RangeRef } from "../draft/reference";
import { FORMAT, NOTE, SUBTITLE, TAB, TABLE_HEAD, TITLE } from "../looks";

interface RegionColumn {
  readonly title: string;
  readonly width: number;
  readonly format: string;
  readonly value: (row: Region) => number | string | undefined;
}

const COLUMNS: readonly RegionColumn[] = [
  { title: "id", width: 120, format: FORMAT.text, value: ({ id }) => id },
  { title: "name", width: 200, format: FORMAT.text, value: ({ name }) => name },
  { title: "usd_per_kwh", width: 100, format: "0.0000", value: (row) => row.electricityUsdPerKWh },
  { title: "g_co2e_per_kwh", width: 120, format: FORMAT.count, value: (row) => row.gridGCo2ePerKWh },
  { title: "pue", width: 60, format: FORMAT.factor, value: (row) => row.pueTypical },
  { title: "renewable_share", width: 120, format: FORMAT.share, value: (row) => row.renewableShare },
  { title: "tariff_source", width: 420, format: FORMAT.text, value: (row) => row.electricitySource },
  { title: "grid_source", width: 330, format: FORMAT.text, value: (row) => row.gridSource },
  { title: "as_of", width: 90, format: FORMAT.text, value: (row) => row.provenance.asOf },
  { title: "evidence", width: 90, format: FORMAT.text, value: (row) => row.provenance.evidence },
];

/** The large markets of the regions table as values with their sources; gives their ids. */
export function regionSheet(model: ModelDraft, wantedName: string): RangeRef {
  const sheet = model.sheet("Regions", {
    columnWidths: COLUMNS.map(({ width }) => width),
    frozenRows: 4,
    tabColor: TAB.inputs,
    print: { orientation: "landscape", titleRows: "$4:$4" },
  });
  sheet.put(0, 0, "Regions", TITLE);
  sheet.put(
    1,
    0,
    "Values with their sources, for reading; the formulas take them from INFER's table by the id",
    SUBTITLE,
  );
  const head = 3;
  const titles = COLUMNS.map(({ title }) => title);
  sheet.putRow(head, 0, titles, TABLE_HEAD);
  const rows = regions().filter(({ kind }) => kind === "analyzer");
  rows.forEach((row, index) => {
    COLUMNS.forEach(({ value, format, title }, col) => {
      const look = title.endsWith("source") ? { ...NOTE, numberFormat: format } : { numberFormat: format };
      sheet.put(head + 1 + index, col, value(row) ?? null, look);
    });
  });
  model.table(wantedName, sheet.area(head, 0, rows.length + 1, COLUMNS.length), titles);
  return sheet.area(head + 1, 0, rows.length, 1);
}
