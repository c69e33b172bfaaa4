import type {AttentionParts} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import type {Tap} from '../graph/trace.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import type {Extras} from './extras.ts';
import {TO_FLOAT} from './graph-difference.ts';
import {IntegerConstants} from './integer-constants.ts';
import {sizesList} from './samples.ts';
import type {SampledContext, Whose} from './samples.ts';
import {layoutOf, sampleTap} from './tap-samples.ts';

/** Heads at the positions that are made again, in the graph, of 32 bits. */
export interface RemadeHeads {
  /** `[head, position, entry]`. */
  heads: string;
  /** `[position, head x entry]`. */
  rows: string;
  /** As many values in the precision of the model, in no order that is promised. */
  own: string;
  extras: Extras;
}

/** How `[a, b, c]` of a layout is turned into heads, positions, entries. */
const TO_HEADS_FIRST: Readonly<Record<string, readonly number[]>> = {
  hsd: [0, 1, 2],
  hds: [0, 2, 1],
  shd: [1, 0, 2],
};

/**
 * Heads of a tensor at some positions, as they are multiplied.
 *
 * @param count - How many heads it has: a tensor of one number.
 * @returns `null` where it does not tell how it lies.
 */
export function remadeHeads(
  tap: Tap,
  whose: Whose,
  count: {output: string; extras: Extras},
): RemadeHeads | null {
  const layout = layoutOf(tap);
  const perm = (TO_HEADS_FIRST as Partial<typeof TO_HEADS_FIRST>)[layout];
  if (!perm) return null;
  const of = `aim/remade/${whose}/${layout}/${count.output}/${tap.tensor}`;
  const name = (part: string): string => `${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const rest = ints.add('rest', [-1]);
  const positions = sizesList('chosen-count', whose);
  const taken = sampleTap(NOTHING_WHOLE, tap, 'remade', whose);
  const axes: Readonly<Record<string, string>> = {
    h: count.output,
    s: positions,
    d: rest,
  };
  const joined = (parts: readonly string[], output: string): OnnxNode =>
    makeNode('Concat', parts, [output], {axis: {i: 0}});
  const turned = (from: string, order: readonly number[], to: string): OnnxNode =>
    makeNode('Transpose', [from], [to], {perm: {ints: [...order]}});
  const nodes = [
    joined(
      [...layout].map(axis => axes[axis]),
      name('shape'),
    ),
    makeNode('Reshape', [taken.output, name('shape')], [name('split')]),
    makeNode('Cast', [name('split')], [name('wide')], TO_FLOAT),
    turned(name('wide'), perm, name('heads')),
    turned(name('heads'), [1, 0, 2], name('upright')),
    joined([positions, rest], name('flat')),
    makeNode('Reshape', [name('upright'), name('flat')], [name('rows')]),
  ];
  return {
    heads: name('heads'),
    rows: name('rows'),
    own: name('split'),
    extras: joinExtras([
      count.extras,
      taken.extras,
      {...NO_EXTRAS, nodes, constants: ints.all},
    ]),
  };
}

/** How many heads an attention has, by its pattern `[.., head, query, key]`. */
export function headCount({pattern}: AttentionParts): {output: string; extras: Extras} {
  const name = (part: string): string => `aim/heads/${pattern}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const nodes = [
    makeNode('Shape', [pattern], [name('shape')]),
    makeNode('Gather', [name('shape'), ints.add('third', [-3])], [name('count')]),
  ];
  return {output: name('count'), extras: {...NO_EXTRAS, nodes, constants: ints.all}};
}

const NOTHING_WHOLE: SampledContext = {
  tokens: [],
  crossTokens: [],
  whole: new Set(),
  often: true,
};
