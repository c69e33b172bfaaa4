import type {Shadow} from '../graph/attention-core.ts';
import {toPositionsFirst} from '../graph/axes.ts';
import type {
  AttentionParts,
  BlockSite,
  LooseAttention,
  ModelMap,
} from '../graph/model-map.ts';
import type {Tap} from '../graph/trace.ts';
import type {TokenPiece} from '../text/token-piece.ts';
import type {CapturedToken} from '../text/token.ts';
import type {ClassLabels} from './class-labels.ts';
import type {Results, Computed} from './computed.ts';
import type {HeadSelection, HeadRule} from './head-rule.ts';
import type {LayerRequest} from './layer-request.ts';
import type {SomeScores} from './some-scores.ts';

/** Which part of a model a graph is. */
export type Stack = 'only' | 'encoder' | 'decoder';

/** A graph about to run on tokens. */
export interface StageContext {
  stack: Stack;
  map: ModelMap;
  /** Whether later tokens are hidden from earlier ones. */
  causal: boolean;
  /**
   * Whether fused operators run on a device whose kernels tell no pattern, so that it is
   * read by identity values.
   */
  identity: boolean;
  /**
   * Tensors that leave the graph whole; of others the positions that checks look at are
   * taken in the graph. `null`: every tensor leaves it whole.
   */
  whole: ReadonlySet<string> | null;
  /**
   * Whether the graph will run for many texts. Then checks make values again in the graph
   * itself, so that few numbers leave it, which takes longer to load and less to run.
   */
  often: boolean;
  /**
   * Whether what is made again in the graph is made for all layers at once, as long as
   * these are of one size.
   */
  together: boolean;
  /** The head at some positions, `null` where it reads all that the graph gives it. */
  scores: SomeScores | null;
  /** Layers that it has, whether all of them were found or not. */
  layers: readonly number[];
  /** Labels of classes by their numbers, as `config.json` has them. */
  labels: ClassLabels | null;
  /** The tokens that the graph reads. */
  tokens: readonly CapturedToken[];
  /** Tokens that cross-attention looks at. */
  crossTokens: readonly CapturedToken[];
  /** Rules by which heads are chosen, by their names. */
  rules: Readonly<Record<string, HeadRule>>;
  /** A token of the vocabulary by its id. */
  piece(id: number): TokenPiece;
  /** Ids of tokens with exactly this text. */
  idsOf(text: string): number[];
}

/** A graph after its run. */
export interface StageRun extends StageContext {
  values: Results;
  /** The heads that the rules chose among this graph's, by their names. */
  chosen: Readonly<Record<string, HeadSelection>>;
  /** Whether the cache holds numbers of 16 bits. */
  halfCache: boolean;
}

/** Name of a block's hook: `blocks.3.attn.hook_q`. */
export const hookOf = (
  {stack}: Pick<StageContext, 'stack'>,
  {layer}: Pick<BlockSite, 'layer'>,
  name: string,
): string => `${stack === 'only' ? 'blocks' : stack}.${layer}.${name}`;

/** What the hooks of an attention belong to: attention of a decoder to an encoder has its own. */
export const moduleOf = ({role}: Pick<AttentionParts, 'role'>): 'attn' | 'cross_attn' =>
  role === 'cross' ? 'cross_attn' : 'attn';

/** Name of a hook outside the blocks: `hook_embed`. */
export const topHookOf = ({stack}: Pick<StageContext, 'stack'>, name: string): string =>
  stack === 'only' ? name : `${stack}.${name}`;

/** Name of a hook of an attention that no block claims: `attn.3.hook_pattern`. */
export const looseHookOf = (
  context: StageContext,
  {number}: Pick<LooseAttention, 'number'>,
  name: string,
): string => topHookOf(context, `attn.${number}.${name}`);

/** What is added to a graph so that an attention can be read. */
export const shadowOf = (
  {identity, tokens}: Pick<StageContext, 'identity' | 'tokens'>,
  site: AttentionParts,
): Shadow => (identity && site.identity?.(tokens.length)) || site.shadow;

/** The values of a tensor that was asked for. */
export function valueOf({values}: Pick<StageRun, 'values'>, tensor: string): Computed {
  const value = values.get(tensor);
  if (!value) throw new Error(`tensor "${tensor}" was not computed`);
  return value;
}

/** Values of a tensor `[batch, .., last]`, batch dropped and what lies between folded. */
export function rowsOf(
  run: Pick<StageRun, 'values'>,
  tensor: string,
): {data: Float32Array; shape: [number, number]} {
  const {data, shape} = valueOf(run, tensor);
  const last = shape[shape.length - 1] ?? 1;
  return {data, shape: [data.length / last, last]};
}

/** A pattern or scores as `[head, query, key]`. */
export function patternOf(
  run: Pick<StageRun, 'values'>,
  tensor: string,
): {data: Float32Array; shape: [number, number, number]} {
  const {data, shape} = valueOf(run, tensor);
  const [queries, keys] = shape.slice(-2);
  return {data, shape: [data.length / queries / keys, queries, keys]};
}

/**
 * Queries, keys, values or their sums as `[position, head, entry]`.
 *
 * @param positions - How many there are.
 * @param size - Entries of a head.
 * @param chosen - Positions to take, in this order; default all.
 */
export function headsOf(
  run: Pick<StageRun, 'values'>,
  {tensor, axes}: Tap,
  positions: number,
  size: number,
  chosen: readonly number[] | null = null,
): {data: Float32Array; shape: [number, number, number]} {
  const {data, heads} = toPositionsFirst(
    valueOf(run, tensor).data,
    axes,
    positions,
    size,
    chosen,
  );
  return {data, shape: [chosen?.length ?? positions, heads, size]};
}

/**
 * Blocks that a request names. Before the run it is not known which layers the chosen
 * heads lie in: then a name means every layer.
 */
export function blocksOf<T extends Pick<BlockSite, 'layer'>>(
  context: StageContext | StageRun,
  blocks: readonly T[],
  layers: LayerRequest['layers'],
): T[] {
  const chosen = 'chosen' in context ? context.chosen : null;
  if (!layers || (!chosen && layers.some(layer => typeof layer === 'string'))) {
    return [...blocks];
  }
  const wanted = new Set(
    layers.map(layer => {
      if (typeof layer === 'string') return chosen?.[layer]?.layer;
      return layer < 0 ? blocks.at(layer)?.layer : layer;
    }),
  );
  return blocks.filter(({layer}) => wanted.has(layer));
}
