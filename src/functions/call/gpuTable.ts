import { gpus } from "../../data";
import type { Accelerator, Provenance } from "../../data/types";
import { badArgument } from "../../engine/errors";
import { type NameIndex, nameIndex } from "../../engine/lookup";
import type { League } from "../../engine/serving/compareGpus";
import { withAccelerators } from "../../engine/serving/tables";
import { builtInAccelerators, builtInServing } from "../builtIn";
import { cellOf, checkSize, type Matrix } from "./cells";
import { type OwnColumn, type OwnTable, ownTable } from "./ownTable";
import { identity, listOf, number, type RangeReader } from "./readers";

/** Column ids are the built-in table's, so that a loaded and edited copy of it is a user's table too. */
const FIGURES = {
  memoryGB: { id: "memory_gb" },
  memBandwidthGBPerS: { id: "mem_bandwidth_gb_s", aliases: ["bandwidth_gb_s"] },
  bf16DenseTflops: { id: "bf16_dense_tflops", aliases: ["bf16_tflops", "tflops"] },
  fp8DenseTflops: { id: "fp8_dense_tflops", aliases: ["fp8_tflops"] },
  fp4DenseTflops: { id: "fp4_dense_tflops", aliases: ["fp4_tflops"] },
  int8Tops: { id: "int8_tops" },
  tdpW: { id: "tdp_w" },
  interconnectGBPerSBidir: { id: "interconnect_gb_s_bidir" },
} as const satisfies Partial<Record<keyof Accelerator, OwnColumn>>;

type Figure = keyof typeof FIGURES;

const COLUMNS: readonly OwnColumn[] = [
  { id: "gpu", aliases: ["id", "accelerator_id", "accelerator", "name", "chip"], required: true },
  ...Object.values(FIGURES),
];

/** `gpus` of MINGPUS: the user's own accelerators, or the built-in ones. No silent fall-through between the two. */
export const gpusOrBuiltIn: RangeReader<NameIndex<Accelerator>> = {
  scope: "range",
  read: (range, name) => (range === undefined ? builtInAccelerators() : ownGpus(range, name)),
};

function ownGpus(range: Matrix, argument: string): NameIndex<Accelerator> {
  const rows = ownRows(range, argument);
  return nameIndex("accelerator", rows, ({ id, name, aliases }) => [name, id, ...aliases]);
}

function ownRows(range: Matrix, argument: string): readonly Accelerator[] {
  checkSize(argument, range);
  const table = ownTable(range, argument, COLUMNS);
  const rows: Accelerator[] = [];
  for (let row = 0; row < table.rowCount; row++) if (!table.isBlankRow(row)) rows.push(ownRow(table, row, argument));
  if (rows.length === 0) throw badArgument(`${argument} has a header row and no accelerators below it.`);
  return rows;
}

function ownRow(table: OwnTable, row: number, argument: string): Accelerator {
  const place = `${argument} row ${row + 2}`;
  const name = table.text(row, "gpu");
  if (name === undefined) throw badArgument(`${place} has no gpu.`);
  const known = builtInAccelerators().find(name);
  const figures: { -readonly [F in Figure]?: number } = {};
  for (const figure of Object.keys(FIGURES) as Figure[]) {
    const { id } = FIGURES[figure];
    const value = table.number(row, id);
    if (value === undefined) continue;
    if (!(value > 0)) throw badArgument(`${place}, ${id} must be above 0; you gave ${value}.`);
    figures[figure] = value;
  }
  return {
    id: known?.id ?? name,
    name,
    vendor: known?.vendor ?? "",
    aliases: known?.aliases ?? [],
    ...figures,
    provenance: ownProvenance(argument, known?.id ?? name),
  };
}

const ownProvenance = (argument: string, id: string): Provenance => ({
  table: argument,
  id,
  source: `your own table in ${argument}`,
  asOf: "",
  evidence: "single",
  status: "list",
  unverified: false,
});

/** `gpus` of COMPAREGPUS: names, one count for every accelerator, or a table of one's own; else all built-in ones. */
export const leagueOrBuiltIn: RangeReader<League> = {
  scope: "range",
  read(range, name) {
    const tables = builtInServing();
    if (range === undefined) return { tables, names: everyName() };
    const first = cellOf(range[0]?.[0]);
    if (typeof first === "number") return { tables, names: everyName(), count: oneCount(range, name) };
    if (isTable(range)) {
      const rows = ownRows(range, name);
      const own = nameIndex("accelerator", rows, (row) => [row.name, row.id]);
      return { tables: withAccelerators(tables, own), names: rows.map((row) => row.name) };
    }
    return { tables, names: listOf(identity).read(range, name) };
  },
};

const everyName = (): readonly string[] => gpus().map(({ id }) => id);

function oneCount(range: Matrix, name: string): number {
  const [count, ...more] = listOf(number).read(range, name);
  if (count === undefined || more.length > 0) {
    throw badArgument(`${name} must be names, one number for all, or a table with a header row.`);
  }
  return count;
}

/** A list of names has one row or one column; a table has more, and a header that names its first column. */
const isTable = (range: Matrix): boolean => range.length > 1 && (range[0]?.length ?? 0) > 1;
