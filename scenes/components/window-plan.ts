import type {TokenBox} from './token-places.ts';

/** A part of a window on one line, in frame coordinates. */
export interface WindowSpan {
  line: number;
  left: number;
  right: number;
  alpha: number;
}

/**
 * Where a window lies that slides over words: on one line, or on several where the text
 * breaks. Between two words it glides along a line and fades from one line to another.
 *
 * @param at - The word that it stands over; fractions lie between two words.
 * @param window - Words to each side.
 */
export function windowSpans(
  boxes: readonly TokenBox[],
  at: number,
  window: number,
): WindowSpan[] {
  const from = spansAt(boxes, Math.floor(at), window);
  const to = spansAt(boxes, Math.ceil(at), window);
  const t = at - Math.floor(at);
  const lines = new Set([...from.keys(), ...to.keys()]);
  return [...lines]
    .sort((a, b) => a - b)
    .map(line => {
      const [before, after] = [from.get(line), to.get(line)];
      if (!before || !after) {
        const only = (before ?? after) as Edges;
        return {line, ...only, alpha: before ? 1 - t : t};
      }
      const mix = (a: number, b: number): number => a + (b - a) * t;
      return {
        ...{line, alpha: 1},
        left: mix(before.left, after.left),
        right: mix(before.right, after.right),
      };
    });
}

interface Edges {
  left: number;
  right: number;
}

function spansAt(
  boxes: readonly TokenBox[],
  at: number,
  window: number,
): Map<number, Edges> {
  const spans = new Map<number, Edges>();
  const last = Math.min(boxes.length - 1, at + window);
  for (let i = Math.max(0, at - window); i <= last; i++) {
    const {x, width, line} = boxes[i];
    const known = spans.get(line);
    spans.set(line, {left: known?.left ?? x, right: x + width});
  }
  return spans;
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
