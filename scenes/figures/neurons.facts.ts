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

type Named = Pick<ScoredToken, 'id' | 'text' | 'bytes'>;

/** Which neurons write the answer. */
export interface NeuronsFigure {
  prompt: Prompt;
  answer: Named & {logit: number};
  neurons: readonly {layer: number; index: number; promotes: readonly Named[]}[];
  /** What each adds to the answer's logit, `[neuron]`. */
  adds: StoredTensor;
  source: Source;
}

const MOST_TOKENS: Record<Room, number> = {whole: 30, half: 15};
/** So many rows, where nothing else is asked for. */
const ROWS: Record<Room, number> = {whole: 10, half: 8};
/** So many tokens that a neuron speaks for. */
const PROMOTES = 5;

export const neurons: FigureKind<NeuronsFigure> = {
  shows: 'which neurons write the answer, and what each speaks for',
  of: 'model',
  views: [],
  takes: ['token', 'top'],
  asksAt: true,
  readsText: true,
  probes: ({token, top}) => ({
    neurons: {
      most: top ?? ROWS.whole,
      promotes: PROMOTES,
      ...(typeof token === 'number' ? {position: token} : {}),
    },
  }),
  lacks: ({results}) => (results.neurons ? null : 'neurons'),
  read(files, {token, top}, room) {
    const probes = {neurons: {}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {neurons: found, source} = opened;
    const {read, asked} = readUpTo(tokensRead(opened), found.position);
    requireAsked(read.tokens, token, asked);
    const {id, text, bytes, logit} = found.answer;
    const rows = found.neurons.slice(0, top ?? ROWS[room]);
    const adds = rows.map(neuron => neuron.logit);
    return {
      prompt: promptOf(read, asked, MOST_TOKENS[room]),
      answer: {id, text, bytes, logit},
      neurons: rows.map(({layer, index, promotes}) => ({
        layer,
        index,
        promotes: promotes.map(one => ({id: one.id, text: one.text, bytes: one.bytes})),
      })),
      adds: storeTensor(Tensor.of(adds, 'neuron', source)),
      source,
    };
  },
};
