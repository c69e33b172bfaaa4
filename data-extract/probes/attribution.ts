import type {AttributionResult} from '../capture/format.ts';
import {constantOutput} from '../capture/sample-columns.ts';
import type {AttributionRequest} from '../declaration.ts';
import type {NormSite} from '../graph/find-norms.ts';
import type {BlockSite, ModelMap} from '../graph/model-map.ts';
import {residPost, residPre} from '../graph/model-map.ts';
import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {OnnxNode, OnnxTensor} from '../graph/onnx.ts';
import {isQuantised} from '../graph/ops.ts';
import {UserError} from '../user-error.ts';
import {sizeOutputs, sizesOf} from '../run/attention-values.ts';
import {headsOf, NO_EXTRAS, rowsOf, valueOf} from '../run/stage-run.ts';
import type {StageContext, StageRun} from '../run/stage-run.ts';
import {reduceRow, scoredToken} from './next-tokens.ts';
import {meanOf, scalesOf} from './norms.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

const IDS = 'aim/attribution/ids';
const COLUMNS = 'aim/attribution/columns';

/**
 * Direct logit attribution: with the final norm's scale held fixed, a logit is a sum of
 * what the embedding and each layer (or each head) added to the stream.
 */
export const attribution: Probe<AttributionRequest> = {
  outputs(context, request) {
    const parts = partsOf(context.map);
    if (!parts) return [];
    const {norm} = parts;
    const blocks = context.map.blocks;
    return [
      ...[IDS, COLUMNS, residPre(blocks[0]), residPost(blocks[blocks.length - 1])],
      ...[parts.logits, constantOutput(norm.gain ?? '').output].slice(
        0,
        norm.gain ? 2 : 1,
      ),
      ...blocks.flatMap(({attentionOut, mlpOut}) =>
        [attentionOut, mlpOut].filter(name => name !== null),
      ),
      ...(request.heads ? headOutputs(context.map) : []),
    ];
  },

  extras(context, request) {
    const parts = partsOf(context.map);
    if (!parts) return NO_EXTRAS;
    const nodes: OnnxNode[] = [];
    const constants: OnnxTensor[] = [];
    const integers = (name: string, dims: number[], values: number[]): string => {
      constants.push(makeTensor(name, dims, DataType.int64, values));
      return name;
    };
    const named = request.tokens?.map(text => idOf(context, text));
    if (named) {
      const wanted = integers('aim/attribution/wanted', [named.length], named);
      nodes.push(makeNode('Identity', [wanted], [IDS]));
    } else {
      const at = integers('aim/attribution/position', [], [rowAt(context, request)]);
      const count = integers('aim/attribution/count', [1], [request.topK ?? 1]);
      const flat = integers('aim/attribution/flat', [1], [-1]);
      nodes.push(
        makeNode('Gather', [parts.logits, at], ['aim/attribution/row'], {axis: {i: 1}}),
        makeNode(
          'TopK',
          ['aim/attribution/row', count],
          ['aim/attribution/values', 'aim/attribution/best'],
        ),
        makeNode('Reshape', ['aim/attribution/best', flat], [IDS]),
      );
    }
    const {weight, transposed} = parts;
    const taken = transposed ? 'aim/attribution/taken' : COLUMNS;
    nodes.push(
      makeNode('Gather', [weight, IDS], [taken], {axis: {i: transposed ? 0 : 1}}),
    );
    if (transposed)
      nodes.push(makeNode('Transpose', [taken], [COLUMNS], {perm: {ints: [1, 0]}}));
    if (parts.norm.gain) nodes.push(...constantOutput(parts.norm.gain).extras.nodes);
    if (request.heads) nodes.push(...headNodes(context.map));
    return {nodes, constants, types: []};
  },

  collect(run, request) {
    const parts = partsOf(run.map);
    return parts
      ? {tensors: [], results: {attribution: attribute(run, request, parts.norm)}}
      : NOTHING;
  },

  missing: ({map}) =>
    partsOf(map)
      ? 'nothing to read'
      : 'the stream is no plain sum that one norm and one head read',
};

