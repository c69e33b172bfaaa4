import type {Shadow, Unrecognised} from './attention-core.ts';
import type {EmbeddingSite} from './find-embedding.ts';
import type {ExpertsSite} from './find-experts.ts';
import type {HeadSite} from './find-head.ts';
import type {MlpSite} from './find-mlp.ts';
import type {GraphIndex} from './graph-index.ts';
import type {GraphInputs} from './inputs/roles.ts';
import type {NormSite} from './norm-site.ts';
import type {OnnxGraph, OnnxNode} from './onnx.ts';
import type {Scale} from './scale.ts';
import type {Projection, Tap} from './trace.ts';

/** One attention of the model, by the tensors that carry its values. */
export interface AttentionParts {
  /** `cross`: keys and values come from an encoder. */
  role: 'self' | 'cross';
  /** `unfused`, or the operator that does it all. */
  form: string;
  node: string;
  /** After the softmax `[.., query, key]`, as the values are weighed with it. */
  pattern: string;
  /** What goes into the softmax and what comes out, where both can be read. */
  softmax: {input: string; output: string} | null;
  /** Scaled scores before the mask, where they can be read. */
  scores: {tensor: string; laterScales: Scale[]} | null;
  /** Scales between queries and keys as read and their product. */
  query: Projection | null;
  key: Projection | null;
  value: Projection | null;
  /** Weighted sum of values, before the output projection, where it can be read. */
  context: Tap | null;
  /** The output projection. */
  output: OutputProjection | null;
  /** Whether later keys are hidden, where the graph alone tells it. */
  causal: boolean | null;
  softcap: boolean;
  /** Whether rows of the pattern may sum to less than 1. */
  sink: boolean;
  /**
   * Whether products read values that were rounded to few bits: then what is handed out,
   * from before that, gives their results only nearly.
   */
  rounded: boolean;
  shadow: Shadow;
  /** The same for devices whose kernels do not tell the pattern, for so many tokens. */
  identity: ((tokens: number) => Shadow) | null;
}

/** An attention of a block. */
export interface AttentionSite extends AttentionParts {
  layer: number;
  context: Tap;
}

/** An attention that no block claims. */
export interface LooseAttention extends AttentionParts {
  /** Its place among all attention of the graph, in the order in which it runs. */
  number: number;
}

/** The linear layer after the weighted sum of values. */
export interface OutputProjection {
  input: string;
  weight: string;
  /** The product alone, and with its bias. */
  product: string;
  result: string;
  /** Entries of the result, where the graph tells. */
  width: number | null;
}

/** What is added to the residual stream, and where. */
export interface Step {
  part: 'attention' | 'cross' | 'mlp' | 'experts' | 'parallel' | 'other';
  stream: string;
  /** What the branch starts from, by its origin: the stream, or an earlier value of it. */
  source: string;
  branch: string;
  sum: string;
  /** Nodes from the source to the branch. */
  way: readonly OnnxNode[];
}

/** One block of the model. Tensors are `[batch, position, d_model]`. */
export interface BlockSite {
  layer: number;
  /** Whether norms stand before the parts of a block or after the additions. */
  order: 'pre' | 'post';
  steps: Step[];
  attention: AttentionSite | null;
  cross: AttentionSite | null;
  mlp: MlpSite | null;
  experts: ExpertsSite | null;
  /** Norms by the names that TransformerLens gives them: `ln1`, `ln2`, `ln1_post` ... */
  norms: {name: string; site: NormSite}[];
  /** What the feed-forward part adds; in a parallel block before attention joins. */
  mlpOut: string | null;
  attentionOut: string | null;
  crossOut: string | null;
}

/** What was found in a graph, and what could not be placed. */
export interface ModelMap {
  graph: OnnxGraph;
  index: GraphIndex;
  blocks: BlockSite[];
  embedding: EmbeddingSite | null;
  /** The norm between the last block and the head. */
  finalNorm: NormSite | null;
  /** What scores the tokens of the vocabulary. */
  head: HeadSite | null;
  /** Other ends that a linear layer makes: scores of classes, features. */
  otherHeads: HeadSite[];
  /** What the inputs of the graph are for. */
  inputs: GraphInputs;
  /** How many positions its tables have, `null` where none bounds them. */
  positions: number | null;
  /** Attention of all blocks in order, cross-attention included. */
  attention: AttentionSite[];
  /** Attention that is recognised as such, and whose block is not known. */
  loose: LooseAttention[];
  unrecognised: Unrecognised[];
}

/** All attention that can be read, in no order. */
export const allAttention = ({
  attention,
  loose,
}: Pick<ModelMap, 'attention' | 'loose'>): (AttentionSite | LooseAttention)[] => [
  ...attention,
  ...loose,
];

/** Whether all attention of a text to itself has its place on the stream. */
export const hasWholeStream = ({loose}: Pick<ModelMap, 'loose'>): boolean =>
  loose.every(({role}) => role === 'cross');

/**
 * Whether a block is the rest of one at the place where the stream could not be followed
 * further: its end, where attention stands apart, or its beginning, which has no
 * feed-forward layer as the others have.
 */
export function isRest(
  map: Pick<ModelMap, 'blocks' | 'loose'>,
  block: BlockSite,
): 'end' | 'beginning' | null {
  const {blocks} = map;
  const isFirst = block === blocks[0];
  if (isFirst && !hasWholeStream(map) && FED_FORWARD.has(block.steps[0].part))
    return 'end';
  const fedForward = ({steps}: BlockSite): boolean =>
    steps.some(({part}) => part !== 'attention' && part !== 'cross');
  const isLast = block === blocks.at(-1);
  return isLast && !fedForward(block) && blocks.some(fedForward) ? 'beginning' : null;
}

const FED_FORWARD: ReadonlySet<Step['part']> = new Set(['mlp', 'experts']);

/** The stream before a block. */
export const residPre = ({steps}: BlockSite): string => steps[0].stream;
/** The stream after a block's last addition; in a post-norm block before the norm. */
export const residPost = ({steps}: BlockSite): string => steps[steps.length - 1].sum;
/** The stream after attention, `null` where all parts of a block read what the block reads. */
export const residMid = ({steps: [first, second]}: BlockSite): string | null =>
  second && second.source !== first.source ? first.sum : null;
