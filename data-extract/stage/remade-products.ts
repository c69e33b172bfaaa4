import {makeNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {joinNeeds} from './attention-sizes.ts';
import type {Needs} from './attention-sizes.ts';
import {oncePerGroup} from './once-per-site.ts';
import {axisSize, headCount, remadeHeads} from './remade-heads.ts';
import {gather, listOf, ofKeys, remakesInGraph} from './samples.ts';
import type {Sample, Whose} from './samples.ts';
import {precisionOf, alikeStack} from './stacks.ts';
import {valueOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';

/** Products of queries and keys beside the scores that they are scaled to. */
export interface RemadeProducts extends Needs {
  /** Both `[head, query, key]`, at the positions that are made again. */
  read(run: Pick<StageRun, 'values'>): Record<'products' | 'scores', Float32Array>;
}

/**
 * Products of queries and keys at the positions that are made again, in the graph; each
 * head with the keys of its group.
 *
 * @returns `null` where queries and keys have to be read outside.
 */
export const remadeProducts = oncePerGroup((context, sites): RemadeProducts[] | null => {
  const [first] = sites;
  const taps = (['query', 'key'] as const).map(which =>
    sites.flatMap(site => site[which]?.rotated ?? []),
  );
  const scores = sites.flatMap(site => site.scores?.tensor ?? []);
  const isKnown = [...taps, scores].every(({length}) => length === sites.length);
  if (!remakesInGraph(context) || !isKnown) return null;
  const whose = ofKeys(first);
  const q = remadeHeads(taps[0], 'own', {h: headCount(first), d: null});
  if (!q) return null;
  const size = axisSize(q.heads, 3);
  const k = remadeHeads(taps[1], whose, {h: null, d: size}, 'position');
  if (!k) return null;
  const name = (part: string): string => `aim/products/${k.heads}/${q.heads}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const groups = axisSize(k.heads, 1);
  // As they were, in as many groups as keys have heads.
  const grouping = [ints.add('tensors', [0]), groups.output, ints.add('rest', [-1])];
  const nodes = [
    makeNode('Concat', [...grouping, size.output], [name('grouping')], {axis: {i: 0}}),
    makeNode('Reshape', [q.heads, name('grouping')], [name('grouped')]),
    makeNode('MatMul', [name('grouped'), k.heads], [name('products')]),
  ];
  const extras = joinExtras([
    ...[q, k, size, groups].map(part => part.extras),
    {...NO_EXTRAS, nodes, constants: ints.all},
  ]);
  const cells = alikeStack(scores.map(tensor => cellsOf(tensor, whose)));
  const needs = joinNeeds([
    {outputs: [name('products')], extras},
    {outputs: [cells.output], extras: cells.extras},
    precisionOf(context, cells),
  ]);
  return sites.map((_, place) => ({
    ...needs,
    read(run) {
      const own = (tensor: string): Float32Array => {
        const {data} = valueOf(run, tensor);
        const length = data.length / sites.length;
        return data.subarray(place * length, (place + 1) * length);
      };
      return {products: own(name('products')), scores: own(cells.output)};
    },
  }));
});

/** Scores of some queries and some keys. */
export function cellsOf(scores: string, whose: Whose): Sample {
  const rows = gather(scores, listOf('remade', 'own'), -2);
  const {output, extras} = gather(rows.output, listOf('remade', whose), -1);
  return {output, extras: joinExtras([rows.extras, extras])};
}
