/**
 * Spans of pieces of bytes in the text that they make one after the other. A piece starts
 * where the text before it ends; characters that are not whole yet count as what stands in
 * their place.
 *
 * @param pieces - Bytes in hex; they need not be whole characters, nor UTF-8 at all.
 * @returns Half-open spans in UTF-16 units.
 */
export function spansOfBytes(pieces: readonly string[]): {start: number; end: number}[] {
  // Bytes that a later piece may complete to a character, and the units before them.
  let open = NO_BYTES;
  let before = 0;
  let length = 0;
  return pieces.map(hex => {
    const start = length;
    // Many have none: tokens of a model without a tokenizer.
    if (hex === '') return {start, end: start};
    const own = Buffer.from(hex, 'hex');
    const bytes = open.length === 0 ? own : Buffer.concat([open, own]);
    const whole = wholeUpTo(bytes);
    before += bytes.toString('utf8', 0, whole).length;
    open = bytes.subarray(whole);
    length = before + open.toString('utf8').length;
    return {start, end: Math.max(start, length)};
  });
}

const NO_BYTES = Buffer.alloc(0);

/** Where the last character begins, if more bytes may belong to it; else the end. */
function wholeUpTo(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at];
    // In a character all bytes but the first begin with the bits 10.
    if (byte >> 6 === 0b10) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return at + size > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}
