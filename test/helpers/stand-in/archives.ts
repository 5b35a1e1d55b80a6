import {crc32, gzipSync} from 'node:zlib';

/** One file of an archive; `link` makes it a symbolic link. */
export interface ArchiveEntry {
  readonly path: string;
  readonly content: string;
  /** Unix permission bits; 0o755 when not given. */
  readonly mode?: number;
  readonly link?: string;
}

const BLOCK = 512;
const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;

function tarHeader(entry: ArchiveEntry, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const put = (text: string, offset: number) => header.write(text, offset, 'latin1');
  if (entry.path.length > 100) throw new Error(`path too long for a plain tar header: ${entry.path}`);
  put(entry.path, 0);
  put(octal(entry.mode ?? 0o755, 8), 100);
  // Release archives carry the ids of the machine that made them; they must not end up in the image.
  put(octal(501, 8), 108);
  put(octal(20, 8), 116);
  put(octal(size, 12), 124);
  put(octal(0, 12), 136);
  put(' '.repeat(8), 148);
  put(entry.link === undefined ? '0' : '2', 156);
  put(entry.link ?? '', 157);
  put('ustar\u000000', 257);
  put(
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  );
  return header;
}

/** A ustar archive. Owner 501:20, times 0: the same entries always give the same bytes. */
export function tar(entries: readonly ArchiveEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const body = Buffer.from(entry.link === undefined ? entry.content : '');
    return [tarHeader(entry, body.length), body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

export const tarGz = (entries: readonly ArchiveEntry[]): Buffer => gzipSync(tar(entries));

const UNIX = 3;
const VERSION = 20;
/** 1 January 1980, the earliest date that zip can write. */
const DOS_DATE = 0x21;

/** A zip archive with stored (not compressed) files. Source: PKWARE APPNOTE 4.3. */
export function zip(entries: readonly ArchiveEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const {path, content, mode = 0o755} of entries) {
    const name = Buffer.from(path);
    const body = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(DOS_DATE, 8);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const signature = Buffer.from('PK\u0003\u0004', 'latin1');
    local.push(signature, common, name, body);
    const start = Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1');
    start[5] = UNIX;
    const end = Buffer.alloc(14);
    end.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 6);
    end.writeUInt32LE(offset, 10);
    central.push(start, common, end, name);
    offset += signature.length + common.length + name.length + body.length;
  }
  const directory = Buffer.concat(central);
  const trailer = Buffer.alloc(22);
  trailer.write('PK\u0005\u0006', 0, 'latin1');
  trailer.writeUInt16LE(entries.length, 8);
  trailer.writeUInt16LE(entries.length, 10);
  trailer.writeUInt32LE(directory.length, 12);
  trailer.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, trailer]);
}
