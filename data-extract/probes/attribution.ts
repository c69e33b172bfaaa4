import {residPost, residPre} from '../graph/model-map.ts';
import type {BlockSite} from '../graph/model-map.ts';
import type {NormSite} from '../graph/norm-site.ts';
import {sizeNeeds, sizesOf} from '../stage/attention-sizes.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import {reduceRow, scoredToken} from '../stage/next-tokens.ts';
import type {ScoredToken} from '../stage/next-tokens.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {tapAt, tapRow} from '../stage/tap-samples.ts';
import {
  AddedNames,
  directionNodes,
  headNodes,
  headwiseBlocks,
  readingOf,
  rowNodes,
  tokenNodes,
} from './attribution-graph.ts';
import type {Wanted} from './attribution-graph.ts';
import {meanOf, scalesOf} from './norm-values.ts';
import {positionIn} from './positions.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface AttributionRequest {
  /** Position whose next token is meant; negative ones count from the end. Default -1. */
  position?: number;
  /** Tokens by their text; default the best `topK`. */
  tokens?: readonly string[];
  /** How many of the best tokens; default 1. Without meaning beside `tokens`. */
  topK?: number;
  /** Whether attention is split by head. Default `false`. */
  heads?: boolean;
}

export interface AttributionResult {
  /** Position whose next token is meant. */
  position: number;
  /** The tokens whose logits are taken apart. */
  tokens: ScoredToken[];
  /**
   * What is added to each token's logit: by `embed`, `{l}.attn`, `{l}.attn.{h}`,
   * `{l}.mlp`, and `bias` for what belongs to no part.
   */
  parts: {name: string; logits: number[]}[];
  /** Layers whose `{l}.mlp` is experts, where there are any. */
  experts?: number[];
}

type Part = AttributionResult['parts'][number];

const NAMES = new AddedNames('attribution');

/**
 * Direct logit attribution: with the final norm's scale held fixed, a logit is a sum of
 * what the embedding and each layer (or each head) added to the stream.
 */
export const attribution: Probe<AttributionRequest, AttributionResult> = {
  defaults: {heads: true},

  tensors: [],

  outputs(context, {heads}) {
    const {map} = context;
    const reading = readingOf(map);
    if (!reading) return [];
    const {gain} = reading.norm;
    return [
      ...[
        NAMES.ids,
        NAMES.columns,
        NAMES.row,
        ...partsIn(map).map(tensor => NAMES.at(tensor)),
      ],
      ...(gain ? [constantOutput(gain).output] : []),
      ...(heads ? headwiseBlocks(map) : []).flatMap(({layer, attention}) => [
        NAMES.heads(layer),
        ...(attention
          ? [
              tapAt(context, attention.context, NAMES.list).output,
              ...sizeNeeds(context, attention).outputs,
            ]
          : []),
      ]),
    ];
  },

  extras(context, request) {
    const reading = readingOf(context.map);
    if (!reading) return NO_EXTRAS;
    const wanted = wantedOf(request);
    const position = positionIn(context, wanted.position, 'probes.attribution.position');
    const extras = [
      tokenNodes(context, NAMES, {...wanted, position}, reading),
      rowNodes(NAMES, partsIn(context.map), position),
    ];
    if (wanted.heads) {
      const nodes = headNodes(context.map, NAMES);
      const lists = [{name: NAMES.list, values: [position]}];
      extras.push(directionNodes(NAMES, reading.norm), {...NO_EXTRAS, nodes, lists});
      for (const {attention} of headwiseBlocks(context.map)) {
        if (!attention) continue;
        extras.push(sizeNeeds(context, attention).extras);
        extras.push(tapAt(context, attention.context, NAMES.list).extras);
      }
    }
    return joinExtras(extras);
  },

  scored: (context, request) => [
    positionIn(context, wantedOf(request).position, 'probes.attribution.position'),
  ],

  collect(run, request) {
    const reading = readingOf(run.map);
    if (!reading) return NOTHING;
    return {tensors: [], result: attribute(run, request, reading.norm)};
  },

  missing: ({map}) =>
    readingOf(map)
      ? 'nothing to read'
      : 'the stream is no plain sum that one norm and one head read',
};

/** Tensors whose rows at the position are read: the stream at both ends, and what is added. */
const partsIn = ({blocks}: StageContext['map']): string[] => [
  residPre(blocks[0]),
  residPost(blocks[blocks.length - 1]),
  ...blocks.flatMap(({attentionOut, mlpOut}) =>
    [attentionOut, mlpOut].filter(tensor => tensor !== null),
  ),
];

