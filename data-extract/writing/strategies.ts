import {reduceRow} from '../stage/next-tokens.ts';

/** A text that is being written, among others. */
export interface Beam {
  ids: number[];
  /** Sum of the log probabilities. */
  logProbability: number;
  /** Which of the beams before it continues. */
  parent: number;
}

/**
 * Continue beams by one token: the best continuations of all.
 *
 * @param beams - The beams before.
 * @param logits - Scores of the next token for each.
 * @param count - How many beams are kept.
 * @param end - Tokens that end a text.
 * @returns Beams that go on, and those that have ended, each best first.
 */
export function continueBeams(
  beams: readonly Beam[],
  logits: readonly Float32Array[],
  count: number,
  end: readonly number[],
): {open: Beam[]; ended: Beam[]} {
  const candidates = beams.flatMap((beam, parent) => {
    const {logsumexp, best} = reduceRow(logits[parent], 2 * count);
    return best.map(id => ({
      ids: [...beam.ids, id],
      logProbability: beam.logProbability + logits[parent][id] - logsumexp,
      parent,
    }));
  });
  candidates.sort((a, b) => b.logProbability - a.logProbability || a.parent - b.parent);
  const open: Beam[] = [];
  const ended: Beam[] = [];
  for (const [rank, candidate] of candidates.slice(0, 2 * count).entries()) {
    const ends = end.includes(candidate.ids[candidate.ids.length - 1]);
    // An ending counts only where it is among the best itself.
    if (ends && rank < count) ended.push(candidate);
    if (!ends && open.length < count) open.push(candidate);
  }
  return {open, ended};
}

/** What beams are compared by: the mean log probability, by a power of the length. */
export const beamScore = (
  {ids, logProbability}: Beam,
  prompt: number,
  penalty: number,
): number => logProbability / Math.max(1, ids.length - prompt) ** penalty;
