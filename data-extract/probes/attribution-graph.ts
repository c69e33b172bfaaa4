import {UserError} from '../../foundations/user-error.ts';
import type {HeadSite} from '../graph/find-head.ts';
import {isSame} from '../graph/graph-index.ts';
import {hasWholeStream, residPost} from '../graph/model-map.ts';
import type {BlockSite, ModelMap} from '../graph/model-map.ts';
import type {NormSite} from '../graph/norm-site.ts';
import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {isQuantised} from '../graph/ops.ts';
import {requireTokens} from '../run/require-tokens.ts';
import {joinExtras} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import {IntegerConstants} from '../stage/integer-constants.ts';
import {atMostVocab} from '../stage/logits.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {rowOfScores, scoringHead} from '../stage/scores.ts';
import type {StageContext} from '../stage/stage-run.ts';

/** Names of the tensors that are added; several probes may ask for other tokens. */
export class AddedNames {
  public constructor(private readonly probe: string) {}

  public of(what: string): string {
    return `aim/${this.probe}/${what}`;
  }

  /** List of the one position whose next token is meant. */
  public get list(): string {
    return this.of('positions');
  }

  /** A tensor `[.., position, width]` at the position whose next token is meant. */
  public at(tensor: string): string {
    return this.of(`at/${tensor}`);
  }

  /** Ids of the tokens. */
  public get ids(): string {
    return this.of('ids');
  }

  /** Their columns of the unembedding, `[d_model, token]`. */
  public get columns(): string {
    return this.of('columns');
  }

  /** All logits at the position, `[1, vocab]`. */
  public get row(): string {
    return this.of('row');
  }

  /** Columns by the gain of the norm, and a column of ones, `[d_model, token + 1]`. */
  public get directions(): string {
    return this.of('directions');
  }

  /** What a layer's output projection makes of the directions, `[head x d_head, token + 1]`. */
  public heads(layer: number): string {
    return this.of(`${layer}/heads`);
  }

  /** What a feed-forward layer's last weight makes of them, `[d_mlp, token + 1]`. */
  public neurons(layer: number): string {
    return this.of(`${layer}/neurons`);
  }
}

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
  head: HeadSite;
  weight: string;
  /** Whether the weight lies as `[vocab, d_model]`. */
  transposed: boolean;
}

