import type {AttentionSite} from '../graph/model-map.ts';
import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {CapturedToken} from '../text/token.ts';
import {NO_EXTRAS} from './extras.ts';
import type {TextList} from './extras.ts';
import {TO_FLOAT} from './stacks.ts';
import {ofKeys} from './samples.ts';
import type {Sample, SampledContext, Whose} from './samples.ts';

/** How the tokens of a text lie in blocks of the same size; the last may be smaller. */
export interface Blocks {
  /** Block of each token; padding is in none, which is the number behind the last. */
  of: readonly number[];
  /** How many tokens are in each. */
  sizes: readonly number[];
}

/** The blocks of a text, at most so many. Pure. */
function blocksIn(
  tokens: readonly Pick<CapturedToken, 'padding'>[],
  most: number,
): Blocks {
  const all = tokens.filter(({padding}) => !padding).length;
  const size = Math.max(1, Math.ceil(all / most));
  const count = Math.ceil(all / size);
  let read = 0;
  const of = tokens.map(({padding}) => (padding ? count : Math.floor(read++ / size)));
  const sizes = Array.from({length: count}, (_, i) => Math.min(size, all - i * size));
  return {of, sizes};
}

/** The blocks of the queries and of the keys of an attention. */
export function blocksFor(
  {tokens, crossTokens}: Pick<SampledContext, 'tokens' | 'crossTokens'>,
  site: Pick<AttentionSite, 'role'>,
  most: number,
): {queries: Blocks; keys: Blocks} {
  const keys = ofKeys(site) === 'own' ? tokens : crossTokens;
  return {queries: blocksIn(tokens, most), keys: blocksIn(keys, most)};
}

/**
 * What the queries of a block have in sum on the keys of a block together, of each head
 * `[.., query_block, key_block]`, made in the graph.
 *
 * @param most - So many blocks each way.
 */
export function blockSums(
  context: SampledContext,
  site: AttentionSite,
  most: number,
): Sample {
  const {queries, keys} = blocksFor(context, site, most);
  const rows = membership('own', queries, 0);
  const columns = membership(ofKeys(site), keys, 1);
  const own = (part: string): string => `aim/blocks/${most}/${site.pattern}/${part}`;
  const nodes = [
    rows.node,
    columns.node,
    makeNode('Cast', [site.pattern], [own('wide')], TO_FLOAT),
    makeNode('MatMul', [own('wide'), columns.output], [own('of-keys')]),
    makeNode('MatMul', [rows.output, own('of-keys')], [own('sums')]),
  ];
  const constants = [rows.constant, columns.constant];
  const lists = [...rows.lists, ...columns.lists];
  return {output: own('sums'), extras: {...NO_EXTRAS, nodes, constants, lists}};
}

/** Which token is in which block, as ones and zeros: by blocks (0) or by tokens (1) first. */
function membership(whose: Whose, {of, sizes}: Blocks, axis: 0 | 1) {
  const name = (part: string): string => `aim/${whose}/blocks/${sizes.length}/${part}`;
  const lists: TextList[] = [
    {name: name('of'), values: of},
    {name: name('count'), values: [sizes.length]},
  ];
  const constant = makeTensor(name('off-on'), [2], DataType.float, [0, 1]);
  const output = name(`axis-${axis}`);
  const inputs = [...lists.map(list => list.name), constant.name];
  const node = makeNode('OneHot', inputs, [output], {axis: {i: axis}});
  return {output, node, constant, lists};
}
