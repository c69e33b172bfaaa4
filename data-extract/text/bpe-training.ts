import type {BpeMerge} from './text-results.ts';

/** A word with the space before it, and how often it occurs. */
export interface WordCount {
  text: string;
  count: number;
}

/** Words of a text with the space before them; punctuation and gaps are pieces of their own. */
export const piecesBeforeMerging = (text: string): string[] =>
  text.match(/ ?\p{L}+(?:['’]\p{L}+)*| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+/gu) ?? [];

/** Different words, in the order in which they first occur. */
export function countPieces(documents: readonly string[]): WordCount[] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const piece of piecesBeforeMerging(document)) {
      counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return [...counts].map(([text, count]) => ({text, count}));
}

/** Characters with their counts, most frequent first, then by code point. */
export function countCharacters(words: readonly WordCount[]): WordCount[] {
  const counts = new Map<string, number>();
  for (const {text, count} of words) {
    for (const character of text) {
      counts.set(character, (counts.get(character) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([text, count]) => ({text, count}))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

/**
 * Learn merges: the most frequent pair of neighbours becomes one piece, again and again.
 * Of equally frequent pairs, the first in the order of their code points is taken.
 *
 * @param limit - How many merges; fewer where no pair occurs twice.
 * @param candidates - How many pairs are kept per merge.
 */
export function trainBpe(
  words: readonly WordCount[],
  limit: number,
  candidates: number,
): BpeMerge[] {
  const splits = words.map(({text}) => [...text]);
  let vocab = new Set(splits.flat()).size;
  const characters = splits.reduce((sum, own, i) => sum + own.length * words[i].count, 0);
  let pieces = characters;
  const merges: BpeMerge[] = [];
  while (merges.length < limit) {
    const best = bestPairs(splits, words, candidates);
    if (best.length === 0 || best[0].count < 2) break;
    const [{left, right}] = best;
    let merged = 0;
    splits.forEach((split, i) => {
      const next = mergePair(split, left, right);
      merged += (split.length - next.length) * words[i].count;
      splits[i] = next;
    });
    pieces -= merged;
    vocab += 1;
    const share = pieces / characters;
    merges.push({candidates: best, token: left + right, merged, pieces, share, vocab});
  }
  return merges;
}

/** Merge a pair wherever it stands, from left to right. */
export function mergePair(
  split: readonly string[],
  left: string,
  right: string,
): string[] {
  const merged: string[] = [];
  for (let i = 0; i < split.length; i++) {
    const fits = split[i] === left && split[i + 1] === right;
    merged.push(fits ? left + right : split[i]);
    if (fits) i++;
  }
  return merged;
}

function bestPairs(
  splits: readonly (readonly string[])[],
  words: readonly WordCount[],
  limit: number,
): BpeMerge['candidates'] {
  const counts = new Map<string, {left: string; right: string; count: number}>();
  splits.forEach((split, w) => {
    for (let i = 0; i + 1 < split.length; i++) {
      const key = `${split[i]}\0${split[i + 1]}`;
      const pair = counts.get(key);
      if (pair) pair.count += words[w].count;
      else counts.set(key, {left: split[i], right: split[i + 1], count: words[w].count});
    }
  });
  return [...counts]
    .sort(([a, {count: m}], [b, {count: n}]) => n - m || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([, pair]) => pair);
}
