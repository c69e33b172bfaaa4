import type {AttentionResult} from './attention.ts';
import type {AttributionResult} from './attribution.ts';
import type {ClassifierResult} from './classifier.ts';
import type {ContextsResult} from './contexts.ts';
import type {DecodingResult} from './decoding.ts';
import type {GenerationResult} from './generation.ts';
import type {HeadKindsResult} from './head-kinds.ts';
import type {HeadStepsResult} from './head-steps.ts';
import type {CacheResult} from './kv-cache.ts';
import type {LensResult} from './lens.ts';
import type {LogitsResult} from './logits.ts';
import type {MlpResult} from './mlp.ts';
import type {ModulesResult} from './modules.ts';
import type {NeuronsResult} from './neurons.ts';
import type {PatternPartsResult} from './pattern-parts.ts';
import type {RotaryResult} from './rotary.ts';
import type {RouterResult} from './router.ts';
import type {TilesResult} from './tiles.ts';
import type {UnembedResult} from './unembed.ts';

export type {AttentionResult} from './attention.ts';
export type {AttributionResult} from './attribution.ts';
export type {ClassifierResult, ClassScore} from './classifier.ts';
export type {ContextsResult} from './contexts.ts';
export type {DecodedWay, DecodingResult} from './decoding.ts';
export type {
  CacheComparison,
  GenerationResult,
  GenerationStep,
  GenerationTiming,
} from './generation.ts';
export type {HeadKindsResult, KnownHead} from './head-kinds.ts';
export type {HeadReads} from './head-reads.ts';
export type {HeadScale} from './head-steps-scale.ts';
export type {HeadSteps, WeighedKey} from './head-steps-values.ts';
export type {HeadStepsResult} from './head-steps.ts';
export type {CacheResult} from './kv-cache.ts';
export type {LensResult} from './lens.ts';
export type {LogitsResult} from './logits.ts';
export type {ActivationSpread} from './mlp-spread.ts';
export type {MlpResult} from './mlp.ts';
export type {ModuleNode, ModulesResult} from './modules.ts';
export type {ExpertCapacity, ExpertClass, ExpertLoad} from './router-load.ts';
export type {AddedNeuron, NeuronLayer} from './neuron-values.ts';
export type {PromotedToken} from './neuron-tokens.ts';
export type {NeuronForAnswer, NeuronsResult} from './neurons.ts';
export type {PatternPartsResult} from './pattern-parts.ts';
export type {RotaryResult} from './rotary.ts';
export type {RouterResult} from './router.ts';
export type {TilesResult} from './tiles.ts';
export type {UnembedResult} from './unembed.ts';
export type {TileVisit} from '../stage/tiles.ts';

/** What probes found that is no tensor, by probe; absent where it was not asked for. */
export interface ProbeResults {
  attention?: AttentionResult;
  patternParts?: PatternPartsResult;
  headSteps?: HeadStepsResult;
  headKinds?: HeadKindsResult;
  rotary?: RotaryResult;
  tiles?: TilesResult;
  mlp?: MlpResult;
  router?: RouterResult;
  logits?: LogitsResult;
  unembed?: UnembedResult;
  decoding?: DecodingResult;
  lens?: LensResult;
  attribution?: AttributionResult;
  neurons?: NeuronsResult;
  kvCache?: CacheResult;
  generation?: GenerationResult;
  contexts?: ContextsResult;
  classifier?: ClassifierResult;
  modules?: ModulesResult;
}
