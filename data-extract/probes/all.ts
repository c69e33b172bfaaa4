import {attention, crossAttention} from './attention.ts';
import {attribution} from './attribution.ts';
import {classifier} from './classifier.ts';
import {contexts} from './contexts.ts';
import {decoding} from './decoding.ts';
import {embeddings} from './embeddings.ts';
import {encoderStates} from './encoder-states.ts';
import {generation} from './generation.ts';
import {headKinds} from './head-kinds.ts';
import {headSteps} from './head-steps.ts';
import {headValues} from './head-values.ts';
import {headWeights} from './head-weights.ts';
import {kvCache} from './kv-cache.ts';
import {lens} from './lens.ts';
import {logits} from './logits.ts';
import {mlp} from './mlp.ts';
import {modules} from './modules.ts';
import {neurons} from './neurons.ts';
import {norms} from './norms.ts';
import {outputs} from './outputs.ts';
import {patternParts} from './pattern-parts.ts';
import type {ModelProbe, Probe, ProbeFacts} from './probe.ts';
import type {ProbeRequests} from './requests.ts';
import {residual} from './residual.ts';
import type {ProbeResults} from './results.ts';
import {rotary} from './rotary.ts';
import {router} from './router.ts';
import {tiles} from './tiles.ts';
import {unembed} from './unembed.ts';
import {weights} from './weights.ts';

/** What a declaration asks a probe. */
export type RequestOf<K extends keyof ProbeRequests> = NonNullable<ProbeRequests[K]>;

/** What a capture keeps of a probe besides tensors; `never` where it keeps nothing. */
type ResultOf<K> = K extends keyof ProbeResults ? NonNullable<ProbeResults[K]> : never;

/** Probes that read the model's files. */
type OfModel = 'modules' | 'weights';
/** Probes for which the model runs by itself: on what it writes, or on other texts. */
type OfTexts = 'generation' | 'contexts';
/** Probes that read the run of a graph. */
export type OfGraph = Exclude<keyof ProbeRequests, OfModel | OfTexts>;

/** Probes of a graph's run, in the order of the capture file. */
export const GRAPH_PROBES: {readonly [K in OfGraph]: Probe<RequestOf<K>, ResultOf<K>>} = {
  embeddings,
  norms,
  headValues,
  headWeights,
  headSteps,
  rotary,
  tiles,
  headKinds,
  attention,
  crossAttention,
  patternParts,
  outputs,
  mlp,
  router,
  residual,
  encoderStates,
  logits,
  unembed,
  decoding,
  classifier,
  lens,
  attribution,
  neurons,
  kvCache,
};

/** Probes of the model's files. */
export const MODEL_PROBES: {
  readonly [K in OfModel]: ModelProbe<RequestOf<K>, ResultOf<K>>;
} = {modules, weights};

/** What is known of every probe. */
export const PROBES: {readonly [K in keyof ProbeRequests]-?: ProbeFacts<RequestOf<K>>} = {
  ...GRAPH_PROBES,
  generation,
  contexts,
  ...MODEL_PROBES,
};
