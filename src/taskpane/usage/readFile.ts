import { Refusal } from "../../host/port";
import { CsvReader, csvRows, delimiterOf } from "../csv";
import type { Mapping } from "./mapping";
import { Adder, type Totals } from "./totals";

/** What is read of a file: its bytes, and how many. A browser's File is one. */
export interface SourceFile {
  readonly name: string;
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export const MOST_BYTES = 200_000_000;
const HEAD_BYTES = 65_536;
const EXAMPLES = 3;
/** The page gets its turn this often. */
const TURN_MS = 40;

/** The beginning of a file, enough to see what it is. */
export interface FileHead {
  readonly headers: readonly string[];
  readonly examples: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly encoding: Encoding;
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

const NOT_UTF8 = "The file is not written in UTF-8. Save it as CSV UTF-8.";

/** Characters that are none in the file's encoding are refused: a name with holes would be another name. */
function decoded(decoder: TextDecoder, bytes: Uint8Array | undefined): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(NOT_UTF8);
    throw error;
  }
}

export async function readHead(file: SourceFile): Promise<FileHead> {
  if (file.size === 0) throw new Refusal(`"${file.name}" is empty.`);
  if (file.size > MOST_BYTES) {
    const megabytes = Math.round(file.size / 1e6);
    throw new Refusal(`"${file.name}" has ${megabytes} MB; up to ${MOST_BYTES / 1e6} MB are read. Export fewer days.`);
  }
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new Refusal(`"${file.name}" is packed (.zip or .xlsx), not CSV. Unpack it, or save the sheet as CSV UTF-8.`);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    throw new Refusal(`"${file.name}" is packed (.gz), not CSV. Unpack it first.`);
  const encoding = encodingOf(bytes);
  const text = decoded(new TextDecoder(encoding, { fatal: true }), bytes);
  const isWhole = file.size <= HEAD_BYTES;
  const lines = isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const [headers = [], ...rows] = csvRows(lines);
  if (headers.length < 2) {
    throw new Refusal(`"${file.name}" has no header row of two columns or more: it is no CSV export.`);
  }
  if (rows.length === 0 && isWhole) throw new Refusal(`"${file.name}" has a header row and nothing below it.`);
  return {
    headers: headers.map((header) => header.trim()),
    examples: rows.slice(0, EXAMPLES),
    delimiter: delimiterOf(text),
    encoding,
  };
}

export interface Watching {
  /** A share, 0 to 1. */
  onProgress(share: number): void;
  readonly signal: AbortSignal;
}

/** Gives the page a turn, so that it shows progress and takes keys. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Reads a file piece by piece and adds it up; `undefined` where it was cancelled. Memory holds the groups alone. */
export async function readTotals(
  file: SourceFile,
  { delimiter, encoding }: FileHead,
  mapping: Mapping,
  { onProgress, signal }: Watching,
): Promise<Totals | undefined> {
  const adder = new Adder(mapping);
  let isHeader = true;
  const reader = new CsvReader(delimiter, (cells) => {
    if (isHeader) isHeader = false;
    else adder.add(cells);
  });
  const decoder = new TextDecoder(encoding, { fatal: true });
  const pieces = file.stream().getReader();
  let [bytes, turnAt] = [0, performance.now() + TURN_MS];
  for (;;) {
    const { done, value } = await pieces.read();
    if (done) break;
    reader.push(decoded(decoder, value));
    bytes += value.length;
    if (performance.now() >= turnAt) {
      onProgress(bytes / file.size);
      await turn();
      turnAt = performance.now() + TURN_MS;
    }
    if (signal.aborted) {
      await pieces.cancel();
      return undefined;
    }
  }
  reader.push(decoded(decoder, undefined));
  reader.end();
  return adder.totals();
}
