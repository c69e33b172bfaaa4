import {placeChips} from './token-places.ts';
import type {TokenBox} from './token-places.ts';

/** A chip of a word in frame coordinates, without its height. */
export interface WordPlace {
  x: number;
  y: number;
  width: number;
}

/** A place of the vocabulary that is drawn. */
export interface SlotPlace {
  /** Its number in the vocabulary, `null` for the one that stands for all others. */
  word: number | null;
  x: number;
  width: number;
}

/** Where the parts of a bag of words lie once all are open, in frame coordinates. */
export interface BagPlan {
  chipHeight: number;
  /** Words of each sentence. */
  chips: readonly (readonly WordPlace[])[];
  slots: readonly SlotPlace[];
  /** Words of the vocabulary that have no place of their own. */
  left: number;
  slotHeight: number;
  /** Tops of the vocabulary and of the rows of counts. */
  tops: readonly number[];
  /** How far below that everything stands while only so many of these are open. */
  drops: readonly number[];
}

/** What a plan is made of; widths of words in pixels. */
export interface BagSizes {
  /** By sentence. */
  sentences: readonly (readonly number[])[];
  /** Words of the vocabulary that the sentences share: they keep their places. */
  shared: readonly boolean[];
  /** Rows of counts. */
  rows: number;
  stage: {left: number; right: number; top: number; bottom: number};
  /** Room for labels before the slots. */
  label: number;
}

const SLOT_GAP = 12;
const NARROWEST_SLOT = 116;
/** Sentences take at most so many lines each. */
const MOST_LINES = 3;

/**
 * Lay sentences, vocabulary and counts out; long sentences take more lines, lower ones.
 *
 * @throws Where a sentence is too long.
 */
export function planBag({sentences, shared, rows, stage, label}: BagSizes): BagPlan {
  const boxes = sentences.map((widths, i) => {
    const found = placeChips(widths, {...stage, lines: MOST_LINES});
    if (found) return found;
    throw new Error(
      `Sentence ${i + 1} is too long for ${MOST_LINES} lines; use a shorter one in the capture declaration.`,
    );
  });
  const lines = boxes.map(row => (row.at(-1)?.line ?? 0) + 1);
  const all = lines.reduce((a, b) => a + b, 0);
  const chipHeight = all <= 3 ? 66 : 50;
  const gap = all <= 3 ? 24 : 10;
  // Where lines are many, the sentences still stand apart.
  const apart = all <= 3 ? gap : gap + 14;
  let y = stage.top;
  const chips = boxes.map((row, sentence) => {
    const top = y;
    y += lines[sentence] * (chipHeight + gap) - gap + apart;
    return row.map(box => chipOf(box, top + box.line * (chipHeight + gap)));
  });
  const bottom = y - apart;
  const pitch = Math.min(98, (stage.bottom - bottom - 24) / (rows + 1));
  const slotHeight = Math.min(76, pitch - 16);
  const first = stage.bottom - (rows + 1) * pitch + (pitch - slotHeight);
  const tops = Array.from({length: rows + 1}, (_, row) => first + row * pitch);
  const ends = [bottom, ...tops.map(top => top + slotHeight)];
  return {
    ...{chipHeight, chips, slotHeight, tops},
    ...planSlots(shared, stage.left + label, stage.right),
    drops: ends.map(end => (stage.bottom - end) / 2),
  };
}

const chipOf = ({x, width}: TokenBox, y: number): WordPlace => ({x, y, width});

/** As many places as fit; where words are left over, the last one stands for them. */
function planSlots(
  shared: readonly boolean[],
  from: number,
  to: number,
): Pick<BagPlan, 'slots' | 'left'> {
  const most = Math.floor((to - from + SLOT_GAP) / (NARROWEST_SLOT + SLOT_GAP));
  const words = [...shared.keys()];
  const fits = words.length <= most;
  const kept = fits
    ? words
    : words
        .sort((a, b) => Number(shared[b]) - Number(shared[a]) || a - b)
        .slice(0, most - 1)
        .sort((a, b) => a - b);
  const drawn: (number | null)[] = fits ? kept : [...kept, null];
  const width = (to - from + SLOT_GAP) / drawn.length - SLOT_GAP;
  return {
    slots: drawn.map((word, i) => ({word, x: from + i * (width + SLOT_GAP), width})),
    left: shared.length - kept.length,
  };
}
