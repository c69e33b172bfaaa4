/**
 * Spans of pieces of bytes in a text.
 *
 * @param text - The text.
 * @param pieces - Byte counts of consecutive pieces that make up the text's UTF-8.
 * @returns Half-open spans in UTF-16 units; an empty piece stands between its neighbours;
 * a piece that begins or ends inside a
 * character takes the whole character in.
 */
export function spansOf(
  text: string,
  pieces: readonly number[],
): {start: number; end: number}[] {
  // For each byte of the text: where its character starts and ends.
  const starts: number[] = [];
  const ends: number[] = [];
  let unit = 0;
  for (const character of text) {
    const length = new TextEncoder().encode(character).length;
    for (let i = 0; i < length; i++) {
      starts.push(unit);
      ends.push(unit + character.length);
    }
    unit += character.length;
  }
  let offset = 0;
  return pieces.map(length => {
    const first = offset;
    offset += length;
    if (length === 0 || first >= starts.length) {
      const place = starts.at(first) ?? unit;
      return {start: place, end: place};
    }
    return {start: starts[first], end: ends[Math.min(offset, ends.length) - 1]};
  });
}
