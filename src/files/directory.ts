import { FileRefusal } from "./refusal";

/** One part of an archive as its directory lists it. */
export interface Entry {
  readonly name: string;
  /** 0 stored, 8 deflated; nothing else occurs in workbooks. */
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly checksum: number;
  /** Where its own header starts in the file. */
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const ENCRYPTED = 1;
const IS_IN_EXTRA = 0xffffffff;
const SIZES_64 = 1;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MOST_PARTS = 10_000;

export const damaged = (why: string) =>
  new FileRefusal(`The file is damaged: ${why}. Open it in Excel and save it again.`);

/** Reads the directory at the end of a ZIP file (APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16). */
export function directoryOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const { count, start } = extentOf(view, end);
  if (count > MOST_PARTS) throw new FileRefusal(`The file lists ${count} parts; a workbook has at most ${MOST_PARTS}.`);
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged("its list of parts is broken");
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    entries.push(entryAt(bytes, view, at, lengths));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return entries;
}

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw damaged("its end is missing, as after a broken download");
}

function extentOf(view: DataView, end: number): { readonly count: number; readonly start: number } {
  const plain = { count: view.getUint16(end + 10, true), start: view.getUint32(end + 16, true) };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return plain;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== END_OF_DIRECTORY_64) throw damaged("its end is broken");
  return { count: Number(view.getBigUint64(at + 32, true)), start: Number(view.getBigUint64(at + 48, true)) };
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  [nameLength, extraLength]: readonly [number, number, number],
): Entry {
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0)
    throw new FileRefusal("The file is encrypted. Save it without a password.");
  const nameEnd = at + 46 + nameLength;
  const [size, packedSize, offset] = wideSizes(view, nameEnd, extraLength, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll("\\", "/"),
    method: view.getUint16(at + 10, true),
    packedSize,
    size,
    checksum: view.getUint32(at + 16, true),
    offset,
  };
}

type Sizes = readonly [size: number, packedSize: number, offset: number];

/** Sizes that do not fit stand in an extra field, in this order, as far as they are needed. */
function wideSizes(view: DataView, start: number, length: number, sizes: Sizes): Sizes {
  if (!sizes.includes(IS_IN_EXTRA)) return sizes;
  const end = Math.min(start + length, view.byteLength);
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== SIZES_64) continue;
    let next = at + 4;
    return sizes.map((size) => {
      if (size !== IS_IN_EXTRA) return size;
      if (next + 8 > end) throw damaged("its list of parts is broken");
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    }) as unknown as Sizes;
  }
  throw damaged("its list of parts is broken");
}

/** The packed bytes of an entry. */
export function packedBytes(bytes: Uint8Array, { offset, packedSize, name }: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER) throw damaged(`${name} is missing`);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > bytes.length) throw damaged(`${name} is incomplete`);
  return bytes.subarray(start, start + packedSize);
}
