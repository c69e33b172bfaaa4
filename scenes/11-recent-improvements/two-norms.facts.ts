import type {CapturedToken} from 'attention-in-motion/captured';
import type {CapturedNorms} from 'attention-in-motion/captured/probes/norms';
import {positionsOf} from 'attention-in-motion/captured/positions-of';
import type {Source} from 'attention-in-motion/captured/tensor';
import {limitOf} from 'attention-in-motion/components/ramp';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import {boundedShare} from './bounded-share.ts';

/** What of a capture is read here; that of either model. */
interface Normed {
  tokens: readonly CapturedToken[];
  norms: CapturedNorms;
  model: {layers: number};
  source: Source;
}

/** The word whose vector is followed. */
const FOLLOWED = 'sad';
/** A mean of less than this share of the scale is next to nothing. */
const LITTLE = 0.1;

/** A vector on its way through the first norm of the last block: every kind of block has it. */
export function readNorm({tokens, norms, model, source}: Normed) {
  const layer = model.layers - 1;
  const found = positionsOf(FOLLOWED, tokens).at(-1);
  // Of a text without it, its last token.
  const at =
    found ??
    Math.max(
      0,
      tokens.findLastIndex(({special}) => !special),
    );
  const of = (what: Parameters<CapturedNorms['of']>[0]) =>
    norms.of(what, 'ln1', layer).at(at);
  const [before, out] = [of('in'), of('normalized')];
  const [[own], [mean], [scale]] = [
    of('mean_in').data,
    of('mean').data,
    of('scale').data,
  ];
  const hasMean = norms.of('mean', 'ln1', layer).data.some(value => value !== 0);
  return {
    before,
    out,
    mean,
    scale,
    hasMean,
    own,
    hasBias: norms.has('bias', 'ln1', layer),
    centred: of('centred'),
    divided: of('divided'),
    limit: limitOf('signed', before.data),
    name: source.model ?? '',
    token: tokenLabel(tokens[at]),
    isLittle: Math.abs(own) < LITTLE * scale,
    facts: {
      mean,
      scale,
      own,
      layer,
      width: before.data.length,
      // Where it is cut in several, the last of them has read all of it.
      token: found === undefined ? tokenLabel(tokens[at]) : FOLLOWED,
      model: source.model ?? '',
      share: boundedShare(Math.abs(own) / scale),
    },
  };
}
