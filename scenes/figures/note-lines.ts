/**
 * Notes as lines of a width: as many on a line as fit; one that is longer by itself is
 * broken between its words.
 *
 * @param room - In pixels.
 * @param width - Of a text, in pixels.
 */
export function noteLines(
  notes: readonly string[],
  room: number,
  width: (text: string) => number,
): string[] {
  const lines: string[] = [];
  const append = (part: string, joint: string): void => {
    const last = lines[lines.length - 1];
    const longer = last === undefined ? part : `${last}${joint}${part}`;
    if (last !== undefined && width(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(part);
  };
  for (const note of notes) {
    const [first, ...rest] = width(note) <= room ? [note] : note.split(' ');
    append(first, ' · ');
    for (const word of rest) append(word, ' ');
  }
  return lines;
}
