import {DataType, makeTensor} from '../onnx.ts';
import type {OnnxNode} from '../onnx.ts';
import type {ShadowBuilder} from './shadow.ts';

/** An attention operator whose values are to be exchanged. */
export interface IdentitySite {
  node: OnnxNode;
  heads: number;
  keyHeads: number;
  /** Entries of a head of values. */
  size: number;
  /** `TensorProto.DataType` of the values. */
  elemType: number;
  /** Whether heads lie on an axis of their own, `[batch, head, position, entry]`. */
  headsFirst: boolean;
  /**
   * The operator's inputs with other values in the place of its own, `[1, position,
   * head x entry]` or as `headsFirst` says.
   */
  withValues(values: string, builder: ShadowBuilder, block: number): string[];
  /** Name of the tensor to make, `[1, head, query, key]`. */
  pattern: string;
}

/**
 * Nodes that tell the pattern of an operator that keeps it to itself, on any device and
 * with everything that the operator does to its scores: it is done again with rows of the
 * identity as values, so what it makes is the pattern itself, as many columns at a time
 * as a head has entries. Only for texts that are read whole, without a filled cache.
 *
 * @param tokens - How many tokens are read.
 */
export function identityNodes(
  builder: ShadowBuilder,
  site: IdentitySite,
  tokens: number,
): void {
  const {node, size, pattern, headsFirst, heads} = site;
  const blocks = Math.ceil(tokens / size);
  const eye = identity(builder, tokens, blocks * size, site.elemType);
  const parts = Array.from({length: blocks}, (_, block) => {
    const columns = Array.from({length: size}, (__, i) => block * size + i);
    const own = builder.node(
      'Gather',
      [eye, builder.integers(columns, `columns_${block}`)],
      `eye_${block}`,
      {axis: {i: 1}},
    );
    const values = spread(builder, own, site, tokens, block);
    const names = node.outputs.map((__, i) => builder.name(`identity_${block}_${i}`));
    builder.copy(node, site.withValues(values, builder, block), names);
    return headsFirst
      ? names[0]
      : builder.node(
          'Reshape',
          [names[0], builder.integers([0, 0, heads, size], `split_${block}`)],
          `columns_of_${block}`,
        );
  });
  const all =
    parts.length === 1
      ? parts[0]
      : builder.node('Concat', parts, 'all_columns', {axis: {i: 3}});
  const keys = Array.from({length: tokens}, (_, i) => i);
  const cut = builder.node('Gather', [all, builder.integers(keys, 'keys')], 'cut', {
    axis: {i: 3},
  });
  if (headsFirst) builder.nodeAs('Identity', [cut], pattern);
  else {
    builder.nodeAs('Transpose', [cut], pattern, {perm: {ints: [0, 2, 1, 3]}});
  }
}

/** `[token, column]`: one where both are the same. */
function identity(
  builder: ShadowBuilder,
  tokens: number,
  columns: number,
  elemType: number,
): string {
  const rows = Array.from({length: tokens}, (_, i) => i);
  const offOn = makeTensor(builder.name('off_on'), [2], DataType.float, [0, 1]);
  builder.shadow.constants.push(offOn);
  const eye = builder.node(
    'OneHot',
    [
      builder.integers(rows, 'rows'),
      builder.integers([columns], 'depth', []),
      offOn.name,
    ],
    'eye',
  );
  return elemType === DataType.float
    ? eye
    : builder.node('Cast', [eye], 'eye_cast', {to: {i: elemType}});
}

/** The same block for every head of values. */
function spread(
  builder: ShadowBuilder,
  block: string,
  {keyHeads, size, headsFirst}: IdentitySite,
  tokens: number,
  number: number,
): string {
  if (headsFirst) {
    const shape = builder.integers([1, keyHeads, tokens, size], `values_shape_${number}`);
    return builder.node('Expand', [block, shape], `values_${number}`);
  }
  const times = builder.integers([1, keyHeads], `times_${number}`);
  const wide = builder.node('Tile', [block, times], `wide_${number}`);
  const shape = builder.integers([1, tokens, keyHeads * size], `values_shape_${number}`);
  return builder.node('Reshape', [wide, shape], `values_${number}`);
}
