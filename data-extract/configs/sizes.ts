import type {Architecture} from './architecture.ts';

/** A part of a model that parameters are counted by. */
export type SizedPart =
  | 'embedding'
  | 'attention'
  | 'mlp'
  | 'router'
  | 'experts'
  | 'sharedExperts'
  | 'norm'
  | 'head';

/** Parameters of a part of a model. */
export interface PartSize {
  part: SizedPart;
  total: number;
  /** Of these, what one token goes through. */
  active: number;
  /** In how many layers it stands; 0 outside of them. */
  layers: number;
  /** Parameters in one of these layers, and outside of them all. */
  each: number;
}

/** The cache of keys and values of one sequence. */
export interface CacheSize {
  /** Numbers for a token in one layer: keys and values. */
  perLayer: number;
  /** Bytes of a number. */
  bytesPerNumber: number;
  /** Bytes for a token in all layers. */
  bytesPerToken: number;
  /** The same were there as many heads of keys as of queries, and were there only one. */
  bytesPerTokenMha: number;
  bytesPerTokenMqa: number;
}

/** What a configuration comes to. */
export interface ModelSizes {
  total: number;
  /** Parameters that one token goes through; fewer where experts are chosen. */
  active: number;
  parts: PartSize[];
  /** One expert of one layer, `null` without experts. */
  expert: number | null;
  cache: CacheSize;
}

/**
 * Parameters by part, active ones, and bytes of the cache. Biases and norms count.
 *
 * @param bytesPerNumber - Of the cache: 2 for half precision, 4 for fp32.
 */
export function sizesOf(of: Architecture, bytesPerNumber: number): ModelSizes {
  const {layers, experts} = of;
  const dense = experts ? Math.min(experts.denseLayers, layers) : layers;
  const sparse = layers - dense;
  const expert = experts && mlp(of, experts.ffn);
  const inLayers = (
    part: SizedPart,
    each: number,
    count = layers,
    activeEach = each,
  ): PartSize => ({
    part,
    each,
    layers: count,
    total: each * count,
    active: activeEach * count,
  });
  const outside = (part: SizedPart, each: number): PartSize => ({
    part,
    each,
    layers: 0,
    total: each,
    active: each,
  });
  const parts = [
    outside('embedding', embedding(of)),
    inLayers('attention', attention(of)),
    inLayers('mlp', mlp(of, of.ffn), dense),
    ...(experts && expert !== null
      ? [
          inLayers('router', of.dModel * experts.count, sparse),
          inLayers('experts', experts.count * expert, sparse, experts.topK * expert),
          inLayers('sharedExperts', experts.shared * expert, sparse),
        ]
      : []),
    inLayers('norm', 2 * norm(of)),
    outside('norm', outerNorms(of) * norm(of)),
    outside('head', head(of)),
  ].filter(({total}) => total > 0);
  const sum = (which: 'total' | 'active'): number =>
    parts.reduce((all, part) => all + part[which], 0);
  return {
    total: sum('total'),
    active: sum('active'),
    parts,
    expert,
    cache: cacheOf(of, bytesPerNumber),
  };
}

/** Bytes of the cache for so many heads of keys. */
function cacheOf(
  {layers, heads, keyHeads, headSize}: Architecture,
  bytesPerNumber: number,
): CacheSize {
  const bytes = (own: number): number => 2 * layers * own * headSize * bytesPerNumber;
  return {
    perLayer: 2 * keyHeads * headSize,
    bytesPerNumber,
    bytesPerToken: bytes(keyHeads),
    bytesPerTokenMha: bytes(heads),
    bytesPerTokenMqa: bytes(1),
  };
}

const linear = (from: number, to: number, bias: boolean): number =>
  from * to + (bias ? to : 0);

/** Queries, keys, values, and the way back. */
function attention({dModel, heads, keyHeads, headSize, biases}: Architecture): number {
  const [own, shared] = [heads * headSize, keyHeads * headSize];
  return (
    linear(dModel, own, biases) +
    2 * linear(dModel, shared, biases) +
    linear(own, dModel, biases)
  );
}

const mlp = ({dModel, gated, biases}: Architecture, width: number): number =>
  (gated ? 2 : 1) * linear(dModel, width, biases) + linear(width, dModel, biases);

/** Gain, and of LayerNorm bias. */
const norm = ({dModel, norm: kind}: Architecture): number =>
  kind === 'layer' ? 2 * dModel : dModel;

/** Before the first block where norms come after the additions, else after the last. */
const outerNorms = ({order, segments}: Architecture): number =>
  order === 'pre' || segments > 0 ? 1 : 0;

function embedding({vocab, dModel, positions, context, segments}: Architecture): number {
  const rows = vocab + segments + (positions === 'learned' ? (context ?? 0) : 0);
  return rows * dModel;
}

/** What reads the last stream, the table of token vectors left out where it is used again. */
function head(of: Architecture): number {
  const {dModel, vocab} = of;
  const table = of.tied ? 0 : dModel * vocab;
  const dense = linear(dModel, dModel, true);
  switch (of.head) {
    case 'vocabulary':
      return table;
    case 'pooler':
      return dense;
    case 'masked':
      return dense + norm(of) + table + vocab;
  }
}
