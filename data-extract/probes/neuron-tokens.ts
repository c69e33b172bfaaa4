import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {feedsFor} from '../run/feeds.ts';
import {openSession} from '../run/session.ts';
import {stageFor} from '../run/stage-for.ts';
import {joinExtras} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import {IntegerConstants} from '../stage/integer-constants.ts';
import {atMostVocab} from '../stage/logits.ts';
import {takeWeight} from '../stage/sample-columns.ts';
import {rowsOf} from '../stage/stage-run.ts';
import type {Reading} from './attribution-graph.ts';
import type {NeuronSite} from './neuron-graph.ts';
import type {AddedNeuron} from './neuron-values.ts';
import type {SecondPass} from './probe.ts';

/** A token with what a neuron adds to its logit. */
export interface PromotedToken {
  id: number;
  text: string | null;
  bytes: string;
  logit: number;
}

/** Whose tokens are meant. */
interface Wanted {
  neurons: readonly AddedNeuron[];
  /** What the final norm divides by. */
  scale: number;
  /** How many tokens of each. */
  most: number;
}

/** Rows of some neurons, and the tokens that each of them adds most to. */
interface Promoted {
  rows: {data: Float32Array; shape: number[]};
  /** By neuron. */
  tokens: PromotedToken[][];
}

const name = (what: string): string => `aim/neurons/${what}`;
const ROWS = name('rows');
/** Largest and smallest of what a unit adds, and the ids of these tokens. */
const UP = ['up', 'up_ids'].map(name);
const DOWN = ['down', 'down_ids'].map(name);

/**
 * Read the rows of some neurons in the last weights, and what each of them, with its
 * activation, adds to every token's logit; the vocabulary stays in the graph.
 */
export async function promotedBy(
  {stage, run, input, device}: SecondPass,
  reading: Reading,
  sites: readonly NeuronSite[],
  {neurons, scale, most}: Wanted,
): Promise<Promoted> {
  const taken = sites.flatMap(({layer, mlp}) => {
    const numbers = neurons.filter(own => own.layer === layer).map(({index}) => index);
    const weight = takeWeight(mlp.down, 'rows', numbers, `neurons/${layer}`);
    return weight && numbers.length > 0 ? [{layer, numbers, ...weight}] : [];
  });
  // The neurons come by layer in the graph, and by size in the list.
  const order = taken.flatMap(({layer, numbers}) =>
    numbers.map(index =>
      neurons.findIndex(own => own.layer === layer && own.index === index),
    ),
  );
  const count = atMostVocab(run.map, most);
  const extras = joinExtras([
    ...taken.map(({extras: own}) => own),
    promotingNodes(
      taken.map(({weight}) => weight),
      reading,
      count,
    ),
  ]);
  const wanted = [ROWS, ...UP, ...DOWN];
  // Of weights alone: the text is not read again.
  const weights = stageFor(stage, [], wanted, extras);
  const session = await openSession(weights, wanted, extras, device);
  try {
    const values = await session.run(feedsFor(run.map, input), wanted);
    const [rows, ...ranked] = wanted.map(tensor => rowsOf({values}, tensor));
    const width = rows.shape[1];
    const data = new Float32Array(rows.data.length);
    const tokens: Promoted['tokens'] = neurons.map(() => []);
    order.forEach((place, row) => {
      data.set(rows.data.subarray(row * width, (row + 1) * width), place * width);
      const {activation} = neurons[place];
      const isUp = activation >= 0;
      const [logits, ids] = isUp ? ranked.slice(0, 2) : ranked.slice(2);
      // The smallest were ranked with their signs turned.
      const size = (isUp ? activation : -activation) / scale;
      tokens[place] = Array.from({length: count}, (_, i) => {
        const id = ids.data[row * count + i];
        const {text, bytes} = run.piece(id);
        return {id, text, bytes, logit: logits.data[row * count + i] * size};
      });
    });
    return {rows: {data, shape: [neurons.length, width]}, tokens};
  } finally {
    await session.close();
  }
}

/**
 * The rows one below the other, through gain and head, and the tokens at both ends: where an
 * activation is negative, a row speaks for what it would else speak against. Only operators
 * that are the same in all operator sets take part.
 */
function promotingNodes(
  rows: readonly string[],
  {norm, weight, transposed}: Reading,
  count: number,
): Extras {
  const ids = new IntegerConstants(name('promoting'));
  const [first, zeros, ones, column, width] = [
    'first',
    'zeros',
    'ones',
    'column',
    'width',
  ].map(name);
  const [sum, mean, centred, gained, turned] = [
    'sum',
    'mean',
    'centred',
    'gained',
    'turned',
  ].map(name);
  const [all, negative] = ['all', 'negative'].map(name);
  const isLayer = norm.kind === 'layer';
  const input = isLayer ? centred : ROWS;
  const top = ids.add('count', [count]);
  const nodes: OnnxNode[] = [
    makeNode('Concat', rows, [ROWS], {axis: {i: 0}}),
    ...(isLayer
      ? [
          makeNode('Gather', [ROWS, ids.add('one', [0])], [first], {axis: {i: 0}}),
          makeNode('Sub', [first, first], [zeros]),
          makeNode('Exp', [zeros], [ones]),
          makeNode('Transpose', [ones], [column], {perm: {ints: [1, 0]}}),
          makeNode('MatMul', [ones, column], [width]),
          makeNode('MatMul', [ROWS, column], [sum]),
          makeNode('Div', [sum, width], [mean]),
          makeNode('Sub', [ROWS, mean], [centred]),
        ]
      : []),
    ...(norm.gain ? [makeNode('Mul', [input, norm.gain], [gained])] : []),
    ...(transposed
      ? [makeNode('Transpose', [weight], [turned], {perm: {ints: [1, 0]}})]
      : []),
    makeNode('MatMul', [norm.gain ? gained : input, transposed ? turned : weight], [all]),
    makeNode('TopK', [all, top], UP),
    makeNode('Neg', [all], [negative]),
    makeNode('TopK', [negative, top], DOWN),
  ];
  return {nodes, constants: ids.all, types: []};
}
