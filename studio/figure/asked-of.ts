import type {AttentionSite, ModelMap} from '../../data-extract/graph/model-map.ts';
import {headSizes} from '../../data-extract/inspect.ts';
import type {OpenedModel} from '../../data-extract/pipeline/open.ts';
import {targetTokens} from '../../data-extract/pipeline/read.ts';
import {requireIds} from '../../data-extract/run/require-tokens.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {withSpans} from '../../data-extract/writing/write-text.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {
  AskedOfLong,
  FigureKind,
  FigureOptions,
  LongText,
} from '../../scenes/figures/figure-kind.ts';
import {requireLayer} from '../../scenes/figures/head-of.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {tokenPlace} from '../../scenes/figures/token-place.ts';
import type {FigureRequest, RunModels} from './figure-request.ts';
import type {PageModel} from './html/page-kind.ts';
import {pageOf} from './html/page-kinds.ts';

/** A model before it runs for a figure. */
export interface ReadyModel {
  opened: Pick<OpenedModel, 'open' | 'tokenizer' | 'resolved'>;
  run: Pick<RunModels, 'text' | 'ids' | 'target'>;
  /** Whether the capture is kept for other figures. */
  isKept: boolean;
}

type Asking = Pick<FigureRequest, 'kind' | 'format' | 'options' | 'layers'>;

/**
 * What a model is asked for a figure.
 *
 * @throws UserError where an option does not fit the model or the text: before it runs.
 */
export function askedOf(
  {kind: name, format, options, layers}: Asking,
  ready: ReadyModel,
): Pick<AskedOfLong, 'probes'> & Partial<AskedOfLong> {
  const {opened, isKept} = ready;
  const kind: FigureKind = KINDS[name];
  requireIds(ready.run.ids ?? [], (opened.open.encoder ?? opened.open.main).map);
  const own = askedAt(kind, options, ready);
  requireKnownLayer(options, opened);
  const page = format === 'html' ? pageOf(name) : null;
  if (page) return {probes: page.probes(own, {...pageModel(ready), layers, isKept})};
  const read = tokensRead(options, ready);
  const long = read && kind.ofLong?.(own, {...read, isKept});
  return long || {probes: kind.probes(own)};
}

/**
 * What is read by the part of a model that is asked; `null` for a text of a decoder that
 * has yet to be written: how long it will be nobody knows.
 */
function tokensRead(
  {of}: Pick<FigureOptions, 'of'>,
  ready: ReadyModel,
): Pick<LongText, 'tokens' | 'keys'> | null {
  const {opened, run} = ready;
  const text = tokensOf(ready);
  if (opened.open.kind !== 'encoder-decoder' || of === 'encoder') {
    return {tokens: text, keys: []};
  }
  if (run.target === null) return null;
  const tokens = targetTokens(run.target, opened);
  return {tokens, keys: of === 'cross' ? text : []};
}

/** What a page depends on: of a pair, the half that reads the text. */
function pageModel(
  ready: ReadyModel,
): Pick<PageModel, 'kind' | 'attention' | 'heads' | 'tokens'> {
  const {open, resolved} = ready.opened;
  const {map} = open.encoder ?? open.main;
  return {
    kind: open.kind,
    attention: layersOf(map, 'self'),
    heads: headSizes(map, resolved.config).heads,
    tokens: tokensOf(ready),
  };
}

const layersOf = ({attention}: ModelMap, role: AttentionSite['role']): number[] =>
  attention.filter(site => site.role === role).map(({layer}) => layer);

/** The tokens of the text. */
const tokensOf = ({
  opened: {tokenizer},
  run: {text, ids},
}: ReadyModel): CapturedToken[] =>
  text === null
    ? withSpans(ids ?? [], id => tokenizer.token(id))
    : tokenizer.encode(text, {specialTokens: true});

/** The options with the number of the token, where the model is asked at one alone. */
function askedAt(
  {asksAt}: FigureKind,
  options: FigureOptions,
  ready: ReadyModel,
): FigureOptions {
  if (!asksAt || typeof options.token !== 'string') return options;
  if (ready.opened.open.kind === 'encoder-decoder') {
    throw new UserError(
      'flag',
      `--token ${options.token}: which tokens the decoder reads is known once it has run.`,
      'Give the number of one of these, from 0.',
    );
  }
  if (ready.run.text === null) {
    throw new UserError(
      'flag',
      `--token ${options.token}: of ids only the numbers of their places are known.`,
      'Give its number, from 0.',
    );
  }
  const tokens = tokensOf(ready);
  return {...options, token: tokenPlace(tokens, options.token, tokens.length - 1)};
}

/** @throws UserError where the model has no attention in a layer that is named. */
function requireKnownLayer(
  {layer, of}: FigureOptions,
  {open: {main, encoder}}: ReadyModel['opened'],
): void {
  const {map} = of === 'encoder' && encoder ? encoder : main;
  const layers = layersOf(map, of === 'cross' ? 'cross' : 'self');
  if (layer !== null && layers.length > 0) requireLayer(layers, layer);
}
