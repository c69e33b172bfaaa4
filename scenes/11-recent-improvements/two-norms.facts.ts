import type {CapturedToken} from 'attention-in-motion/captured';
import type {CapturedNorms} from 'attention-in-motion/captured/probes/norms';
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
  const at = Math.max(
    0,
    tokens.findLastIndex(({text}) => text?.trim() === FOLLOWED),
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
      token: tokenLabel(tokens[at]),
      model: source.model ?? '',
      share: boundedShare(Math.abs(own) / scale),
    },
  };
}
