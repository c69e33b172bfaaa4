import {join} from 'node:path';

import {capture} from '../../../data-extract/capture.ts';
import type {CaptureResult} from '../../../data-extract/capture.ts';
import type {ProbeRequests} from '../../../data-extract/declare/declaration.ts';
import type {Reference} from '../capture-for-test.ts';
import type {ZooModel} from './models.ts';

/** Everything that a model of the zoo can be asked for. */
const probesOf = ({head, mlp}: ZooModel, isPair: boolean): ProbeRequests => ({
  attention: {pattern: true, scores: true},
  ...(isPair ? {crossAttention: {pattern: true, scores: true}} : {}),
  headValues: {of: ['q', 'k', 'v', 'rot_q', 'rot_k', 'z'], cross: true},
  outputs: {
    of: isPair ? ['attn_out', 'cross_attn_out', 'mlp_out'] : ['attn_out', 'mlp_out'],
  },
  residual: {at: ['pre', 'mid', 'post']},
  norms: {of: ['in', 'normalized', 'scale']},
  ...(mlp === 'experts' ? {} : {mlp: {of: ['pre', 'post']}}),
  ...(mlp === 'mlp' ? {} : {router: {scores: true, probabilities: true}}),
  ...(head ? {logits: {topK: 384}} : {}),
});

/** Capture a graph of the zoo on what its reference was computed on. */
export function captureZoo(
  zoo: string,
  model: ZooModel,
  file: string,
  reference: Reference,
): Promise<CaptureResult> {
  const {ids, target} = reference.metadata;
  const isPair = target !== undefined;
  const folder = join(zoo, model.name);
  return capture({
    model: isPair ? folder : join(folder, 'onnx', file),
    ...(model.pixels
      ? {feeds: {pixel_values: reference.tensor('pixel_values')}}
      : {ids: JSON.parse(ids) as number[]}),
    ...(isPair ? {targetIds: JSON.parse(target) as number[]} : {}),
    probes: probesOf(model, isPair),
  });
}

/** How far a capture is from its reference, by what was compared; relative to its size. */
export interface Distance {
  pattern: number;
  stream: number;
  /** `null` for a model without scores of a vocabulary. */
  logits: number | null;
}

/** Names of a graph's tensors in the reference and in the capture. */
interface Names {
  reference: string;
  captured: string;
}

/**
 * Compare all patterns, what every block reads, the last hidden state and all logits.
 *
 * @param measure - Of the differences of a tensor, what is meant.
 */
export function distanceTo(
  reference: Reference,
  result: CaptureResult,
  model: ZooModel,
  measure: (a: ArrayLike<number>, b: ArrayLike<number>) => number,
): Distance {
  const compare = (names: readonly Names[]): number =>
    Math.max(
      ...names.map(({reference: theirs, captured}) =>
        measure(result.tensor(captured).data, reference.tensor(theirs).data),
      ),
    );
  const count = (what: string): number =>
    reference.names.filter(name => new RegExp(`^${what}\\.\\d+$`).test(name)).length;
  const patterns = (what: string, hook: (layer: number) => string): Names[] =>
    Array.from({length: count(what)}, (_, l) => ({
      reference: `${what}.${l}`,
      captured: hook(l),
    }));
  const states = (what: string, stack: string, last: string): Names[] => {
    const layers = count(what) - 1;
    const end = last.startsWith('ln_final')
      ? `${stack === 'blocks' ? '' : `${stack}.`}${last}`
      : `${stack}.${layers - 1}.${last}`;
    return [
      ...Array.from({length: layers}, (_, l) => ({
        reference: `${what}.${l}`,
        captured: `${stack}.${l}.hook_resid_pre`,
      })),
      {reference: `${what}.${layers}`, captured: end},
    ];
  };
  const isPair = reference.metadata.target !== undefined;
  const all = isPair
    ? {
        patterns: [
          ...patterns('encoder_attentions', l => `encoder.${l}.attn.hook_pattern`),
          ...patterns('decoder_attentions', l => `decoder.${l}.attn.hook_pattern`),
          ...patterns('cross_attentions', l => `decoder.${l}.cross_attn.hook_pattern`),
        ],
        states: [
          ...states('encoder_hidden_states', 'encoder', model.last),
          ...states('decoder_hidden_states', 'decoder', model.last.replace('ln2', 'ln3')),
        ],
      }
    : {
        patterns: patterns('attentions', l => `blocks.${l}.attn.hook_pattern`),
        states: states('hidden_states', 'blocks', model.last),
      };
  const {logits} = result.results;
  return {
    pattern: compare(all.patterns),
    stream: compare(all.states),
    logits:
      model.head && logits
        ? measure(
            logits.positions.flatMap(({top}) =>
              [...top].sort((a, b) => a.id - b.id).map(({logit}) => logit),
            ),
            reference.tensor('logits').data,
          )
        : null,
  };
}
