import {UserError} from '../../../foundations/user-error.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import {nowhereOf} from '../../../scenes/figures/attention.facts.ts';
import type {FigureOptions} from '../../../scenes/figures/figure-kind.ts';
import {headOf} from '../../../scenes/figures/head-of.ts';
import {tokenPlace} from '../../../scenes/figures/token-place.ts';
import {openPatterns} from '../../../scenes/figures/whole-patterns.ts';
import type {OpenedPatterns} from '../../../scenes/figures/whole-patterns.ts';
import {packRow} from '../page/packed-row.ts';
import type {PackedRow} from '../page/packed-row.ts';
import type {AttentionStart, LayerPage, StackPage} from '../page/page-data.ts';
import type {PageKind} from './page-kind.ts';
import {pageTokens} from './page-tokens.ts';
import {chosenLayers} from './chosen-layers.ts';
import {requireRoom} from './page-room.ts';

/** Shares in so many steps of 1: hundredths of a percent, tenths, and percents. */
const STEPS = [10_000, 1000, 100] as const;

type Of = FigureOptions['of'];

export const attentionPage: PageKind = {
  takesLayers: true,
  probes({layer}, {kind, attention, heads, tokens, layers, isKept}) {
    const chosen = chosenLayers(attention, layers);
    if (layer !== null && kind !== 'encoder-decoder') placeAmong(chosen, layer);
    const isCausal = kind === 'decoder';
    requireRoom({
      tokens: tokens.length,
      heads: heads ?? 1,
      layers: chosen.length,
      isCausal,
    });
    const pattern = {
      pattern: true,
      ...(layers === null || isKept ? {} : {layers}),
    } as const;
    return {
      attention: pattern,
      ...(kind === 'encoder-decoder' ? {crossAttention: pattern} : {}),
    };
  },
  read({files, options, layers}) {
    const opened = stacksIn(files).map(of => ({
      of,
      found: openPatterns(files, {...options, of}),
    }));
    const wanted = opened.findIndex(({of}) => of === options.of);
    if (options.of !== null && wanted < 0) throw lacking(options.of);
    const stack = Math.max(0, wanted);
    const drawn = opened.map(one => ({
      ...one,
      layers: chosenLayers(one.found.layers, layers),
    }));
    const start = startOf(drawn[stack], stack, options);
    return STEPS.map(steps => () => ({
      kind: 'attention',
      stacks: drawn.map(one => stackPage(one, steps)),
      start,
      steps,
      padding: Math.max(
        ...drawn.map(({found: {padding}}) => Math.max(padding.queries, padding.keys)),
      ),
    }));
  },
};

/** A stack with the layers of it that the page has. */
interface DrawnStack {
  of: Of;
  found: OpenedPatterns;
  layers: readonly number[];
}

/** Attentions that a capture holds, the decoder's own first. */
function stacksIn({capture}: CaptureFiles): Of[] {
  if (capture.target === undefined) return [null];
  const holds = (start: string, hook: string): boolean =>
    capture.tensors.some(
      ({name}) => name.startsWith(`${start}.`) && name.endsWith(`.${hook}.hook_pattern`),
    );
  return [
    ...(holds('decoder', 'attn') ? (['decoder'] as const) : []),
    ...(holds('decoder', 'cross_attn') ? (['cross'] as const) : []),
    ...(holds('encoder', 'attn') ? (['encoder'] as const) : []),
  ];
}

const lacking = (of: string): UserError =>
  new UserError(
    'figure-capture',
    `The capture lacks the attention that --of ${of} names.`,
    'Make it with `aim figure attention --save-capture`, or leave --of out.',
  );

function startOf(
  {found, layers}: DrawnStack,
  stack: number,
  options: FigureOptions,
): AttentionStart {
  const {queries} = found;
  const query = tokenPlace(queries, options.token, queries.length - 1);
  const isNamed = options.pick !== null || options.layer !== null;
  const {layer, head} = isNamed
    ? headOf({...found, pick: rule => found.pick(rule, layers)}, options, 'arcs')
    : {layer: layers[0], head: 0};
  return {stack, layer: placeAmong(layers, layer), head, query};
}

/** @throws UserError where a page has not the layer with which it is to begin. */
function placeAmong(layers: readonly number[], layer: number): number {
  const place = layers.indexOf(layer);
  if (place >= 0) return place;
  throw new UserError(
    'flag',
    `--layers leaves out layer ${layer}, with which the page is to begin.`,
    'Name it in --layers, too.',
  );
}

const stackPage = ({of, found, layers}: DrawnStack, steps: number): StackPage => ({
  of,
  queries: pageTokens(found.queries),
  keys: pageTokens(found.keys),
  layers: layers.map(layer => layerPage(found, layer, steps)),
});

function layerPage(
  {patterns, causal, queries, keys}: OpenedPatterns,
  layer: number,
  steps: number,
): LayerPage {
  const {data, shape, source} = patterns.patterns(layer);
  const row = (head: number, query: number): PackedRow => {
    const start = (head * queries.length + query) * keys.length;
    return packRow(data, start, start + (causal ? query + 1 : keys.length), steps);
  };
  const nowhere = Array.from({length: shape[0]}, (_, head) =>
    queries.map((_, query) => {
      const start = (head * queries.length + query) * keys.length;
      const share = nowhereOf(data.subarray(start, start + keys.length));
      return Math.round(share * STEPS[0]) / STEPS[0];
    }),
  );
  return {
    layer,
    causal,
    nowhere: nowhere.flat().some(share => share > 0) ? nowhere : null,
    unverified: source.unverified === true,
    heads: Array.from({length: shape[0]}, (_, head) =>
      queries.map((_, i) => row(head, i)),
    ),
  };
}
