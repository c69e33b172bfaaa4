import type {CapturedNorms} from '../captured/probes/norms.ts';
import type {Source} from '../captured/tensor.ts';
import {Tensor} from '../captured/tensor.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {limitOf} from '../components/ramp.ts';
import {tokenLabel} from '../components/token-label.ts';
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
  const of = (what: 'in' | 'mean' | 'scale' | 'normalized') =>
    norms.of(what, 'ln1', layer).at(at);
  const [before, out] = [of('in'), of('normalized')];
  const [[mean], [scale]] = [of('mean').data, of('scale').data];
  const own = before.data.reduce((sum, value) => sum + value, 0) / before.data.length;
  const make = (change: (value: number) => number): Tensor =>
    new Tensor(before.data.map(change), before.shape, before.axes, before.source);
  const hasMean = norms.of('mean', 'ln1', layer).data.some(value => value !== 0);
  return {
    ...{before, out, mean, scale, hasMean, own},
    hasBias: norms.has('bias', 'ln1', layer),
    centred: make(value => value - mean),
    divided: make(value => (value - mean) / scale),
    limit: limitOf('signed', before.data),
    name: source.model ?? '',
    token: tokenLabel(tokens[at]),
    isLittle: Math.abs(own) < LITTLE * scale,
    facts: {
      ...{mean, scale, own, layer, width: before.data.length},
      token: tokenLabel(tokens[at]),
      model: source.model ?? '',
      share: boundedShare(Math.abs(own) / scale),
    },
  };
}
