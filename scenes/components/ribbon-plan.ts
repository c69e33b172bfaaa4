/** A character's place in a text of several lines. */
export interface RibbonPlace {
  /** Left edge, from the left end of the lines, in pixels. */
  x: number;
  width: number;
  line: number;
}

/**
 * Lay a text out on lines of about equal length, broken after spaces and line ends where
 * that is possible.
 *
 * @param characters - As they are drawn: white space has its marks.
 * @param breaks - Whether a line may end after the character.
 * @param widths - In pixels.
 */
export function placeRibbon(
  characters: readonly string[],
  breaks: (index: number) => boolean,
  widths: readonly number[],
  room: number,
): RibbonPlace[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const lines = Math.max(1, Math.ceil(total / room));
  for (let aim = total / lines; aim < room; aim += room / 50) {
    const places = flow(characters.length, breaks, widths, aim, room);
    if ((places.at(-1)?.line ?? 0) < lines) return places;
  }
  return flow(characters.length, breaks, widths, room, room);
}

function flow(
  count: number,
  breaks: (index: number) => boolean,
  widths: readonly number[],
  aim: number,
  room: number,
): RibbonPlace[] {
  const places: RibbonPlace[] = [];
  let [x, line] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (x > 0 && ((x >= aim && i > 0 && breaks(i - 1)) || x + widths[i] > room)) {
      [x, line] = [0, line + 1];
    }
    places.push({x, width: widths[i], line});
    x += widths[i];
  }
  return places;
}
