import bidiFactory from 'bidi-js';
import type {Bidi} from 'bidi-js';

/** Which way the letters of a text go. */
export type Direction = 'ltr' | 'rtl';

/** A part of a line whose letters go one way. */
export interface DirectedText {
  /** As it is read, whichever way that is. */
  text: string;
  direction: Direction;
}

/** Letters of scripts that are written from right to left. */
const RTL =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

let algorithm: Bidi | null = null;

/**
 * Parts of a line from its left end to its right, as the bidirectional algorithm of
 * Unicode orders them.
 *
 * @remarks
 * The line starts at the left, unless all of its letters are of scripts that start at the right.
 */
export function directedParts(text: string): DirectedText[] {
  if (!RTL.test(text)) return text === '' ? [] : [{text, direction: 'ltr'}];
  const bidi = (algorithm ??= bidiFactory());
  const isLtr = [...text].some(one => bidi.getBidiCharTypeName(one) === 'L');
  const found = bidi.getEmbeddingLevels(text, isLtr ? 'ltr' : 'rtl');
  const parts: (DirectedText & {level: number; first: number; end: number})[] = [];
  for (const i of bidi.getReorderedIndices(text, found)) {
    const level = found.levels[i];
    const last = parts.at(-1);
    if (last?.level === level && (i === last.end || i === last.first - 1)) {
      last.first = Math.min(last.first, i);
      last.end = Math.max(last.end, i + 1);
      continue;
    }
    const direction = level % 2 === 1 ? 'rtl' : 'ltr';
    parts.push({text: '', direction, level, first: i, end: i + 1});
  }
  return parts.map(({first, end, direction}) => ({
    text: text.slice(first, end),
    direction,
  }));
}
