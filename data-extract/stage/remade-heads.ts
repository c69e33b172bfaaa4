import type {AttentionParts} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import type {Tap} from '../graph/trace.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import type {Extras} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {sizesList} from './samples.ts';
import type {Sample, Whose} from './samples.ts';
import {alikeStack} from './stacks.ts';
import type {Stack} from './stacks.ts';
import {layoutOf, takeTap} from './tap-samples.ts';

/** Heads of tensors that lie alike, at the positions that are made again, in the graph. */
export interface RemadeHeads {
  /** `[tensor, head, position, entry]`, or the last two turned, of 32 bits. */
  heads: string;
  /** The tensors at these positions, as they lie. */
  stack: Stack;
  extras: Extras;
}

/** Which axes of a tensor are those of heads, positions and entries. */
const TO_HEADS_FIRST: Readonly<Record<string, readonly number[]>> = {
  hsd: [0, 1, 2],
  hds: [0, 2, 1],
  shd: [1, 0, 2],
};

/** How a tensor is turned to heads, positions, entries; `null` where it does not tell. */
export const toHeadsFirst = (tap: Tap): readonly number[] | null =>
  TO_HEADS_FIRST[layoutOf(tap)] ?? null;

/** Names of tensors of one number each: how many of each there are. One of them may be -1. */
export type HeadAxes = Readonly<Record<'h' | 's' | 'd', string>>;

/** Sizes of a tensor's axes, heads, positions and entries in the order in which they lie. */
export const axesOf = (tap: Tap, axes: HeadAxes): string[] =>
  [...layoutOf(tap)].map(axis => axes[axis as keyof HeadAxes]);

/**
 * Heads of tensors at some positions, as they are multiplied.
 *
 * @param taps - They lie alike.
 * @param axes - How many heads they have, or entries; `null` stands for what is left.
 * @param last - Which axis comes last: keys are multiplied with positions there.
 * @returns `null` where they do not tell how they lie.
 */
export function remadeHeads(
  taps: readonly Tap[],
  whose: Whose,
  axes: {h: Sample; d: null} | {h: null; d: Sample},
  last: 'entry' | 'position' = 'entry',
): RemadeHeads | null {
  const [first] = taps;
  const headsFirst = toHeadsFirst(first);
  if (!headsFirst) return null;
  const [head, position, entry] = headsFirst;
  const perm = last === 'entry' ? headsFirst : [head, entry, position];
  const stack = alikeStack(taps.map(tap => takeTap(tap, 'remade', whose)));
  const name = (part: string): string => `aim/remade/${stack.output}/${last}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const rest = ints.add('rest', [-1]);
  const sizes = axesOf(first, {
    h: axes.h?.output ?? rest,
    s: sizesList('chosen-count', whose),
    d: axes.d?.output ?? rest,
  });
  const turned = perm.some((axis, i) => axis !== i);
  const nodes: OnnxNode[] = [
    // 0: as many tensors as there are.
    makeNode('Concat', [ints.add('tensors', [0]), ...sizes], [name('shape')], {
      axis: {i: 0},
    }),
    makeNode('Reshape', [stack.output, name('shape')], [name('split')]),
    ...(turned
      ? [
          makeNode('Transpose', [name('split')], [name('heads')], {
            perm: {ints: [0, ...perm.map(axis => axis + 1)]},
          }),
        ]
      : []),
  ];
  return {
    heads: name(turned ? 'heads' : 'split'),
    stack,
    extras: joinExtras([
      (axes.h ?? axes.d).extras,
      stack.extras,
      {...NO_EXTRAS, nodes, constants: ints.all},
    ]),
  };
}

/**
 * The same at the text's own positions, `[tensor, position, head x entry]`: what a linear
 * layer reads.
 */
export function remadeRowsOfHeads(taps: readonly Tap[], count: Sample): Sample | null {
  const made = remadeHeads(taps, 'own', {h: count, d: null});
  if (!made) return null;
  const name = (part: string): string => `${made.heads}/${part}`;
  const nodes = [
    makeNode('Transpose', [made.heads], [name('upright')], {
      perm: {ints: [0, 2, 1, 3]},
    }),
    makeNode('Reshape', [name('upright'), sizesList('rows', 'own')], [name('rows')]),
  ];
  return {
    output: name('rows'),
    extras: joinExtras([made.extras, {...NO_EXTRAS, nodes}]),
  };
}

/** How many there are along an axis of a tensor, as a tensor of one number. */
export function axisSize(tensor: string, axis: number): Sample {
  const output = `aim/size/${axis}/${tensor}`;
  const ints = new IntegerConstants(output);
  const nodes = [
    makeNode('Shape', [tensor], [`${output}/shape`]),
    makeNode('Gather', [`${output}/shape`, ints.add('axis', [axis])], [output]),
  ];
  return {output, extras: {...NO_EXTRAS, nodes, constants: ints.all}};
}

/** How many heads an attention has, by its pattern `[.., head, query, key]`. */
export const headCount = ({pattern}: AttentionParts): Sample => axisSize(pattern, -3);
