import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {limitOf} from 'attention-in-motion/components/ramp';

import {boundOf} from '../07-architecture/with-and-without-cache.facts.ts';
import type declaration from './flash-tiles.capture.ts';

/** Attention of one head tile by tile, and what the model made of it at once. */
export function readTiles({
  heads,
  tiles,
  attention,
  headValues,
}: Captured<typeof declaration>) {
  const {layer, head} = heads.antecedent;
  const [result, atOnce] = [tiles.result(), headValues.head('z', layer, head)];
  const difference = new Tensor(
    result.data.map((value, i) => value - atOnce.data[i]),
    ...([result.shape, result.axes, result.source] as const),
  );
  const largest = limitOf('signed', difference.data);
  const seen = tiles.visits.filter(({skipped}) => !skipped);
  const grown = seen.findIndex(({rescale}) => rescale.some(one => one > 0 && one < 1));
  return {
    result,
    atOnce,
    difference,
    grown,
    visits: tiles.visits,
    limit: limitOf('signed', atOnce.data),
    scores: tiles.scores(),
    pattern: attention.pattern(layer, head),
    outputs: tiles.outputs(),
    facts: {
      held: tiles.held,
      whole: tiles.whole,
      tokens: result.shape[0],
      visited: seen.length,
      skipped: tiles.visits.length - seen.length,
      factor: grown < 0 ? 1 : Math.min(...seen[grown].rescale.filter(one => one > 0)),
      bound: boundOf(largest),
      // What the largest of texts known would take, in this head alone.
      long: LONG,
      longScores: LONG ** 2,
    },
  };
}

/** A text of so many tokens. */
const LONG = 100_000;
