// Zip archives, written and read with the browser's own compression.
//
// Only what a workbook or a document needs (PKWARE's APPNOTE 6.3): entries that are stored
// or deflated, no encryption, no archive of several disks, no zip64. The archives written
// have no time of their own: the same files give the same bytes.

/** Why an archive is not read. */
export type ZipError = "no-zip" | "too-large" | "broken";

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
// The first of January 1980, the first day there is.
const firstDay = 0x21;

interface Entry {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  readonly packed: Uint8Array;
  readonly at: number;
}

/** An archive of files by name. */
export async function zip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const entries: Entry[] = [];
  let at = 0;
  for (const [name, data] of files) {
    const entry = { name: new TextEncoder().encode(name), data, packed: await squeeze(data), at };
    parts.push(header(entry, local), entry.name, entry.packed);
    at += 30 + entry.name.length + entry.packed.length;
    entries.push(entry);
  }
  const directory = entries.flatMap((entry) => [header(entry, central), entry.name]);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  return together([...parts, ...directory, endOf(entries.length, size, at)]);
}

function header({ name, data, packed, at }: Entry, kind: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(kind === local ? 30 : 46));
  const fields = [20, 0x800, 8, 0, firstDay]; // version, names are UTF-8, deflated, time, day
  view.setUint32(0, kind, true);
  let i = 4;
  if (kind === central) {
    view.setUint16(4, 20, true);
    i = 6;
  }
  for (const field of fields) {
    view.setUint16(i, field, true);
    i += 2;
  }
  for (const field of [checksum(data), packed.length, data.length]) {
    view.setUint32(i, field, true);
    i += 4;
  }
  view.setUint16(i, name.length, true);
  if (kind === central) view.setUint32(42, at, true);
  return new Uint8Array(view.buffer);
}

function endOf(count: number, size: number, at: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, end, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, at, true);
  return new Uint8Array(view.buffer);
}

/**
 * Reads the files of an archive that `wanted` asks for by name. All of them together, as
 * they come out, have at most so many bytes: an archive says of itself what it likes.
 */
export async function unzip(bytes: Uint8Array<ArrayBuffer>, wanted: (name: string) => boolean, most: number): Promise<Map<string, Uint8Array> | ZipError> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = findEnd(view);
  if (last < 0) return "no-zip";
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(last + 16, true);
  let left = most;
  try {
    for (let n = view.getUint16(last + 10, true); n > 0; n--) {
      if (view.getUint32(at, true) !== central) return "broken";
      const [flags, method, packed, length, extra, note, from] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
      at += 46 + length + extra + note;
      if (!wanted(name) || files.has(name)) continue;
      if (flags & 1 || (method !== 0 && method !== 8)) return "broken";
      const start = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
      const body = bytes.subarray(start, start + packed);
      const data = method === 0 ? (body.length > left ? null : body) : await swell(body, left);
      if (!data) return "too-large";
      left -= data.length;
      files.set(name, data);
    }
  } catch {
    return "broken"; // an address outside of the archive, or what is no deflate
  }
  return files;
}

// The end of the directory stands last, before a comment at most.
function findEnd(view: DataView): number {
  for (let i = view.byteLength - 22; i >= 0 && i > view.byteLength - 66_000; i--) if (view.getUint32(i, true) === end) return i;
  return -1;
}

async function squeeze(data: Uint8Array): Promise<Uint8Array> {
  return (await flow(data, new CompressionStream("deflate-raw"), Infinity)) as Uint8Array;
}

function swell(data: Uint8Array, most: number): Promise<Uint8Array | null> {
  return flow(data, new DecompressionStream("deflate-raw"), most);
}

// Null when more comes out than was asked for: then the rest is not even made.
async function flow(data: Uint8Array, through: CompressionStream | DecompressionStream, most: number): Promise<Uint8Array | null> {
  const writer = through.writable.getWriter();
  // Where reading fails, writing does too; that is told once, by reading.
  const written = writer.write(data as Uint8Array<ArrayBuffer>).then(() => writer.close()).catch(() => {});
  const reader = through.readable.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel().catch(() => {});
      return null;
    }
    parts.push(value);
  }
  await written;
  return together(parts);
}

function together(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

let table: Uint32Array | null = null;

/** CRC-32, as archives have it. */
export function checksum(data: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  let crc = 0xffffffff;
  for (const byte of data) crc = (table[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
