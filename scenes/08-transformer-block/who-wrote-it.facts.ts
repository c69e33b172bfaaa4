import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './who-wrote-it.capture.ts';

/** Parts that have a row: of a deep model those that add or take most. */
const ROWS = 13;

/** Constants that add less than this to a logit are rounding. */
const LITTLE = 1e-3;

/** A part of a model that adds to the stream. */
interface Part {
  /** Of a layer; `null` for the embedding, and for what belongs to no part. */
  layer: number | null;
  kind: 'embed' | 'attn' | 'mlp' | 'experts' | 'bias';
  /** What it adds to the logit. */
  adds: number;
}

/** What each part of the model adds to the logit of the answer, and what that makes. */
export function readParts({
  tokens,
  attribution,
  residual,
  outputs,
  source,
}: Captured<typeof declaration>) {
  const last = tokens.length - 1;
  const [answer] = attribution.tokens;
  const kindOf = (kind: string, layer: number): Part['kind'] => {
    if (kind === 'attn') return 'attn';
    return attribution.experts?.includes(layer) ? 'experts' : 'mlp';
  };
  const parts = attribution.parts.map(({name, logits: [adds]}): Part => {
    const [layer, kind] = name.split('.');
    return kind === undefined
      ? {layer: null, kind: layer as 'embed' | 'bias', adds}
      : {layer: Number(layer), kind: kindOf(kind, Number(layer)), adds};
  });
  // What belongs to no part is told only where there is any of it.
  const told = parts.filter(({kind, adds}) => kind !== 'bias' || Math.abs(adds) > LITTLE);
  /** The vector that a part adds to the stream at the last token. */
  const vectorOf = ({layer, kind}: Part): Tensor =>
    layer === null
      ? residual.at('pre', 0).at(last)
      : outputs.of(kind === 'attn' ? 'attn_out' : 'mlp_out', layer).at(last);
  let sum = 0;
  const totals = told.map(({adds}) => (sum += adds));
  const order = [...told.keys()].sort((a, b) => told[b].adds - told[a].adds);
  const [most] = order;
  const bySize = [...order].sort(
    (a, b) => Math.abs(told[b].adds) - Math.abs(told[a].adds),
  );
  const rows = bySize.slice(0, ROWS).sort((a, b) => a - b);
  const against = [...told.keys()].filter(part => told[part].adds < 0);
  return {
    tokens,
    source,
    parts: told,
    most,
    rows,
    others: bySize.slice(ROWS),
    against: against.filter(part => rows.includes(part)),
    vectors: Tensor.stack(told.filter(({kind}) => kind !== 'bias').map(vectorOf), 'part'),
    adds: Tensor.of(
      told.map(({adds}) => adds),
      'part',
      source,
    ),
    totals: Tensor.of(totals, 'part', source),
    facts: {
      answer: tokenLabel(answer),
      asked: tokenLabel(tokens[last]),
      logit: answer.logit,
      share: answer.probability,
      parts: told.length,
      others: Math.max(0, told.length - ROWS),
      most: told[most].adds,
      against: against.length,
      minus: against.reduce((all, part) => all + told[part].adds, 0),
    },
  };
}
