/** Reads bits in the order and the codes of H.264, clause 7.2. */
export class BitReader {
  private at = 0;

  public constructor(private readonly bytes: Uint8Array) {}

  /** Bits that have been read. */
  public get position(): number {
    return this.at;
  }

  /** @throws RangeError where the bytes end before. */
  public bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) {
      if (this.at >= 8 * this.bytes.length)
        throw new RangeError('the bits end too early');
      value = 2 * value + ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }

  /** An unsigned Exp-Golomb code, `ue(v)`. */
  public ue(): number {
    let zeros = 0;
    while (this.bits(1) === 0) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }
}

/** Writes bits likewise. */
export class BitWriter {
  private readonly written: number[] = [];

  public bits(value: number, count: number): this {
    for (let i = count - 1; i >= 0; i--)
      this.written.push(Math.floor(value / 2 ** i) % 2);
    return this;
  }

  /** An unsigned Exp-Golomb code, `ue(v)`. */
  public ue(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.bits(0, length).bits(value + 1, length + 1);
  }

  /** The bytes, with the bit that ends a payload and the zeros after it. */
  public payload(): Uint8Array {
    const bits = [...this.written, 1];
    const bytes = new Uint8Array(Math.ceil(bits.length / 8));
    bits.forEach((bit, i) => (bytes[i >> 3] |= bit << (7 - (i & 7))));
    return bytes;
  }
}
