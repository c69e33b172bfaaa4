/** One packet of H.264 in an FLV. */
export interface FlvPacket {
  /** `sets` come first, and once. */
  kind: 'sets' | 'picture';
  /** NAL units without start codes. */
  units: Uint8Array[];
}

/** The first byte of a tag. */
const VIDEO = 9;
/** The second byte of its data. */
const [SETS, PICTURE] = [0, 1];

/** The whole packets of an FLV with nothing but H.264, as ffmpeg writes it. */
export async function* flvPackets(
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<FlvPacket> {
  const reader = new PieceReader(pieces);
  // The header, and the size of no tag before the first.
  await reader.take(13);
  for (;;) {
    const head = await reader.take(11);
    if (head === null) return;
    const tag = await reader.take(head.readUIntBE(1, 3) + 4);
    if (tag === null) return;
    const data = tag.subarray(0, tag.length - 4);
    if (head[0] !== VIDEO) continue;
    if (data[1] === SETS) yield {kind: 'sets', units: setsIn(data.subarray(5))};
    if (data[1] === PICTURE) yield {kind: 'picture', units: unitsIn(data.subarray(5))};
  }
}

/** The parameter sets of an `avcC`. */
function setsIn(record: Buffer): Uint8Array[] {
  const units: Uint8Array[] = [];
  let at = 5;
  for (const mask of [31, 255]) {
    for (let left = record[at++] & mask; left > 0; left--) {
      const length = record.readUInt16BE(at);
      units.push(record.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return units;
}

/** Units behind their lengths of four bytes. */
function unitsIn(data: Buffer): Uint8Array[] {
  const units: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    const end = at + 4 + data.readUInt32BE(at);
    units.push(data.subarray(at + 4, end));
    at = end;
  }
  return units;
}

/** Takes bytes in other portions than those in which they come. */
class PieceReader {
  private readonly source: AsyncIterator<Buffer>;
  private pieces: Buffer[] = [];
  private held = 0;

  public constructor(pieces: AsyncIterable<Buffer>) {
    this.source = pieces[Symbol.asyncIterator]();
  }

  /** @returns So many bytes, `null` where there are fewer. */
  public async take(count: number): Promise<Buffer | null> {
    while (this.held < count) {
      const next = await this.source.next();
      if (next.done) return null;
      this.pieces.push(next.value);
      this.held += next.value.length;
    }
    const all = this.pieces.length === 1 ? this.pieces[0] : Buffer.concat(this.pieces);
    this.pieces = [all.subarray(count)];
    this.held = all.length - count;
    return all.subarray(0, count);
  }
}
