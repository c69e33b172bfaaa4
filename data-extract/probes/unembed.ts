import type {HeadSite} from '../graph/find-head.ts';
import type {GraphIndex} from '../graph/graph-index.ts';
import {isQuantised} from '../graph/ops.ts';
import {nodesBetween} from '../graph/paths.ts';
import {NO_EXTRAS} from '../stage/extras.ts';
import {dot, rowAt} from '../stage/head-math.ts';
import {reduceRow, scoredToken} from '../stage/next-tokens.ts';
import type {ScoredToken} from '../stage/next-tokens.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import {AddedNames, tokenNodes} from './attribution-graph.ts';
import {positionIn} from './positions.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface UnembedRequest {
  /** Position whose next token is meant; negative ones count from the end. Default -1. */
  position?: number;
  /** Tokens by their text; default the best `topK`. */
  tokens?: readonly string[];
  /** How many of the best tokens; default 8. Without meaning beside `tokens`. */
  topK?: number;
}

export interface UnembedResult {
  /** Position whose next token is meant. */
  position: number;
  /** The tokens whose rows of the head are kept, with their logits. */
  tokens: ScoredToken[];
  /** Product of the last vector with each of these rows. */
  products: number[];
  /** What the head adds to each product; all 0 where it has no bias. */
  biases: number[];
}

const NAMES = new AddedNames('unembed');

/**
 * The head at work: the last vector of a position, after the final norm, and the rows of
 * the head that belong to some tokens, and what both make number by number. The sum of
 * these products, and the bias, is the logit.
 */
export const unembed: Probe<UnembedRequest, UnembedResult> = {
  defaults: {},

  tensors: [
    ...kindsOf('activation', ['d_model'], 'unembed.hook_in'),
    ...kindsOf('weight', ['token', 'd_model'], 'unembed.rows'),
    ...kindsOf('activation', ['token', 'd_model'], 'unembed.products'),
  ],

  outputs: context => {
    const head = headOf(context);
    return head ? [head.normalized, NAMES.ids, NAMES.columns, NAMES.row] : [];
  },

  extras(context, {position = -1, tokens, topK = 8}) {
    const head = headOf(context);
    if (!head) return NO_EXTRAS;
    const transposed = head.linear.attributes.get('transB')?.i === 1;
    return tokenNodes(
      context,
      NAMES,
      {
        position: positionIn(context, position, 'probes.unembed.position'),
        tokens: tokens ?? null,
        topK,
      },
      {norm: null, head, weight: head.weight, transposed},
    );
  },

  scored: (context, {position = -1}) => [
    positionIn(context, position, 'probes.unembed.position'),
  ],

  collect(run, {position = -1}) {
    if (!headOf(run)) return NOTHING;
    const {x, rows, products, result} = readHead(run, position);
    return {
      tensors: [
        {name: 'unembed.hook_in', data: x, shape: [x.length], axes: ['d_model']},
        {name: 'unembed.rows', ...rows, axes: ['token', 'd_model']},
        {name: 'unembed.products', ...products, axes: ['token', 'd_model']},
      ],
      result,
    };
  },

  secondPass({run}, {position = -1}) {
    const head = headOf(run);
    // What the head adds besides must be told apart, or there is nothing to compare.
    if (!head || head.bias !== null) return Promise.resolve({tensors: [], checks: []});
    const {biases, tokens} = readHead(run, position).result;
    const largest = Math.max(...tokens.map(({logit}) => Math.abs(logit))) || 1;
    const error = Math.max(...biases.map(Math.abs)) / largest;
    const of = ['unembed.', 'results.unembed'];
    return Promise.resolve({
      tensors: [],
      checks: [{name: 'last vector x rows of the head = logits', error, of}],
    });
  },

  missing: ({map: {index, head}}) =>
    head && !isQuantised(head.linear) && changesProducts(index, head)
      ? 'the head scales or caps its products, so that with a bias they are not the scores'
      : 'the model has no head whose rows could be read',
};

const headOf = ({map: {index, head}}: StageContext): HeadSite | null =>
  head &&
  !isQuantised(head.linear) &&
  head.linear.op !== 'Einsum' &&
  !changesProducts(index, head)
    ? head
    : null;

/** Whether the scores are more than products and a bias. */
const changesProducts = (index: GraphIndex, {linear, logits}: HeadSite): boolean =>
  nodesBetween(index, linear.outputs[0], logits).some(({op}) => CHANGES.has(op));

const CHANGES = new Set(['Mul', 'Div', 'Tanh', 'Clip']);

interface Matrix {
  data: Float32Array;
  shape: [number, number];
}

function readHead(
  run: StageRun,
  position: number,
): {
  x: Float32Array;
  rows: Matrix;
  products: Matrix;
  result: UnembedResult;
} {
  const at = positionIn(run, position, 'probes.unembed.position');
  const {data, shape} = rowsOf(run, headOf(run)?.normalized ?? '');
  // A graph may give the last positions only.
  const x = rowAt({data, shape}, shape[0] - run.tokens.length + at);
  const columns = rowsOf(run, NAMES.columns);
  const [width, count] = columns.shape;
  const turned = new Float32Array(width * count);
  for (let token = 0; token < count; token++)
    for (let d = 0; d < width; d++)
      turned[token * width + d] = columns.data[d * count + token];
  const rows: Matrix = {data: turned, shape: [count, width]};
  const {data: logits} = valueOf(run, NAMES.row);
  const {logsumexp} = reduceRow(logits, 1);
  const tokens = [...valueOf(run, NAMES.ids).data].map(id =>
    scoredToken(run, id, logits[id], logsumexp),
  );
  const products = tokens.map((_, token) => dot(x, rowAt(rows, token)));
  const biases = tokens.map(({logit}, token) => logit - products[token]);
  return {
    x,
    rows,
    products: {data: turned.map((value, i) => value * x[i % width]), shape: rows.shape},
    result: {position: at, tokens, products, biases},
  };
}
