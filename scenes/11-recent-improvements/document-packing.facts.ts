import {sourceOfTokenizer} from 'attention-in-motion/captured/tokens';
import type {CapturedTokens} from 'attention-in-motion/captured/tokens';
import {maskOf} from 'attention-in-motion/components/mask-rules';

import {DOCUMENTS} from './documents.ts';
import {alone, pack, wasteOf} from './packing-plan.ts';

/** Tokens of a row, as long as the documents are short. */
const ROW = 32;

/** Documents by their tokens, one in each row, and packed. */
export function readPacking({tokenizers}: CapturedTokens) {
  const [tokenizer] = tokenizers;
  const names = Object.keys(DOCUMENTS);
  const lengths = names.map(name => tokenizer.parts[name].count);
  const size = Math.max(ROW, ...lengths);
  const [apart, packed] = [alone(lengths), pack(lengths, size)];
  const [before, after] = [wasteOf(apart, size), wasteOf(packed, size)];
  const first = packed.filter(({row}) => row === 0);
  const inFirst = first.map(({length}) => length);
  const used = inFirst.reduce((sum, length) => sum + length, 0);
  const source = sourceOfTokenizer(tokenizer);
  return {
    size,
    apart,
    packed,
    source,
    rows: {apart: before.rows, packed: after.rows},
    names: names.map(name => name.toUpperCase()),
    causal: maskOf({kind: 'causal'}, used, source),
    blocks: maskOf({kind: 'block-diagonal', lengths: inFirst}, used, source),
    /** Of the second document of the first row: a query of it sees what is before it. */
    watched: inFirst[0] + Math.min(2, used - inFirst[0] - 1),
    facts: {
      documents: names.length,
      size,
      tokenizer: tokenizer.label,
      tokens: lengths.reduce((sum, length) => sum + length, 0),
      rows: before.rows,
      padding: before.padding,
      packedRows: after.rows,
      packedPadding: after.padding,
      shared: first.length,
      used,
      others: inFirst[0],
    },
  };
}