const wantedOf = ({
  position = -1,
  tokens,
  topK = 1,
  heads = false,
}: AttributionRequest): Wanted => ({position, tokens: tokens ?? null, topK, heads});

/** What a part's vector adds to each token's logit: its product with their directions. */
interface Projector {
  position: number;
  scale: number;
  /** One per token, `[d_model]`. */
  directions: Float32Array[];
  /** Mean of gain times column, per token; 0 where the norm takes no mean off. */
  means: number[];
}

function attribute(
  run: StageRun,
  request: AttributionRequest,
  norm: NormSite,
): AttributionResult {
  const {blocks} = run.map;
  const projector = projectorOf(run, request, norm);
  const {position, scale, directions} = projector;
  const {data: row} = valueOf(run, NAMES.row);
  const ids = [...valueOf(run, NAMES.ids).data];
  const {logsumexp} = reduceRow(row, 1);
  const part = (name: string, tensor: string): Part => {
    const {data: values} = valueOf(run, NAMES.at(tensor));
    return {name, logits: directions.map(direction => dot(values, direction) / scale)};
  };
  const parts = [part('embed', residPre(blocks[0]))];
  for (const block of blocks) {
    if (block.attentionOut) {
      const whole = part(`${block.layer}.attn`, block.attentionOut);
      parts.push(...(request.heads ? byHead(run, block, projector, whole) : [whole]));
    }
    if (block.mlpOut) parts.push(part(`${block.layer}.mlp`, block.mlpOut));
  }
  const rest = ids.map(
    (id, i) => row[id] - parts.reduce((sum, {logits: own}) => sum + own[i], 0),
  );
  parts.push({name: 'bias', logits: rest});
  const mixed = blocks.filter(({experts}) => experts).map(({layer}) => layer);
  return {
    position,
    tokens: ids.map(id => scoredToken(run, id, row[id], logsumexp)),
    parts,
    ...(mixed.length > 0 ? {experts: mixed} : {}),
  };
}

/** A layer's part by head; what is left is the bias of the output projection. */
function byHead(
  run: StageRun,
  block: BlockSite,
  {position, scale, means}: Projector,
  whole: Part,
): Part[] {
  const site = block.attention;
  const sizes = site && sizesOf(run, site);
  const back = run.values.get(NAMES.heads(block.layer));
  if (!site || !sizes || !back) return [whole];
  const {heads, queries, valueSize} = sizes;
  const width = means.length + 1;
  const z = tapRow(run, site.context, NAMES.list, position, {
    positions: queries,
    size: valueSize,
  });
  const parts = Array.from({length: heads}, (_, head): Part => {
    const sums = new Float64Array(width);
    for (let d = 0; d < valueSize; d++) {
      const entry = z[head * valueSize + d];
      const from = (head * valueSize + d) * width;
      for (let i = 0; i < width; i++) sums[i] += entry * back.data[from + i];
    }
    const total = sums[means.length];
    return {
      name: `${block.layer}.attn.${head}`,
      logits: means.map((mean, i) => (sums[i] - mean * total) / scale),
    };
  });
  const left = whole.logits.map(
    (logit, i) => logit - parts.reduce((sum, {logits}) => sum + logits[i], 0),
  );
  const isExact = left.every(value => Math.abs(value) < 1e-3);
  return isExact ? parts : [...parts, {name: `${block.layer}.attn.bias`, logits: left}];
}

function projectorOf(
  run: StageRun,
  request: AttributionRequest,
  norm: NormSite,
): Projector {
  const position = positionIn(
    run,
    wantedOf(request).position,
    'probes.attribution.position',
  );
  const end = residPost(run.map.blocks[run.map.blocks.length - 1]);
  const {data: last} = valueOf(run, NAMES.at(end));
  const width = last.length;
  const [scale] = scalesOf(last, width, norm);
  const {data, shape} = rowsOf(run, NAMES.columns);
  const count = shape[1];
  const gain = norm.gain ? valueOf(run, constantOutput(norm.gain).output).data : null;
  const scaled = Array.from({length: count}, (_, column) =>
    Float32Array.from(
      {length: width},
      (__, i) => (gain?.[i] ?? 1) * data[i * count + column],
    ),
  );
  const means = scaled.map(direction => (norm.kind === 'layer' ? meanOf(direction) : 0));
  const directions = scaled.map((direction, i) => direction.map(x => x - means[i]));
  return {position, scale, directions, means};
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
