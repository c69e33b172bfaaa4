import type {TokenBox} from 'attention-in-motion/components/token-places';

/** A part of a window on one line, in frame coordinates. */
export interface WindowSpan {
  line: number;
  left: number;
  right: number;
  alpha: number;
}

/**
 * Where a window lies that slides over words: on one line, or on several where the text
 * breaks. It glides along a line, and fades in where it comes to another.
 *
 * @param at - The word that it stands over; fractions lie between two words.
 * @param window - Words to each side.
 */
export function windowSpans(
  boxes: readonly TokenBox[],
  at: number,
  window: number,
): WindowSpan[] {
  const lines = new Map<number, (TokenBox & {share: number})[]>();
  boxes.forEach((box, i) => {
    const {input, neighbour} = windowParts(i, at, window);
    if (input + neighbour <= 0) return;
    const own = {...box, share: input + neighbour};
    lines.set(box.line, [...(lines.get(box.line) ?? []), own]);
  });
  return [...lines].map(([line, own]) => {
    const [first, last] = [own[0], own[own.length - 1]];
    const second = own.at(1) ?? first;
    const before = own.at(-2) ?? last;
    const end = before.x + before.width;
    return {
      line,
      left: second.x + (first.x - second.x) * first.share,
      right: end + (last.x + last.width - end) * last.share,
      alpha: Math.max(...own.map(({share}) => share)),
    };
  });
}

/** How much a word is the one that the window stands over, and how much a neighbour; 0 to 1. */
export function windowParts(
  word: number,
  at: number,
  window: number,
): {input: number; neighbour: number} {
  const distance = Math.abs(word - at);
  const input = Math.max(0, 1 - distance);
  const inside = Math.max(0, Math.min(1, window + 1 - distance));
  return {input, neighbour: Math.min(inside, 1 - input)};
}

/** Share of a word's first pair that the window takes to come to the word. */
const SLIDE = 0.5;

/**
 * Where the window stands while pairs are made one after the other: it moves on at the
 * first pair of the next word.
 *
 * @param inputs - The word of each pair, by its place in the text.
 * @param made - How many pairs have been made; fractions are on their way.
 * @param ease - Of the way from one word to the next.
 */
export function windowAt(
  inputs: readonly number[],
  made: number,
  ease: (t: number) => number,
): number {
  const pair = Math.min(inputs.length - 1, Math.max(0, Math.floor(made)));
  const before = pair === 0 ? inputs[0] : inputs[pair - 1];
  const t = ease(Math.min(1, Math.max(0, made - pair) / SLIDE));
  return before + (inputs[pair] - before) * t;
}
