import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './many-heads.capture.ts';
import type twiceDeclaration from './many-heads.repeat.capture.ts';

/** Kinds of heads, in the order in which they are told. */
export const KINDS = ['previous', 'sink', 'even', 'other', 'induction'] as const;

/** What the heads of a model look at, and what those of one layer make of a vector. */
export function readKinds(
  capture: Captured<typeof declaration>,
  twice: Captured<typeof twiceDeclaration>,
) {
  const {heads, headKinds, attention, norms, headValues, outputs} = capture;
  const {antecedent} = heads;
  const {layer} = antecedent;
  const query = antecedent.query.index;
  const layers = Array.from({length: attention.layers}, (_, i) => i);
  const z = headValues.of('z', layer).at(query);
  const {induction} = twice.headKinds.counts;
  const counts = {...headKinds.counts, induction};
  /** Heads of a kind in reading order; induction shows in words that are read twice. */
  const ofKind = (kind: (typeof KINDS)[number]): number[] => {
    const kinds = kind === 'induction' ? twice.headKinds.induction : headKinds.kinds;
    const flat: readonly string[] = kinds.flat();
    return [...flat.keys()].filter(i => flat[i] === kind);
  };
  return {
    antecedent,
    layer,
    counts,
    ofKind,
    z,
    inLayer: Array.from({length: attention.heads}, (_, head) => ({
      layer,
      head,
    })),
    tally: Tensor.of(
      KINDS.map(kind => counts[kind]),
      'kind',
      z.source,
    ),
    patterns: layers.map(i => attention.patterns(i)),
    patternsTwice: layers.map(i => twice.attention.patterns(i)),
    input: norms.of('normalized', 'ln1', layer).at(query),
    out: outputs.of('attn_out', layer).at(query),
    facts: {
      query: tokenLabel(antecedent.query),
      target: tokenLabel(antecedent.key),
      share: antecedent.score,
      heads: attention.layers * attention.heads,
      layers: attention.layers,
      perLayer: attention.heads,
      layer,
      perHead: z.shape[1],
      width: z.data.length,
      ...counts,
    },
  };
}