/** What the sum is read by, or `null` where a logit is no such sum. */
function partsOf({blocks, finalNorm, head}: ModelMap): {
  norm: NormSite;
  logits: string;
  weight: string;
  transposed: boolean;
} | null {
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

const isHeadwise = ({attention}: BlockSite): boolean =>
  attention?.output !== null && attention?.output !== undefined;

/** Weights of the output projections, as `[head x entry, d_model]`. */
function headNodes({blocks, index}: ModelMap): OnnxNode[] {
  return blocks.filter(isHeadwise).flatMap(block => {
    const output = block.attention?.output;
    const linear = output && index.producer(output.product);
    if (!output || !linear || isQuantised(linear)) return [];
    const weight = `aim/attribution/${block.layer}/weight`;
    const turned = linear.attributes.get('transB')?.i === 1;
    return [
      turned
        ? makeNode('Transpose', [output.weight], [weight], {perm: {ints: [1, 0]}})
        : makeNode('Identity', [output.weight], [weight]),
    ];
  });
}

const headOutputs = ({blocks}: ModelMap): string[] =>
  blocks
    .filter(isHeadwise)
    .flatMap(block => [
      `aim/attribution/${block.layer}/weight`,
      ...(block.attention ? sizeOutputs(block.attention) : []),
    ]);

function attribute(
  run: StageRun,
  request: AttributionRequest,
  norm: NormSite,
): AttributionResult {
  const {blocks, head} = run.map;
  if (!head) throw new Error('attributed without a head');
  const position = positionOf(run, request);
  const stream = rowsOf(run, residPost(blocks[blocks.length - 1]));
  const width = stream.shape[1];
  const at = position * width;
  const [scale] = scalesOf(stream.data.subarray(at, at + width), width, norm);
  const directions = directionsOf(run, norm, width);
  const logits = rowsOf(run, head.logits);
  const row = logits.data
    .subarray(rowAt(run, request) * logits.shape[1])
    .subarray(0, logits.shape[1]);
  const ids = [...valueOf(run, IDS).data];
  const {logsumexp} = reduceRow(row, 1);
  const project = (values: Float32Array): number[] =>
    directions.map(direction => dot(values, direction) / scale);
  const part = (name: string, tensor: string): AttributionResult['parts'][number] => ({
    name,
    logits: project(rowsOf(run, tensor).data.subarray(at, at + width)),
  });
  const parts = [part('embed', residPre(blocks[0]))];
  for (const block of blocks) {
    if (block.attentionOut) {
      const whole = part(`${block.layer}.attn`, block.attentionOut);
      parts.push(
        ...(request.heads ? byHead(run, block, position, project, whole) : [whole]),
      );
    }
    if (block.mlpOut) parts.push(part(`${block.layer}.mlp`, block.mlpOut));
  }
  const rest = ids.map(
    (id, i) => row[id] - parts.reduce((sum, {logits: own}) => sum + own[i], 0),
  );
  parts.push({name: 'bias', logits: rest});
  return {position, tokens: ids.map(id => scoredToken(run, row, id, logsumexp)), parts};
}

/** A layer's part by head; what is left is the bias of the output projection. */
function byHead(
  run: StageRun,
  block: BlockSite,
  position: number,
  project: (values: Float32Array) => number[],
  whole: AttributionResult['parts'][number],
): AttributionResult['parts'] {
  const site = block.attention;
  const sizes = site && sizesOf(run, site);
  const weight = run.values.get(`aim/attribution/${block.layer}/weight`);
  if (!site || !sizes || !weight) return [whole];
  const {heads, queries, valueSize} = sizes;
  const width = weight.shape[1];
  const z = headsOf(run, site.context, queries, valueSize).data;
  const parts = Array.from({length: heads}, (_, head) => {
    const added = new Float32Array(width);
    for (let d = 0; d < valueSize; d++) {
      const entry = z[(position * heads + head) * valueSize + d];
      const from = (head * valueSize + d) * width;
      for (let i = 0; i < width; i++) added[i] += entry * weight.data[from + i];
    }
    return {name: `${block.layer}.attn.${head}`, logits: project(added)};
  });
  const left = whole.logits.map(
    (logit, i) => logit - parts.reduce((sum, {logits}) => sum + logits[i], 0),
  );
  const isExact = left.every(value => Math.abs(value) < 1e-3);
  return isExact ? parts : [...parts, {name: `${block.layer}.attn.bias`, logits: left}];
}

/** Gain times column, the mean taken off where the norm takes it off. */
function directionsOf(run: StageRun, norm: NormSite, width: number): Float32Array[] {
  const {data, shape} = rowsOf(run, COLUMNS);
  const count = shape[1];
  const gain = norm.gain ? valueOf(run, constantOutput(norm.gain).output).data : null;
  return Array.from({length: count}, (_, column) => {
    const direction = Float32Array.from(
      {length: width},
      (__, i) => (gain?.[i] ?? 1) * data[i * count + column],
    );
    const mean = norm.kind === 'layer' ? meanOf(direction) : 0;
    return direction.map(value => value - mean);
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const positionOf = (
  {tokens}: StageContext,
  {position = -1}: AttributionRequest,
): number => (position < 0 ? tokens.length + position : position);

/** Row of the logits: a graph may give those of the last positions only. */
const rowAt = (context: StageContext, request: AttributionRequest): number =>
  positionOf(context, request);

function idOf({idsOf}: StageContext, text: string): number {
  const ids = idsOf(text);
  if (ids.length === 1) return ids[0];
  throw new UserError(
    'declaration',
    `probes.attribution.tokens: "${text}" is ${ids.length} tokens of this model.`,
    'Name single tokens with their leading space, as the capture shows them.',
  );
}
