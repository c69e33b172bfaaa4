import type {CapturedToken} from '../../data-extract/text/token.ts';
import {openCapture} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import {evenly} from '../components/evenly.ts';
import type {FigureKind} from './figure-kind.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';
import {tokenPlace} from './token-place.ts';
import {tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import {tokensRead, withoutPadding} from './without-padding.ts';

/** How long the vectors of the stream are. */
export interface ResidualFigure {
  /** Those of the window. */
  tokens: readonly CapturedToken[];
  window: TokenWindow;
  /** Before the first layer (`embed`), where it is known, and after each that is drawn. */
  rows: readonly ('embed' | number)[];
  /** How many such points there are. */
  layers: number;
  /** `[row, position]`. */
  lengths: StoredTensor;
}

const MOST = {columns: {whole: 16, half: 10}, rows: 24} as const;

export const residual: FigureKind<ResidualFigure> = {
  shows: 'how long the vectors of the residual stream are, by layer and position',
  of: 'model',
  views: [],
  takes: ['token'],
  asksAt: false,
  readsText: true,
  probes: () => ({residual: {at: ['pre', 'post'], lengths: true}}),
  lacks: ({tensors}) =>
    tensors.some(({name}) => /^(blocks|decoder)\..*hook_resid_post$/.test(name))
      ? null
      : 'residual',
  read(files, {token}, room) {
    const probes = {residual: {at: ['pre', 'post'] as const, lengths: true}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {residual: stream} = opened;
    const read = withoutPadding(tokensRead(opened));
    const {tokens} = read;
    const asked = tokenPlace(tokens, token, tokens.length - 1);
    const window = tokenWindow(read, asked, MOST.columns[room]);
    const layers = Array.from({length: stream.layers}, (_, i) => i).filter(layer =>
      stream.has('post', layer),
    );
    const first = stream.has('pre', 0) ? ['embed' as const] : [];
    const points = [...first, ...layers];
    const drawn = evenly(points.length, MOST.rows).map(i => points[i]);
    const parts = drawn.map(point => {
      const whole =
        point === 'embed' ? stream.lengths('pre', 0) : stream.lengths('post', point);
      const places = read.places.slice(window.first, window.end);
      const drawn = places.map(place => whole.data[place]);
      return Tensor.of(drawn, 'position', whole.source);
    });
    return {
      tokens: tokens.slice(window.first, window.end),
      window,
      rows: drawn,
      layers: points.length,
      lengths: storeTensor(Tensor.stack(parts, 'row')),
    };
  },
};
