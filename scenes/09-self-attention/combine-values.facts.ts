import type {Captured} from 'attention-in-motion/captured/open-capture';
import {chooseKeys} from 'attention-in-motion/components/key-rows';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './combine-values.capture.ts';

/** Rows of the table. */
const ROWS = 12;
/** Cosine from which two vectors point nearly the same way. */
const SAME_WAY = 0.95;

/** A head's weights and values, what they add up to, and where that goes. */
export function readValues(capture: Captured<typeof declaration>) {
  const {tokens, heads, headSteps, attention, headValues, headWeights} = capture;
  const {outputs, residual} = capture;
  const {layer, head, query, key} = heads.antecedent;
  const at = query.index;
  const {heads: count} = attention.facts(layer);
  const shares = attention.pattern(layer, head).at(at);
  const values = headValues.head('v', layer, head);
  const steps = headSteps.of('antecedent');
  const z = headValues.head('z', layer, head).at(at);
  const out = outputs.of('attn_out', layer).at(at);
  const keyRows = chooseKeys(shares.data, at, ROWS);
  const labels = tokens.map(tokenLabel);
  return {
    at,
    labels,
    shares,
    values,
    z,
    out,
    keyRows,
    meant: values.at(key.index),
    isSame: steps.likeness >= SAME_WAY,
    weight: headWeights.of('W_O'),
    part: steps.result(),
    before: residual.at('pre', layer).at(at),
    after: residual.at('attended', layer).at(at),
    facts: {
      token: tokenLabel(query),
      target: tokenLabel(key),
      share: key.share,
      layer,
      head,
      size: z.data.length,
      width: out.data.length,
      cosine: steps.likeness,
      heads: count,
      otherHeads: count - 1,
      others: keyRows.others.length,
    },
  };
}
