import {UserError} from '../foundations/user-error.ts';
import {hasWholeStream, residPost} from '../graph/model-map.ts';
import type {BlockSite, ModelMap} from '../graph/model-map.ts';
import type {NormSite} from '../graph/norm-site.ts';
import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {isQuantised} from '../graph/ops.ts';
import type {Extras} from '../stage/extras.ts';
import {IntegerConstants} from '../stage/integer-constants.ts';
import {atMostVocab} from '../stage/logits.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {positionIn} from './positions.ts';

const name = (what: string): string => `aim/attribution/${what}`;

/** Ids of the tokens. */
export const IDS = name('ids');
/** Their columns of the unembedding, `[d_model, token]`. */
export const COLUMNS = name('columns');
/** All logits at the position, `[1, vocab]`. */
export const ROW = name('row');
/** What a layer's output projection makes of the directions, `[head x d_head, token + 1]`. */
export const headTensor = (layer: number): string => name(`${layer}/heads`);

/** What is taken apart, and into what. */
export interface Wanted {
  /** Position whose next token is meant; negative ones count from the end. */
  position: number;
  /** Tokens by their text; `null` for the best ones. */
  tokens: readonly string[] | null;
  /** How many of the best tokens. */
  topK: number;
  /** Whether attention is split by head. */
  heads: boolean;
}

/** How a sum of parts becomes a logit. */
export interface Reading {
  norm: NormSite;
  logits: string;
  weight: string;
  /** Whether the weight lies as `[vocab, d_model]`. */
  transposed: boolean;
}

/** What the stream is read by at last; `null` where a logit is no plain sum of parts. */
export function readingOf(map: ModelMap): Reading | null {
  const {blocks, finalNorm, head} = map;
  if (!hasWholeStream(map)) return null;
  if (!finalNorm || !head || head.softcap || isQuantised(head.linear)) return null;
  if (
    head.normalized !== finalNorm.output ||
    finalNorm.input !== residPost(blocks[blocks.length - 1])
  )
    return null;
  const steps = blocks.flatMap(block => block.steps);
  const isPlain = steps.every(({stream}, i) => i === 0 || stream === steps[i - 1].sum);
  const isWhole = blocks.every(({steps: own, attentionOut, mlpOut}) =>
    own.every(({part}) =>
      part === 'attention'
        ? attentionOut !== null
        : part === 'parallel'
          ? attentionOut !== null && mlpOut !== null
          : part !== 'cross' && mlpOut !== null,
    ),
  );
  if (!isPlain || !isWhole) return null;
  const transposed = head.linear.attributes.get('transB')?.i === 1;
  return {norm: finalNorm, logits: head.logits, weight: head.weight, transposed};
}

/** Layers whose output projection can be followed head by head. */
export const headwiseBlocks = ({blocks, index}: ModelMap): BlockSite[] =>
  blocks.filter(({attention}) => {
    const output = attention?.output;
    const linear = output && index.producer(output.product);
    return linear && !isQuantised(linear) && linear.op !== 'Einsum';
  });

/**
 * Nodes that look up tokens and their columns, and that carry the columns back through
 * the output projections: weights stay in the graph, what leaves it is small.
 */
export function attributionNodes(
  context: StageContext,
  {position, tokens, topK, heads}: Wanted,
  {norm, logits, weight, transposed}: Reading,
): Extras {
  const ids = new IntegerConstants(name('constant'));
  // Counted from the end: a graph may give the scores of the last positions only.
  const at =
    positionIn(context, position, 'probes.attribution.position') - context.tokens.length;
  const nodes: OnnxNode[] = [
    makeNode('Gather', [logits, ids.scalar('position', at)], [ROW], {axis: {i: 1}}),
    ...(tokens
      ? [makeNode('Identity', [ids.add('wanted', named(context, tokens))], [IDS])]
      : bestNodes(context, ids, topK)),
    makeNode('Gather', [weight, IDS], [name('taken')], {axis: {i: transposed ? 0 : 1}}),
    transposed
      ? makeNode('Transpose', [name('taken')], [COLUMNS], {perm: {ints: [1, 0]}})
      : makeNode('Identity', [name('taken')], [COLUMNS]),
    ...(norm.gain ? constantOutput(norm.gain).extras.nodes : []),
    ...(heads ? headNodes(context.map, ids, norm) : []),
  ];
  return {nodes, constants: ids.all, types: []};
}

const named = (context: StageContext, tokens: readonly string[]): number[] =>
  tokens.map(text => idOf(context, text));

const bestNodes = (
  {map}: StageContext,
  ids: IntegerConstants,
  count: number,
): OnnxNode[] => [
  makeNode(
    'TopK',
    [ROW, ids.add('count', [atMostVocab(map, count)])],
    [name('values'), name('best')],
  ),
  makeNode('Reshape', [name('best'), ids.add('flat', [-1])], [IDS]),
];

/**
 * For each layer: the output projection times the directions, gain included, and times a
 * column of ones, by which the mean is taken off where the norm takes it off.
 */
function headNodes(map: ModelMap, ids: IntegerConstants, norm: NormSite): OnnxNode[] {
  const scaled = norm.gain ? name('scaled') : COLUMNS;
  const nodes = [
    ...(norm.gain
      ? [
          makeNode('Reshape', [norm.gain, ids.add('upright', [-1, 1])], [name('gain')]),
          makeNode('Mul', [name('gain'), COLUMNS], [scaled]),
        ]
      : []),
    // exp(x - x): ones of whatever type the weights have.
    makeNode('Gather', [COLUMNS, ids.add('first', [0])], [name('one_column')], {
      axis: {i: 1},
    }),
    makeNode('Sub', [name('one_column'), name('one_column')], [name('zeros')]),
    makeNode('Exp', [name('zeros')], [name('ones')]),
    makeNode('Concat', [scaled, name('ones')], [name('directions')], {axis: {i: 1}}),
  ];
  for (const {layer, attention} of headwiseBlocks(map)) {
    const output = attention?.output;
    if (!output) continue;
    const turned = map.index.producer(output.product)?.attributes.get('transB')?.i === 1;
    const upright = turned ? name(`${layer}/turned`) : output.weight;
    if (turned) {
      nodes.push(
        makeNode('Transpose', [output.weight], [upright], {perm: {ints: [1, 0]}}),
      );
    }
    nodes.push(makeNode('MatMul', [upright, name('directions')], [headTensor(layer)]));
  }
  return nodes;
}

function idOf({idsOf}: StageContext, text: string): number {
  const ids = idsOf(text);
  if (ids.length === 1) return ids[0];
  throw new UserError(
    'declaration',
    `probes.attribution.tokens: "${text}" is ${ids.length} tokens of this model.`,
    'Name single tokens with their leading space, as the capture shows them.',
  );
}
