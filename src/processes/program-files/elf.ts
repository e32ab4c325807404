// SPDX-License-Identifier: MIT

/** What a program or library says of the others that it needs (elf(5)); names as they are written there. */
export interface ElfNeeds {
  readonly is64: boolean;
  /** "libgtk-3.so.0" */
  readonly needed: readonly string[];
  /** Folders to look in first; "$ORIGIN" stands for the file's own. */
  readonly runPath: readonly string[];
  /** The dynamic loader: "/lib64/ld-linux-x86-64.so.2". */
  readonly interpreter: string | null;
}

/** So many bytes from there on; null where they cannot be read. */
export type ReadAt = (from: number, length: number) => Uint8Array | null;

const [LOAD, DYNAMIC, INTERPRETER] = [1, 2, 3];
const [NEEDED, STRING_TABLE, OLD_RUN_PATH, RUN_PATH] = [1, 5, 15, 29];

/** More is in no sound file. */
const MOST_SEGMENTS = 128;
const MOST_DYNAMIC_BYTES = 64 * 1024;
const LONGEST_STRING = 1024;

/** Reads it from the file's own tables; the program is never run. null for what is no ELF file of this kind of machine, or is damaged. */
export function readElf(read: ReadAt): ElfNeeds | null {
  const header = wholeView(read(0, 64), 64);
  if (header === null || header.getUint32(0) !== 0x7f454c46 || header.getUint8(5) !== 1) return null;
  const is64 = header.getUint8(4) === 2;
  const segments = segmentsOf(header, read, is64);
  const dynamic = dynamicOf(segments, read, is64);
  const text = (from: number | null): string => (from === null ? "" : stringAt(read, from));
  const table = offsetOf(segments, dynamic.find(({ tag }) => tag === STRING_TABLE)?.value ?? null);
  const strings = (...tags: readonly number[]): readonly string[] =>
    table === null ? [] : dynamic.flatMap(({ tag, value }) => (tags.includes(tag) ? text(table + value) || [] : []));
  const interpreter = text(segments.find(({ type }) => type === INTERPRETER)?.offset ?? null);
  return {
    is64,
    needed: strings(NEEDED),
    runPath: strings(RUN_PATH, OLD_RUN_PATH).flatMap((path) => path.split(":")),
    interpreter: interpreter || null,
  };
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

function segmentsOf(header: DataView, read: ReadAt, is64: boolean): readonly Segment[] {
  const [at, size, count] = is64
    ? [long(header, 32), header.getUint16(54, true), header.getUint16(56, true)]
    : [header.getUint32(28, true), header.getUint16(42, true), header.getUint16(44, true)];
  const length = size * Math.min(count, MOST_SEGMENTS);
  const table = size < (is64 ? 56 : 32) ? null : wholeView(read(at, length), length);
  return table === null ? [] : Array.from({ length: length / size }, (_, index) => segmentAt(table, index * size, is64));
}

const segmentAt = (table: DataView, at: number, is64: boolean): Segment =>
  is64
    ? { type: word(table, at), offset: long(table, at + 8), address: long(table, at + 16), size: long(table, at + 32) }
    : { type: word(table, at), offset: word(table, at + 4), address: word(table, at + 8), size: word(table, at + 16) };

interface Entry {
  readonly tag: number;
  readonly value: number;
}

function dynamicOf(segments: readonly Segment[], read: ReadAt, is64: boolean): readonly Entry[] {
  const segment = segments.find(({ type }) => type === DYNAMIC);
  const length = Math.min(segment?.size ?? 0, MOST_DYNAMIC_BYTES);
  const table = segment === undefined ? null : wholeView(read(segment.offset, length), length);
  const size = is64 ? 16 : 8;
  if (table === null) return [];
  return Array.from({ length: Math.floor(length / size) }, (_, index) =>
    is64
      ? { tag: long(table, index * size), value: long(table, index * size + 8) }
      : { tag: word(table, index * size), value: word(table, index * size + 4) },
  );
}

/** Where in the file an address of the loaded program comes from. */
function offsetOf(segments: readonly Segment[], address: number | null): number | null {
  if (address === null) return null;
  const segment = segments.find((one) => one.type === LOAD && address >= one.address && address < one.address + one.size);
  return segment === undefined ? null : address - segment.address + segment.offset;
}

function stringAt(read: ReadAt, from: number): string {
  const bytes = Buffer.from(read(from, LONGEST_STRING) ?? []);
  const end = bytes.indexOf(0);
  return end < 0 ? "" : bytes.toString("utf8", 0, end);
}

const word = (view: DataView, at: number): number => view.getUint32(at, true);

/** Offsets beyond 2^53 are in no sound file; they become ones that cannot be read. */
const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

const wholeView = (bytes: Uint8Array | null, length: number): DataView | null =>
  bytes === null || bytes.length < length ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