/** What the stream is read by at last; `null` where a logit is no plain sum of parts. */
export function readingOf(map: ModelMap): Reading | null {
  const {blocks, finalNorm, head, index} = map;
  if (!hasWholeStream(map)) return null;
  if (!finalNorm || !head || head.softcap || isQuantised(head.linear)) return null;
  if (
    !isSame(index, head.normalized, finalNorm.output) ||
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
  return {norm: finalNorm, head, weight: head.weight, transposed};
}

/** The rows of tensors `[.., position, width]` at one position: no others leave the graph. */
export function rowNodes(
  names: AddedNames,
  tensors: readonly string[],
  position: number,
): Extras {
  const ids = new IntegerConstants(names.of('row_at'));
  const at = ids.add('position', [position]);
  const nodes = [...new Set(tensors)].map(tensor =>
    makeNode('Gather', [tensor, at], [names.at(tensor)], {axis: {i: -2}}),
  );
  return {nodes, constants: ids.all, types: []};
}

/** Layers whose output projection can be followed head by head. */
export const headwiseBlocks = ({blocks, index}: ModelMap): BlockSite[] =>
  blocks.filter(({attention}) => {
    const output = attention?.output;
    const linear = output && index.producer(output.product);
    return linear && !isQuantised(linear) && linear.op !== 'Einsum';
  });

/**
 * Nodes that look up tokens and their columns: weights stay in the graph, what leaves it is
 * small.
 */
export function tokenNodes(
  context: StageContext,
  names: AddedNames,
  {position, tokens, topK}: Pick<Wanted, 'position' | 'tokens' | 'topK'>,
  {norm, head, weight, transposed}: Omit<Reading, 'norm'> & {norm: NormSite | null},
): Extras {
  const ids = new IntegerConstants(names.of('constant'));
  const taken = names.of('taken');
  const at = rowOfScores(context, position);
  const {logits, extras} = scoringHead(context, head);
  const nodes: OnnxNode[] = [
    makeNode('Gather', [logits, ids.scalar('position', at)], [names.row], {axis: {i: 1}}),
    ...(tokens
      ? [
          makeNode(
            'Identity',
            [
              ids.add(
                'wanted',
                tokens.map(text => idOf(context, text)),
              ),
            ],
            [names.ids],
          ),
        ]
      : bestNodes(context, names, ids, topK)),
    makeNode('Gather', [weight, names.ids], [taken], {axis: {i: transposed ? 0 : 1}}),
    transposed
      ? makeNode('Transpose', [taken], [names.columns], {perm: {ints: [1, 0]}})
      : makeNode('Identity', [taken], [names.columns]),
    ...(norm?.gain ? constantOutput(norm.gain).extras.nodes : []),
  ];
  return joinExtras([extras, {nodes, constants: ids.all, types: []}]);
}

function bestNodes(
  {map}: StageContext,
  names: AddedNames,
  ids: IntegerConstants,
  count: number,
): OnnxNode[] {
  const [values, best] = [names.of('values'), names.of('best')];
  const top = ids.add('count', [atMostVocab(map, count)]);
  return [
    makeNode('TopK', [names.row, top], [values, best]),
    makeNode('Reshape', [best, ids.add('flat', [-1])], [names.ids]),
  ];
}

/**
 * The columns by the gain, and a column of ones, by which the mean is taken off where the
 * norm takes it off.
 */
export function directionNodes(names: AddedNames, norm: NormSite): Extras {
  const ids = new IntegerConstants(names.of('direction'));
  const scaled = norm.gain ? names.of('scaled') : names.columns;
  const [gain, column, zeros, ones] = ['gain', 'one_column', 'zeros', 'ones'].map(what =>
    names.of(what),
  );
  const nodes = [
    ...(norm.gain
      ? [
          makeNode('Reshape', [norm.gain, ids.add('upright', [-1, 1])], [gain]),
          makeNode('Mul', [gain, names.columns], [scaled]),
        ]
      : []),
    // exp(x - x): ones of whatever type the weights have.
    makeNode('Gather', [names.columns, ids.add('first', [0])], [column], {axis: {i: 1}}),
    makeNode('Sub', [column, column], [zeros]),
    makeNode('Exp', [zeros], [ones]),
    makeNode('Concat', [scaled, ones], [names.directions], {axis: {i: 1}}),
  ];
  return {nodes, constants: ids.all, types: []};
}

/** A weight `[inner, d_model]` times the directions, whichever way it lies. */
export function timesDirections(
  names: AddedNames,
  {weight, transposed}: {weight: string; transposed: boolean},
  output: string,
): OnnxNode[] {
  const upright = transposed ? `${output}/turned` : weight;
  return [
    ...(transposed
      ? [makeNode('Transpose', [weight], [upright], {perm: {ints: [1, 0]}})]
      : []),
    makeNode('MatMul', [upright, names.directions], [output]),
  ];
}

/** For each layer the output projection times the directions. */
export const headNodes = (map: ModelMap, names: AddedNames): OnnxNode[] =>
  headwiseBlocks(map).flatMap(({layer, attention}) => {
    const output = attention?.output;
    if (!output) return [];
    const transposed =
      map.index.producer(output.product)?.attributes.get('transB')?.i === 1;
    const {weight} = output;
    return timesDirections(names, {weight, transposed}, names.heads(layer));
  });

/** @throws UserError for a text that is no single token. */
function idOf({idsOf, map}: StageContext, text: string): number {
  const ids = idsOf(text);
  if (ids.length === 1) {
    requireTokens('tokens', [{id: ids[0], text}], map);
    return ids[0];
  }
  throw new UserError(
    'declaration',
    `tokens: "${text}" is ${ids.length} tokens of this model.`,
    'Name single tokens with their leading space, as the capture shows them.',
  );
}
