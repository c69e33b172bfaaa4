import {textOf} from './pieces.ts';
import type {EncodingStep} from './text-results.ts';

/**
 * Cut a word by ranks: the neighbours with the lowest rank become one piece, until none
 * have one. Of equal ranks the leftmost goes first.
 *
 * @param word - The word's bytes, hex.
 * @param rankOf - Rank of a merge by the bytes of both sides, hex.
 */
export function encodingSteps(
  word: string,
  rankOf: (left: string, right: string) => number | null,
): EncodingStep[] {
  let pieces: string[] = word.match(/../g) ?? [];
  const steps: EncodingStep[] = [];
  for (;;) {
    const ranks = pieces.slice(1).map((right, i) => rankOf(pieces[i], right));
    const chosen = lowest(ranks);
    steps.push({
      pieces: pieces.map(bytes => ({text: textOf(Buffer.from(bytes, 'hex')), bytes})),
      ranks,
      chosen,
    });
    if (chosen === null) return steps;
    pieces = [
      ...pieces.slice(0, chosen),
      pieces[chosen] + pieces[chosen + 1],
      ...pieces.slice(chosen + 2),
    ];
  }
}

function lowest(ranks: readonly (number | null)[]): number | null {
  let best: number | null = null;
  let bestRank = Infinity;
  ranks.forEach((rank, i) => {
    if (rank === null || rank >= bestRank) return;
    best = i;
    bestRank = rank;
  });
  return best;
}
