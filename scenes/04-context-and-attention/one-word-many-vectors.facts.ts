import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './one-word-many-vectors.capture.ts';
import {SENSES} from './senses.ts';

/** One word in several texts: its vectors, where they lie, and which are alike. */
export function readWord({contexts, model, source}: Captured<typeof declaration>) {
  const {rows, texts, word, explained} = contexts;
  const ends = SENSES.map((_, i) => SENSES.slice(0, i + 1).flat().length);
  const senseOf = (text: number): number => ends.findIndex(end => text < end);
  const groups = SENSES.map((_, sense) =>
    [...texts.keys()].filter(text => senseOf(text) === sense),
  );
  const alike = rows.map((_, row) => likeness(contexts.alike(row), senseOf));
  const end = alike[alike.length - 1];
  const vectors = rows.map((_, row) =>
    Tensor.stack(
      texts.map((__, text) => contexts.vector(row, text)),
      'text',
    ),
  );
  return {
    groups,
    alike,
    source,
    vectors,
    last: rows.length - 1,
    /** On one plane for all rows, `[row, text, axis]`. */
    places: Tensor.stack(
      rows.map((_, row) => contexts.places(row)),
      'row',
    ),
    /** Each text in tokens, those of the word told apart. */
    chips: texts.map(({tokens, first, end: behind}) =>
      tokens.map((token, i) => {
        const isWord = i >= first && i < behind;
        return {
          label: tokenLabel(token),
          ...(token.special ? {isSpecial: true as const} : {}),
          ...(isWord ? {} : {isQuiet: true as const}),
        };
      }),
    ),
    /** The word with its neighbours, however the model cuts them. */
    names: texts.map(({text, tokens, first, end: behind}) =>
      withNeighbours(text, tokens[first].start, tokens[behind - 1].end),
    ),
    parts: end.same > end.other,
    isCut: texts[0].end - texts[0].first > 1,
    facts: {
      word: word.trim(),
      count: texts.length,
      pieces: texts[0].end - texts[0].first,
      layers: model.layers,
      width: vectors[0].shape[1],
      plane: explained[0] + explained[1],
      same: end.same,
      other: end.other,
    },
  };
}

/** A part of a text, and the words on both sides of it that no full stop parts from it. */
export function withNeighbours(text: string, start: number, end: number): string {
  const [before = ''] = /[\p{L}\p{M}\p{N}'’]*\s*$/u.exec(text.slice(0, start)) ?? [];
  const [after = ''] = /^\s*[\p{L}\p{M}\p{N}'’]*/u.exec(text.slice(end)) ?? [];
  return `${before}${text.slice(start, end)}${after}`.trim();
}

/** How alike texts are on average: those of one sense, and those of two. */
export function likeness(
  alike: Tensor,
  senseOf: (text: number) => number,
): {same: number; other: number} {
  const [count] = alike.shape;
  const all = [...Array(count).keys()];
  const pairs = all.flatMap(a => all.slice(a + 1).map(b => [a, b] as const));
  const mean = (isSame: boolean): number => {
    const own = pairs.filter(([a, b]) => (senseOf(a) === senseOf(b)) === isSame);
    const sum = own.reduce((total, [a, b]) => total + alike.data[a * count + b], 0);
    return sum / own.length;
  };
  return {same: mean(true), other: mean(false)};
}
