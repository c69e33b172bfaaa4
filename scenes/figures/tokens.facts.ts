import type {TokenizerFacts} from '../../data-extract/capture/format.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import {openTokens} from '../captured/tokens.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind} from './figure-kind.ts';
import {tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';

/** A text as some tokenizers cut it. */
export interface TokensFigure {
  tokenizers: readonly {
    label: string;
    vocab: number;
    /** Those that may have room: as many of the first are drawn as fit. */
    tokens: readonly CapturedToken[];
    window: TokenWindow;
    source: Source;
  }[];
}

/** No more tokens stand on a line; how many do depends on how long they are. */
const PER_LINE = 24;
/** So many lines fit; a name takes one. */
const LINES = 11;

export const tokens: FigureKind<TokensFigure> = {
  shows: 'how tokenizers cut a text, one below the other',
  of: 'tokenizers',
  views: [],
  takes: [],
  asksAt: false,
  readsText: true,
  probes: () => ({}),
  lacks: ({results}) => (results.text?.kind === 'tokens' ? null : 'tokens'),
  read(files) {
    const {tokenizers} = openTokens(files);
    const lines = Math.max(1, Math.floor(LINES / tokenizers.length) - 1);
    const most = PER_LINE * lines;
    return {
      tokenizers: tokenizers.map(one => {
        const {label, vocab, tokens: all} = one;
        const source = stampOf(one, files);
        const window = tokenWindow({tokens: all, padding: 0}, 0, most);
        const own = all.slice(window.first, window.end);
        return {label, vocab, tokens: own, window, source};
      }),
    };
  },
};

/** A tokenizer of a package as its version; one of a folder by its content. */
function stampOf(
  {name, label, from, source}: TokenizerFacts & {source: Source},
  {capture}: CaptureFiles,
): Source {
  if (from.includes('@')) return source;
  const sha256 = capture.provenance.tokenizers?.find(one => one.name === name)?.sha256;
  return {model: label, revision: (sha256 ?? '').slice(0, 7), dtype: ''};
}
