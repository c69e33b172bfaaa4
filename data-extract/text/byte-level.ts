/**
 * The alphabet of byte-level BPE: every byte has a printable character of its own.
 * Printable Latin-1 bytes stand for themselves, the others count up from U+0100.
 */
const BYTE_OF = new Map<string, number>();
let next = 0x100;
for (let byte = 0; byte < 256; byte++) {
  const printable =
    (byte >= 0x21 && byte <= 0x7e) ||
    (byte >= 0xa1 && byte <= 0xac) ||
    (byte >= 0xae && byte <= 0xff);
  BYTE_OF.set(String.fromCodePoint(printable ? byte : next++), byte);
}

/**
 * The bytes that a token of a byte-level vocabulary stands for.
 *
 * @throws RangeError for a character outside the alphabet.
 */
export function bytesOfToken(token: string): number[] {
  return [...token].map(character => {
    const byte = BYTE_OF.get(character);
    if (byte === undefined) throw new RangeError(`"${character}" stands for no byte`);
    return byte;
  });
}
