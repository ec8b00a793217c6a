import { Inflate } from "fflate";
import { damaged, directoryOf, type Entry, packedBytes } from "./directory";
import { FileRefusal } from "./refusal";

/** What a workbook of a million cells needs, with room to spare; beyond it memory is at risk. */
const MOST_BYTES = 300_000_000;
/** Packed bytes handed to the decompressor at once: it makes at most a thousand times as much of them. */
const STEP_BYTES = 16_384;
const STORED = 0;
const DEFLATED = 8;

/** The parts of a .xlsx file by name. A part is checked against its listed size and checksum when it is read. */
export class Archive {
  private readonly entries: ReadonlyMap<string, Entry>;

  /** Refuses with a sentence what is no .xlsx file, is encrypted, damaged, or unpacks to more than memory should hold. */
  constructor(private readonly bytes: Uint8Array) {
    refuseOtherFormats(bytes);
    const entries = directoryOf(bytes);
    const size = entries.reduce((sum, entry) => sum + entry.size, 0);
    if (!(size <= MOST_BYTES)) {
      throw new FileRefusal(
        `The file unpacks to ${Math.round(size / 1e6)} MB; up to ${MOST_BYTES / 1e6} MB are read. Split the workbook.`,
      );
    }
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
    if (!this.has("[Content_Types].xml")) {
      throw new FileRefusal("The file is a ZIP archive but no workbook. Save it as .xlsx.");
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A part's bytes, or `undefined` where there is none of that name. */
  part(name: string): Uint8Array | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    const packed = packedBytes(this.bytes, entry);
    const part = entry.method === STORED ? packed : inflated(packed, entry);
    if (part.length !== entry.size) throw damaged(`${name} is incomplete`);
    if (checksumOf(part) !== entry.checksum) throw damaged(`${name} does not match its checksum`);
    return part;
  }

  /** A part's text, in UTF-8 or, after a byte order mark, UTF-16. */
  text(name: string): string | undefined {
    const part = this.part(name);
    if (part === undefined) return undefined;
    if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder("utf-16le").decode(part);
    if (part[0] === 0xfe && part[1] === 0xff) return new TextDecoder("utf-16be").decode(part);
    return new TextDecoder().decode(part);
  }
}

/** What a file is by its first bytes, where it is no ZIP archive. */
function refuseOtherFormats(bytes: Uint8Array): void {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b)) return;
  if (bytes.length === 0) throw new FileRefusal("The file is empty.");
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new FileRefusal(
      "The file is encrypted, or in Excel's format before 2007 (.xls). Save it as .xlsx without a password.",
    );
  }
  const head = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart().toLowerCase();
  const isMarkup = head.startsWith("<") || head.startsWith("\ufeff<");
  const what = isMarkup ? "a web page or XML" : "no workbook";
  throw new FileRefusal(`The file is ${what}, whatever its name says. Open it in Excel and save it as .xlsx.`);
}

function inflated(packed: Uint8Array, { name, method, size }: Entry): Uint8Array {
  if (method !== DEFLATED) throw damaged(`${name} is packed in a way that workbooks are not`);
  const out = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw damaged(`${name} unpacks to more than it says`);
    out.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += STEP_BYTES) {
      stream.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
    }
  } catch (thrown) {
    throw thrown instanceof FileRefusal ? thrown : damaged(`${name} cannot be unpacked`);
  }
  return out.subarray(0, length);
}

const CHECKSUMS = Uint32Array.from({ length: 256 }, (_unused, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as ZIP files use it (ISO 3309). */
function checksumOf(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let index = 0; index < bytes.length; index++) {
    value = (CHECKSUMS[(value ^ (bytes[index] as number)) & 0xff] as number) ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
