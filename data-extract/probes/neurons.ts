import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import type {ScoredToken} from '../stage/next-tokens.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import {
  AddedNames,
  directionNodes,
  readingOf,
  rowNodes,
  tokenNodes,
} from './attribution-graph.ts';
import {neuronNodes, neuronOutputs, neuronRows, neuronSites} from './neuron-graph.ts';
import {contributionsOf} from './neuron-values.ts';
import type {AddedNeuron, NeuronLayer} from './neuron-values.ts';
import {promotedBy} from './neuron-tokens.ts';
import type {PromotedToken} from './neuron-tokens.ts';
import {positionIn} from './positions.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface NeuronsRequest extends LayerRequest {
  /** Position whose next token is meant; negative ones count from the end. Default -1. */
  position?: number;
  /** The answer by its text, with its leading space; default the best token. */
  token?: string;
  /** How many neurons are listed, those that change its logit most first. Default 8. */
  most?: number;
  /** How many tokens are listed that a neuron speaks for. Default 5. */
  promotes?: number;
}

export interface NeuronsResult {
  /** Position whose next token is meant. */
  position: number;
  /** The answer, with its logit and probability. */
  answer: ScoredToken;
  /** What each feed-forward layer adds to its logit, and by how many neurons. */
  layers: NeuronLayer[];
  /** The neurons that change its logit most, up or down. */
  neurons: NeuronForAnswer[];
}

/** A neuron with the tokens that it speaks for. */
export interface NeuronForAnswer extends AddedNeuron {
  /** What it adds to the logits of these, most first. */
  promotes: PromotedToken[];
}

/**
 * Which neurons of the feed-forward layers write the answer: with the final norm's scale
 * held fixed, each adds its activation times its own row to the stream, and so something to
 * every token's logit.
 */
export const neurons: Probe<NeuronsRequest, NeuronsResult> = {
  defaults: {},

  tensors: [
    ...kindsOf('weight', ['neuron', 'd_model'], 'neurons.rows'),
    ...kindsOf('activation', ['neuron', 'd_model'], 'neurons.written'),
  ],

  outputs: (context, request) => {
    const reading = readingOf(context.map);
    if (!reading || neuronSites(context, request).length === 0) return [];
    return neuronOutputs(context, NAMES, request, reading);
  },

  scored: (context, {position = -1}) => [
    positionIn(context, position, 'probes.neurons.position'),
  ],

  extras(context, request) {
    const reading = readingOf(context.map);
    if (!reading) return NO_EXTRAS;
    const {position: asked = -1, token} = request;
    const position = positionIn(context, asked, 'probes.neurons.position');
    const tokens = token === undefined ? null : [token];
    return joinExtras([
      tokenNodes(context, NAMES, {position, tokens, topK: 1}, reading),
      rowNodes(NAMES, neuronRows(context, request), position),
      directionNodes(NAMES, reading.norm),
      neuronNodes(context, NAMES, request),
    ]);
  },

  collect: () => NOTHING,

  async secondPass(pass, request) {
    const {run} = pass;
    const reading = readingOf(run.map);
    const sites = neuronSites(run, request);
    if (!reading || sites.length === 0) return {tensors: [], checks: []};
    const {position = -1, most = 8, promotes = 5} = request;
    const at = positionIn(run, position, 'probes.neurons.position');
    const found = contributionsOf(run, NAMES, reading, {sites, most});
    const {rows, tokens} = await promotedBy(pass, reading, sites, {
      neurons: found.neurons,
      scale: found.scale,
      most: promotes,
    });
    const {shape} = rows;
    const written = rows.data.map(
      (weight, i) => found.neurons[Math.floor(i / shape[1])].activation * weight,
    );
    const axes = ['neuron', 'd_model'];
    return {
      tensors: [
        {name: 'neurons.rows', ...rows, axes},
        {name: 'neurons.written', data: written, shape, axes},
      ],
      checks: found.checks,
      result: {
        position: at,
        answer: found.answer,
        layers: found.layers,
        neurons: found.neurons.map((neuron, i) => ({
          ...neuron,
          promotes: tokens[i],
        })),
      },
    };
  },

  missing: ({map}) =>
    readingOf(map)
      ? 'no feed-forward layer was found whose neurons add to the stream'
      : 'the stream is no plain sum that one norm and one head read',
};

const NAMES = new AddedNames('neurons');
