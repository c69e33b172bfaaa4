import type {Box} from './box.ts';
import {placeChips} from './token-places.ts';

/** Chips of words, from the top left corner of a room that they fill. */
export interface WordPlaces {
  /** Size of the words in pixels. */
  text: number;
  /** Of all lines together, in pixels. */
  height: number;
  /** Chips of each text's words; lines are counted over all texts. */
  chips: readonly (readonly (Box & {line: number})[])[];
}

const SIZES = [112, 72, 64, 56, 48, 40, 32, 28];
/** Words are larger than that only where each text keeps to one line. */
const LARGE = 72;
/** A text takes at most so many lines. */
const MOST_LINES = 5;
/** Height of a chip, and from line to line and from text to text, in sizes of its text. */
const CHIP = 1.8;
const LINE = 2.5;
const TEXT = 2.9;

/**
 * Words of texts as chips, as large as fits.
 *
 * @param widthsAt - Widths of each text's words in pixels, at a size.
 * @param room - `most` is the largest size of the words, default the largest there is.
 * @throws Where a text is too long even if small.
 */
export function placeWords(
  widthsAt: (size: number) => readonly (readonly number[])[],
  {width, height, most = Infinity}: {width: number; height: number; most?: number},
): WordPlaces {
  for (const text of SIZES) {
    if (text > most) continue;
    const placed = widthsAt(text).map(widths =>
      placeChips(widths, {left: 0, right: width, lines: MOST_LINES}),
    );
    let line = 0;
    let top = 0;
    const chips = placed.map(boxes => {
      if (!boxes) return [];
      const own = boxes.map(box => ({
        x: box.x,
        width: box.width,
        line: line + box.line,
        y: top + box.line * LINE * text,
        height: CHIP * text,
      }));
      const lines = (boxes.at(-1)?.line ?? 0) + 1;
      line += lines;
      top += ((lines - 1) * LINE + TEXT) * text;
      return own;
    });
    const needed = top - (TEXT - CHIP) * text;
    if (text > LARGE && line > placed.length) continue;
    if (placed.every(boxes => boxes !== null) && needed <= height) {
      return {text, height: needed, chips};
    }
  }
  throw new Error(
    `A text is too long for ${MOST_LINES} lines; use a shorter one in the capture declaration.`,
  );
}
