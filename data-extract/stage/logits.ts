import {weightWidth} from '../graph/graph-index.ts';
import type {ModelMap} from '../graph/model-map.ts';
import {DataType, makeNode} from '../graph/onnx.ts';
import type {Extras} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {valueOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';

/** A tensor that is computed from the logits inside the graph. */
export interface FromLogits {
  output: string;
  extras: Extras;
}

const LAST = 'aim/logits/last';

/** Scores at the last position alone, `[batch, 1, vocab]`, in 32 bits. */
export function lastLogits(logits: string): FromLogits {
  const ids = new IntegerConstants('aim/logits');
  const nodes = [
    makeNode('Gather', [logits, ids.add('end', [-1])], ['aim/logits/last_row'], {
      axis: {i: -2},
    }),
    makeNode('Cast', ['aim/logits/last_row'], [LAST], {to: {i: DataType.float}}),
  ];
  return {output: LAST, extras: {nodes, constants: ids.all, types: []}};
}

/** Size of the vocabulary, from a run with {@link lastLogits}. */
export const vocabIn = (run: Pick<StageRun, 'values'>): number =>
  valueOf(run, LAST).shape.at(-1) ?? 0;

/** A number of tokens that the vocabulary has, as far as the graph tells its size. */
export function atMostVocab({head, index}: ModelMap, count: number): number {
  const size = head && weightWidth(index, head.linear);
  return size === null ? count : Math.min(count, size);
}

/** The mean of each row of logits, which is no number where one of them is none. */
export function finiteLogits(logits: string): FromLogits {
  const name = (what: string): string => `aim/logits/finite/${what}`;
  const ints = new IntegerConstants('aim/logits/finite');
  const nodes = [
    makeNode('Flatten', [logits], [name('flat')], {axis: {i: -1}}),
    makeNode('Cast', [name('flat')], [name('wide')], {to: {i: DataType.float}}),
    // A mean that is written alike in all operator sets, and that several threads make.
    makeNode('Reshape', [name('wide'), ints.add('each', [0, 1, -1])], [name('rows')]),
    makeNode('GlobalAveragePool', [name('rows')], [name('means')]),
  ];
  return {output: name('means'), extras: {nodes, constants: ints.all, types: []}};
}

/** A row of logits, reduced. */
export interface ReducedRow {
  /** The best tokens with their logits, best first. */
  ids: number[];
  logits: number[];
  logsumexp: number;
  /** Rank and logit of the row's next token, `null` where none was given. */
  next: {rank: number; logit: number} | null;
}

/** Best tokens and normaliser of rows of logits, worked out in the graph. */
export interface ReducedLogits {
  outputs: string[];
  extras: Extras;
  /** Rows in order. */
  read(run: Pick<StageRun, 'values'>): ReducedRow[];
}

/**
 * Reduce rows of logits `[1, row, vocab]` inside the graph, so that not the scores of the
 * whole vocabulary leave it: the largest (ties go to the lower id), the log of the sum of
 * exp, and the rank of one token per row (ties go to the lower id).
 *
 * @param prefix - Tells the new tensors from others.
 * @param next - Token of each row whose rank is wanted. A graph that gives the last rows
 * only uses the last of them.
 */
export function reduceLogits(
  logits: string,
  prefix: string,
  topK: number,
  next: readonly number[] | null,
): ReducedLogits {
  const name = (what: string): string => `${prefix}/${what}`;
  const ints = new IntegerConstants(prefix);
  const nodes = [
    makeNode('Flatten', [logits], [name('flat')], {axis: {i: -1}}),
    makeNode('Cast', [name('flat')], [name('wide')], {to: {i: DataType.float}}),
    makeNode(
      'TopK',
      [name('wide'), ints.add('k', [topK])],
      [name('values'), name('ids')],
      {axis: {i: -1}},
    ),
    // Sums over the vocabulary are products with a column of ones: the operators that
    // sum take their axes in another way in each operator set.
    makeNode('Shape', [name('wide')], [name('shape')]),
    makeNode('Gather', [name('shape'), ints.add('one', [1])], [name('vocab')]),
    makeNode('Concat', [name('vocab'), ints.add('width', [1])], [name('column')], {
      axis: {i: 0},
    }),
    makeNode('Cast', [ints.add('unit', [1], [1, 1])], [name('unit_float')], {
      to: {i: DataType.float},
    }),
    makeNode('Expand', [name('unit_float'), name('column')], [name('ones')]),
    makeNode('Gather', [name('values'), ints.add('first', [0])], [name('best')], {
      axis: {i: 1},
    }),
    makeNode('Sub', [name('wide'), name('best')], [name('below')]),
    makeNode('Exp', [name('below')], [name('exp')]),
    makeNode('MatMul', [name('exp'), name('ones')], [name('sum')]),
    makeNode('Log', [name('sum')], [name('log')]),
    makeNode('Add', [name('best'), name('log')], [name('logsumexp')]),
    ...(next ? rankNodes(name, ints) : []),
  ];
  const outputs = ['values', 'ids', 'logsumexp', ...(next ? ['rank', 'score'] : [])].map(
    name,
  );
  return {
    outputs,
    extras: {
      nodes,
      constants: ints.all,
      types: [],
      lists: next
        ? [
            {
              name: name('next'),
              values: next,
            },
          ]
        : [],
    },
    read(run) {
      const read = outputs.map(output => valueOf(run, output).data);
      const [values, ids, sums, ranks, scores] = read as (Float32Array | undefined)[] &
        [Float32Array, Float32Array, Float32Array];
      return Array.from(sums, (logsumexp, row) => {
        const part = (data: Float32Array): number[] => [
          ...data.subarray(row * topK, (row + 1) * topK),
        ];
        return {
          ids: part(ids),
          logits: part(values),
          logsumexp,
          next: ranks && scores ? {rank: ranks[row], logit: scores[row]} : null,
        };
      });
    },
  };
}

/** How many scores of a row are larger than that of its next token, or equal and before it. */
function rankNodes(
  name: (what: string) => string,
  ints: IntegerConstants,
): ReturnType<typeof makeNode>[] {
  const float = {to: {i: DataType.float}};
  const count = (from: string, to: string) => [
    makeNode('Cast', [from], [`${to}/float`], float),
    makeNode('MatMul', [`${to}/float`, name('ones')], [to]),
  ];
  return [
    makeNode('Gather', [name('shape'), ints.add('zero', [0])], [name('rows')]),
    makeNode('Neg', [name('rows')], [name('start')]),
    makeNode('Shape', [name('next')], [name('next_count')]),
    makeNode(
      'Slice',
      [name('next'), name('start'), name('next_count')],
      [name('own_flat')],
    ),
    makeNode('Reshape', [name('own_flat'), ints.add('upright', [-1, 1])], [name('own')]),
    makeNode('GatherElements', [name('wide'), name('own')], [name('score')], {
      axis: {i: 1},
    }),
    makeNode('Greater', [name('wide'), name('score')], [name('larger')]),
    ...count(name('larger'), name('larger_count')),
    makeNode('Equal', [name('wide'), name('score')], [name('equal')]),
    makeNode('Reshape', [name('vocab'), ints.add('scalar', [])], [name('size')]),
    makeNode(
      'Range',
      [ints.scalar('from', 0), name('size'), ints.scalar('step', 1)],
      [name('range')],
    ),
    makeNode('Less', [name('range'), name('own')], [name('before')]),
    makeNode('And', [name('equal'), name('before')], [name('tied')]),
    ...count(name('tied'), name('tied_count')),
    makeNode('Add', [name('larger_count'), name('tied_count')], [name('rank')]),
  ];
}
