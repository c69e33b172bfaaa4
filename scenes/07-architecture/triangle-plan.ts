import type {Box} from 'attention-in-motion/components/box';

/** Tokens that a step computes, half-open, and the scores that each head makes of them. */
export interface StepWork {
  first: number;
  end: number;
  scores: number;
}

/**
 * What each step of writing computes. The first one reads the prompt, each later one the
 * token that the step before has predicted; a query has a score for every key up to its
 * own.
 *
 * @param prompt - Tokens of the prompt.
 * @param keeps - Whether keys and values are kept, so that only what is new is computed.
 */
export function workOf(prompt: number, steps: number, keeps: boolean): StepWork[] {
  return Array.from({length: steps}, (_, step) => {
    const end = prompt + step;
    const first = keeps && step > 0 ? end - 1 : 0;
    const scores = (end * (end + 1) - first * (first + 1)) / 2;
    return {first, end, scores};
  });
}

/** All that some steps computed. */
export const totalOf = (work: readonly StepWork[]): {tokens: number; scores: number} => ({
  tokens: work.reduce((sum, {first, end}) => sum + end - first, 0),
  scores: work.reduce((sum, {scores}) => sum + scores, 0),
});

/** Where the parts of a triangle lie, in frame coordinates. */
export interface TrianglePlan {
  /** Size of its text in pixels, 0 where rows are too low for any. */
  text: number;
  /** Right end of the names, left end of the queries and of the cells. */
  names: number;
  queries: number;
  left: number;
  /** Top of the keys and values, and of the first row. */
  shelf: number;
  top: number;
  /** From column to column, and from row to row. */
  width: number;
  pitch: number;
}

const HEADING = 92;
const MOST = 60;
const TEXT = {share: 0.9, least: 28, most: 34} as const;
const AIR = 14;

/**
 * Lay a triangle of so many rows out: a heading, a row of keys and values, and a row for
 * each token with its name, its query and its scores.
 *
 * @param name - Width of the longest name at a size of text.
 */
export function planTriangle(
  {x, y, width, height}: Box,
  rows: number,
  name: (text: number) => number,
): TrianglePlan {
  const pitch = Math.min(MOST, (height - HEADING) / (rows + 1));
  const size = Math.min(TEXT.most, Math.round(pitch * TEXT.share));
  const text = size < TEXT.least ? 0 : size;
  const names = x + (text === 0 ? 0 : name(text));
  const queries = names + AIR;
  const left = queries + pitch + AIR;
  const shelf = y + HEADING;
  return {
    text,
    names,
    queries,
    left,
    shelf,
    pitch,
    top: shelf + pitch,
    width: Math.min(pitch * 1.6, (x + width - left) / rows),
  };
}
