/** Between two chips, in pixels. */
export const CHIP_GAP = 8;

/**
 * Where chips of a row stand, as many as fit, and how many are left.
 *
 * @param more - Width of the note that so many are left.
 */
export function placeChips(
  widths: readonly number[],
  room: number,
  more: (left: number) => number,
): {starts: readonly number[]; end: number; left: number} {
  const starts: number[] = [];
  let at = 0;
  for (const [i, width] of widths.entries()) {
    const rest = widths.length - i - 1;
    const reserve = rest === 0 ? 0 : CHIP_GAP + more(rest);
    if (at + width + reserve > room + 0.5) {
      return {starts, end: at, left: widths.length - i};
    }
    starts.push(at);
    at += width + CHIP_GAP;
  }
  return {starts, end: at, left: 0};
}
