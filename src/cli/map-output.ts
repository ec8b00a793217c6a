import { createWriteStream, type WriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { stringify } from "csv-stringify/sync";
import { type Terminal, UsageError } from "./command";
import type { Answer } from "./map-calls";
import type { Input, InputRow } from "./map-input";

/** Where the answer goes: standard output, or a file that gets its name when it is complete. */
export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

export function openSink(file: string | undefined, terminal: Terminal): Sink {
  if (file === undefined) {
    return { write: (text) => terminal.out(text), close: () => Promise.resolve(), abandon: () => Promise.resolve() };
  }
  const draft = `${file}.${process.pid}.part`;
  const stream = createWriteStream(draft);
  const failed = (thrown: unknown) => new UsageError(`${file} cannot be written: ${(thrown as Error).message}.`);
  let fault: unknown;
  stream.on("error", (error) => {
    fault = error;
  });
  return {
    async write(text) {
      if (!stream.write(text) && !stream.destroyed) await roomIn(stream);
      if (fault !== undefined) throw failed(fault);
    },
    async close() {
      stream.end();
      try {
        await finished(stream);
        await rename(draft, file);
      } catch (thrown) {
        throw failed(thrown);
      }
    },
    async abandon() {
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}

/** Resolves when the stream takes more, or never will. */
function roomIn(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.once("drain", done);
    stream.once("close", done);
  });
}

/** Names for the answer's columns that no column of the input has: "value", then "value_2". */
export function freeNames(wanted: readonly string[], taken: Iterable<string>): string[] {
  const used = new Set(taken);
  return wanted.map((name) => {
    let free = name;
    for (let n = 2; used.has(free); n++) free = `${name}_${n}`;
    used.add(free);
    return free;
  });
}

/** Turns rows and their answers into text; the first call writes the header of a CSV file. */
export class Writer {
  private isFirst = true;

  constructor(
    private readonly input: Input,
    /** Names of the answer's columns, the error last. */
    private readonly names: readonly string[],
  ) {}

  text(rows: readonly InputRow[], answers: readonly Answer[]): string {
    if (this.input.format === "ndjson") return rows.map((row, index) => this.line(row, answers[index])).join("");
    const { columns, delimiter } = this.input;
    const header = this.isFirst ? [[...columns, ...freeNames(this.names, columns)]] : [];
    this.isFirst = false;
    return stringify([...header, ...rows.map((row, index) => this.record(row, answers[index]))], { delimiter });
  }

  private record(row: InputRow, answer: Answer | undefined): unknown[] {
    const given = "cells" in row ? row.cells : [];
    const width = this.input.columns.length;
    const record: unknown[] =
      given.length === width ? given.slice() : Array.from({ length: width }, (_c, i) => given[i] ?? "");
    for (let index = 0; index < this.names.length - 1; index++) record.push(written(answer?.cells[index]));
    record.push(answer?.error ?? "");
    return record;
  }

  private line(row: InputRow, answer: Answer | undefined): string {
    const record = "record" in row ? row.record : {};
    const names = freeNames(this.names, Object.keys(record));
    const added = names.map((name, index) => {
      const isError = index === names.length - 1;
      return [name, isError ? answer?.error || null : (answer?.cells[index] ?? null)];
    });
    return `${JSON.stringify({ ...record, ...(Object.fromEntries(added) as object) })}\n`;
  }
}

/** Full precision for numbers, Excel's words for truth, JSON for lists. */
function written(cell: unknown): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return cell === undefined || cell === null ? "" : JSON.stringify(cell);
}
