import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {group} from 'attention-in-motion/script/numbers';
import type {ColorRole} from 'attention-in-motion/theme/palette';

/** Numbers of a paper's table, in the order in which they are read here. */
export const NUMBERS = ['layers', 'dModel', 'vocab', 'heads', 'keyHeads', 'ffn'] as const;
export type TableNumber = (typeof NUMBERS)[number];

/** Parts of a model whose sizes these numbers are, from the text to the scores. */
export const PARTS = ['embedding', 'attention', 'mlp', 'head'] as const;
export type ModelPart = (typeof PARTS)[number];

/** What colour a part has. */
export const ROLES = {
  embedding: 'token',
  attention: 'attention',
  mlp: 'feedForward',
  head: 'head',
} as const satisfies Record<ModelPart, ColorRole>;

/** The shape of each part; numbers of the table stand where their names are. */
const SHAPES: Record<ModelPart, readonly string[]> = {
  embedding: ['vocab', ' × ', 'dModel'],
  attention: ['dModel', ' → ', 'heads', ' q, ', 'keyHeads', ' k, v'],
  mlp: ['dModel', ' → ', 'ffn', ' → ', 'dModel'],
  head: ['dModel', ' → ', 'vocab'],
};

/** A row of a paper's table, the parts that its numbers size, and what they come to. */
export function readTable({model, sizes}: CapturedConfigs) {
  const {label, stamp, architecture} = model('paper');
  const {parts, total, cache} = sizes('paper');
  const values = NUMBERS.map(name => architecture[name]);
  const isNumber = (piece: string): piece is TableNumber =>
    NUMBERS.some(name => name === piece);
  const counted = parts.filter(part => part.total > 0);
  const times = counted.map(part => (part.layers > 0 ? part.layers : 1));
  return {
    source: stamp,
    label,
    numbers: Tensor.of(values, 'number', stamp),
    /** Where a number goes. */
    partsOf: (name: TableNumber): readonly ModelPart[] =>
      PARTS.filter(part => SHAPES[part].includes(name)),
    /** What stands in a part once some numbers have arrived; the others are asked for. */
    shapeOf: (part: ModelPart, known: ReadonlySet<TableNumber>): string =>
      SHAPES[part]
        .map(piece => {
          if (!isNumber(piece)) return piece;
          return known.has(piece) ? group(architecture[piece]) : '?';
        })
        .join(''),
    sized: {
      // The norm after the last layer is a part of its own.
      names: counted.map(({part, layers}) =>
        part === 'norm' && layers === 0 ? 'lastNorm' : part,
      ),
      each: Tensor.of(
        counted.map(({each}) => each),
        'part',
        stamp,
      ),
      times: Tensor.of(times, 'part', stamp),
      totals: Tensor.of(
        counted.map(part => part.total),
        'part',
        stamp,
      ),
    },
    facts: {
      model: label,
      layers: architecture.layers,
      dModel: architecture.dModel,
      vocab: architecture.vocab,
      heads: architecture.heads,
      keyHeads: architecture.keyHeads,
      ffn: architecture.ffn,
      headSize: architecture.headSize,
      group: architecture.heads / architecture.keyHeads,
      total,
      billions: total / 1e9,
      bytes: cache.bytesPerToken,
      share: (counted.find(({part}) => part === 'mlp')?.total ?? 0) / total,
    },
  };
}
