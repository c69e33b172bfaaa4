import {makeNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {oncePerSite} from './once-per-site.ts';
import {headCount, remadeHeads} from './remade-heads.ts';
import {ofKeys, remakesInGraph, sizesList} from './samples.ts';
import type {Sample} from './samples.ts';
import {sampleTap} from './tap-samples.ts';

/**
 * Products of queries and keys at the positions that are made again, `[head, query, key]`,
 * in the graph; each head with the keys of its group.
 *
 * @returns `null` where queries and keys have to be read outside.
 */
export const remadeProducts = oncePerSite((context, site): Sample | null => {
  const {query, key} = site;
  const count = headCount(site);
  const q = remakesInGraph(context) && query && remadeHeads(query.rotated, 'own', count);
  if (!q || !query || !key) return null;
  const of = `products/${query.rotated.tensor}/${key.rotated.tensor}/${site.pattern}`;
  const name = (part: string): string => `aim/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const whose = ofKeys(site);
  const taken = sampleTap({...context, whole: new Set()}, key.rotated, 'remade', whose);
  // As many heads of keys as numbers of a key are longer than a head of queries.
  const counting = [
    makeNode('Shape', [q.heads], [name('shape')]),
    makeNode('Gather', [name('shape'), ints.add('third', [2])], [name('size')]),
    makeNode('Size', [taken.output], [name('all')]),
    makeNode('Div', [name('all'), name('size')], [name('vectors')]),
    makeNode(
      'Div',
      [name('vectors'), sizesList('chosen-count', whose)],
      [name('groups')],
    ),
  ];
  const groups = {
    output: name('groups'),
    extras: joinExtras([
      q.extras,
      taken.extras,
      {...NO_EXTRAS, nodes: counting, constants: ints.all},
    ]),
  };
  const k = remadeHeads(key.rotated, whose, groups);
  if (!k) return null;
  const parts = [name('groups'), ints.add('rest', [-1]), name('size')];
  const nodes = [
    makeNode('Concat', parts, [name('grouping')], {axis: {i: 0}}),
    makeNode('Reshape', [q.heads, name('grouping')], [name('grouped')]),
    makeNode('Transpose', [k.heads], [name('keys')], {perm: {ints: [0, 2, 1]}}),
    makeNode('MatMul', [name('grouped'), name('keys')], [name('products')]),
  ];
  return {
    output: name('products'),
    extras: joinExtras([k.extras, {...NO_EXTRAS, nodes, constants: ints.all}]),
  };
});
