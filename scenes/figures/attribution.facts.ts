import type {ScoredToken} from '../../data-extract/stage/next-tokens.ts';
import {openCapture} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind, Room} from './figure-kind.ts';
import {promptOf, readUpTo} from './prompt.ts';
import type {Prompt} from './prompt.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';
import {requireAsked} from './token-place.ts';
import {tokensRead} from './without-padding.ts';

/** A part of a model that adds to a logit. */
export interface AddingPart {
  kind: 'embed' | 'attn' | 'mlp' | 'experts' | 'bias';
  /** `null` for the embedding, and for what belongs to no part. */
  layer: number | null;
  /** Of attention that was taken apart by head. */
  head: number | null;
}

/** What each part of a model adds to the logit of the answer. */
export interface AttributionFigure {
  prompt: Prompt;
  answer: Pick<ScoredToken, 'id' | 'text' | 'bytes' | 'logit' | 'probability'>;
  parts: readonly AddingPart[];
  /** What they add, `[part]`: together the logit. */
  adds: StoredTensor;
  /** Indices of parts that have a row, in the model's order, and of all others. */
  rows: readonly number[];
  others: readonly number[];
  source: Source;
}

const MOST_TOKENS: Record<Room, number> = {whole: 30, half: 15};
/** So many rows, where nothing else is asked for. */
const ROWS: Record<Room, number> = {whole: 12, half: 8};
/** Constants that add less than this to a logit are rounding. */
const LITTLE = 1e-3;

export const attribution: FigureKind<AttributionFigure> = {
  shows: 'what each layer or head adds to the logit of the answer',
  of: 'model',
  views: ['layers', 'heads'],
  takes: ['view', 'token', 'top'],
  asksAt: true,
  readsText: true,
  probes: ({view, token}) => ({
    attribution: {
      heads: view === 'heads',
      ...(typeof token === 'number' ? {position: token} : {}),
    },
  }),
  lacks: ({results}) => (results.attribution ? null : 'attribution'),
  read(files, {token, top}, room) {
    const probes = {attribution: {}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {attribution: found, source} = opened;
    const {read, asked} = readUpTo(tokensRead(opened), found.position);
    requireAsked(read.tokens, token, asked);
    const [{id, text, bytes, logit, probability}] = found.tokens;
    const told = found.parts
      .map(({name, logits: [adds]}) => ({...partOf(name, found.experts ?? []), adds}))
      .filter(({kind, adds}) => kind !== 'bias' || Math.abs(adds) > LITTLE);
    const bySize = [...told.keys()].sort(
      (a, b) => Math.abs(told[b].adds) - Math.abs(told[a].adds),
    );
    const most = top ?? ROWS[room];
    const adds = told.map(part => part.adds);
    return {
      prompt: promptOf(read, asked, MOST_TOKENS[room]),
      answer: {id, text, bytes, logit, probability},
      parts: told.map(({kind, layer, head}) => ({kind, layer, head})),
      adds: storeTensor(Tensor.of(adds, 'part', source)),
      rows: bySize.slice(0, most).sort((a, b) => a - b),
      others: bySize.slice(most),
      source,
    };
  },
};

/** A part by its name (`embed`, `2.attn`, `2.attn.4`, `2.mlp`, `bias`), of layers some of which are experts. */
export function partOf(name: string, experts: readonly number[]): AddingPart {
  const [first, kind, last] = name.split('.');
  if (kind === undefined)
    return {kind: first as 'embed' | 'bias', layer: null, head: null};
  const layer = Number(first);
  const fed = experts.includes(layer) ? 'experts' : 'mlp';
  return {
    kind: kind === 'attn' ? 'attn' : fed,
    layer,
    head: last === undefined || !/^\d+$/.test(last) ? null : Number(last),
  };
}
