import type {CapturedRoundTrip} from 'attention-in-motion/captured/round-trip';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {exactLabel, tokenLabel} from 'attention-in-motion/components/token-label';
import {tokenGroups} from 'attention-in-motion/components/token-words';

/** Next tokens that are told of. */
const NEXT = 4;

/** A text's tokens, the entries that they look up, the next token; and what captions say. */
export function readRoundTrip(capture: CapturedRoundTrip) {
  const {tokens, text, rows, next, table, source} = capture;
  const best = next.top.slice(0, NEXT);
  const answer = {...best[0], start: text.length, end: text.length, special: false};
  const groups = tokenGroups(tokens, text);
  const byId = new Map([answer, ...tokens].map(one => [one.id, one]));
  const entries = [...byId.values()].sort((a, b) => a.id - b.id);
  const entryOf = (id: number): number => entries.findIndex(entry => entry.id === id);
  return {
    source,
    rows,
    groups,
    tokens: [...tokens, answer],
    labels: tokens.map(exactLabel),
    count: tokens.length,
    /** Entries of the vocabulary, each once, by their ids. */
    entries: {
      labels: entries.map(exactLabel),
      ids: Tensor.of(
        entries.map(({id}) => id),
        'entry',
        source,
      ),
      /** Number of the entry that each token looks up. */
      of: tokens.map(({id}) => entryOf(id)),
      answer: entryOf(answer.id),
    },
    next: {
      count: best.length,
      ids: Tensor.of(
        best.map(({id}) => id),
        'token',
        source,
      ),
      shares: Tensor.of(
        best.map(({probability}) => probability),
        'token',
        source,
      ),
    },
    facts: {
      characters: [...text].length,
      count: tokens.length,
      entries: entries.length,
      ...table,
      word: groups[0]?.text ?? '',
      pieces: groups[0] ? groups[0].end - groups[0].first : 0,
      next: {id: answer.id, text: tokenLabel(answer), share: answer.probability},
    },
  };
}
