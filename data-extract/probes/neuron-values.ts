import type {Check} from '../checks/part.ts';
import {residPost} from '../graph/model-map.ts';
import {dot, largest} from '../stage/head-math.ts';
import {reduceRow, scoredToken} from '../stage/next-tokens.ts';
import type {ScoredToken} from '../stage/next-tokens.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import type {AddedNames, Reading} from './attribution-graph.ts';
import type {NeuronSite} from './neuron-graph.ts';
import {meanOf, scalesOf} from './norm-values.ts';

/** A neuron with what it adds to the answer's logit. */
export interface AddedNeuron {
  layer: number;
  /** Number of the neuron in its layer. */
  index: number;
  /** Its activation, as the last weight reads it. */
  activation: number;
  /** What it adds to the answer's logit. */
  logit: number;
}

/** What a feed-forward layer adds to the answer's logit. */
export interface NeuronLayer {
  layer: number;
  /** All of its neurons together, and the bias of its last layer. */
  logit: number;
  bias: number;
  /** How many neurons there are, and how many of them add to it or take away. */
  width: number;
  up: number;
  down: number;
}

/** What the first run tells. */
export interface Contributions {
  answer: ScoredToken;
  /** What the final norm divides by. */
  scale: number;
  layers: NeuronLayer[];
  neurons: AddedNeuron[];
  checks: Check[];
}

/** What every neuron adds to the answer's logit, and those that matter most. */
export function contributionsOf(
  run: StageRun,
  names: AddedNames,
  {norm}: Reading,
  {sites, most}: {sites: readonly NeuronSite[]; most: number},
): Contributions {
  const [id] = valueOf(run, names.ids).data;
  const {data: row} = valueOf(run, names.row);
  const rowOf = (tensor: string): Float32Array => valueOf(run, names.at(tensor)).data;
  const stream = rowOf(residPost(run.map.blocks[run.map.blocks.length - 1]));
  const [scale] = scalesOf(stream, stream.length, norm);
  const column = rowsOf(run, names.columns).data;
  const gain = norm.gain ? valueOf(run, constantOutput(norm.gain).output).data : null;
  const scaled = column.map((value, i) => value * (gain?.[i] ?? 1));
  const mean = norm.kind === 'layer' ? meanOf(scaled) : 0;
  const direction = scaled.map(value => value - mean);
  const all: AddedNeuron[] = [];
  const checks: Check[] = [];
  const layers = sites.map(({layer, mlp, out}): NeuronLayer => {
    const post = rowOf(mlp.post);
    // Of each neuron's row: its product with the answer's column, and its sum.
    const {data: back} = rowsOf(run, names.neurons(layer));
    const logits = post.map(
      (value, i) => (value * (back[2 * i] - mean * back[2 * i + 1])) / scale,
    );
    all.push(
      ...Array.from(post, (activation, index) => ({
        layer,
        index,
        activation,
        logit: logits[index],
      })),
    );
    const added = rowOf(out);
    const whole = dot(added, direction) / scale;
    const sum = logits.reduce((total, value) => total + value, 0);
    const bias = whole - sum;
    const size = logits.reduce((total, value) => total + Math.abs(value), 0) || 1;
    // What Gemm makes has its bias in it.
    if (mlp.down.op === 'MatMul') {
      const product = dot(rowOf(mlp.down.outputs[0]), direction) / scale;
      checks.push({
        name: 'neurons sum to what their layer adds to the logit',
        error: Math.abs(product - sum) / size,
        of: ['neurons.', 'results.neurons'],
      });
    }
    return {
      layer,
      logit: whole,
      bias,
      width: post.length,
      up: logits.filter(value => value > 0).length,
      down: logits.filter(value => value < 0).length,
    };
  });
  return {
    answer: scoredToken(run, id, row[id], reduceRow(row, 1).logsumexp),
    scale,
    layers,
    checks,
    neurons: largest(
      all.map(({logit}) => logit),
      most,
    ).map(place => all[place]),
  };
}
