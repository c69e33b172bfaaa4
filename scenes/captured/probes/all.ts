import type {ProbeRequests} from '../../../data-extract/declare/declaration.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import {openAttention, openCrossAttention} from './attention.ts';
import {openContexts} from './contexts.ts';
import {openEmbeddings} from './embeddings.ts';
import {openHeadKinds} from './head-kinds.ts';
import {openHeadSteps} from './head-steps.ts';
import {openHeadValues} from './head-values.ts';
import {openHeadWeights} from './head-weights.ts';
import {openCache} from './kv-cache.ts';
import {openMlp} from './mlp.ts';
import {openNeurons} from './neurons.ts';
import {openNorms} from './norms.ts';
import {openOutputs} from './outputs.ts';
import {openPatternParts} from './pattern-parts.ts';
import {openResidual} from './residual.ts';
import {openRotary} from './rotary.ts';
import {openRouter} from './router.ts';
import {openTiles} from './tiles.ts';
import {openUnembed} from './unembed.ts';
import {openWeights} from './weights.ts';

/** How a scene sees what each probe captured. */
export const VIEWS = {
  embeddings: openEmbeddings,
  norms: openNorms,
  headValues: openHeadValues,
  headWeights: openHeadWeights,
  headSteps: openHeadSteps,
  rotary: openRotary,
  tiles: openTiles,
  headKinds: openHeadKinds,
  attention: openAttention,
  crossAttention: openCrossAttention,
  patternParts: openPatternParts,
  outputs: openOutputs,
  mlp: openMlp,
  router: openRouter,
  residual: openResidual,
  /** What the encoder hands to the decoder, `[position, d_model]`. */
  encoderStates: (reader: CaptureReader) => reader.tensor('encoder.hook_out'),
  classifier: (reader: CaptureReader) => resultOf(reader, 'classifier'),
  logits: (reader: CaptureReader) => resultOf(reader, 'logits'),
  unembed: openUnembed,
  decoding: (reader: CaptureReader) => resultOf(reader, 'decoding'),
  lens: (reader: CaptureReader) => resultOf(reader, 'lens'),
  attribution: (reader: CaptureReader) => resultOf(reader, 'attribution'),
  neurons: openNeurons,
  kvCache: openCache,
  contexts: openContexts,
  generation: (reader: CaptureReader) => resultOf(reader, 'generation'),
  modules: (reader: CaptureReader) => resultOf(reader, 'modules'),
  weights: openWeights,
} satisfies {[K in keyof Required<ProbeRequests>]: (reader: CaptureReader) => object};

/** What a scene receives, by probe. */
export type ProbeViews = {[K in keyof typeof VIEWS]: ReturnType<(typeof VIEWS)[K]>};
