import {UserError} from '../../foundations/user-error.ts';
import type {HeadRule} from '../../data-extract/stage/head-rule.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import type {Source, Tensor} from '../captured/tensor.ts';
import type {FigureOptions} from './figure-kind.ts';

/** A head by its place. */
export interface HeadPlace {
  layer: number;
  head: number;
}

/** What is known of an attention whatever of it was captured, padding left out. */
export interface AttentionFacts {
  /** Layers that were captured. */
  layers: readonly number[];
  /** How many layers there are. */
  depth: number;
  queries: readonly CapturedToken[];
  keys: readonly CapturedToken[];
  /** How many padding tokens are left out, of the queries and of the keys. */
  padding: {queries: number; keys: number};
  causal: boolean;
  isCross: boolean;
  source: Source;
}

/** The attention of a capture: whole patterns, or of a long text parts of them. */
export interface AttentionSource extends AttentionFacts {
  /** How many heads a layer has that was captured. */
  heads(layer: number): number;
  /**
   * What a query gives to each key, `[key]`.
   *
   * @throws UserError where its row was not captured.
   */
  row(place: HeadPlace, query: number): Tensor;
  /**
   * What blocks of keys have together, averaged over blocks of queries, of all heads,
   * `[head, query, key]`.
   *
   * @throws UserError where they were not captured.
   */
  cells(layer: number): Tensor;
  /** @throws UserError where the rule cannot be followed. */
  pick(rule: HeadRule): HeadPlace;
}

/** Whether a capture is of an encoder and a decoder, which have three attentions. */
export const isPair = ({capture}: Pick<CaptureFiles, 'capture'>): boolean =>
  capture.target !== undefined;

/** Where an attention lies in a capture. @throws UserError where the model is one graph. */
export function placeOf(
  {capture}: Pick<CaptureFiles, 'capture'>,
  of: FigureOptions['of'],
): {stack: string; module: 'attn' | 'cross_attn'; hook: string} {
  const hasTwo = isPair({capture});
  if (of !== null && !hasTwo) {
    throw new UserError(
      'flag',
      `--of ${of}: the model is one graph.`,
      'Leave it out; it is for encoder-decoders.',
    );
  }
  const stack = !hasTwo ? 'blocks' : of === 'encoder' ? 'encoder' : 'decoder';
  const module = of === 'cross' ? 'cross_attn' : 'attn';
  return {stack, module, hook: `.${module}.hook_pattern`};
}

/** Layers of which there is a tensor of that name. */
export const layersWith = (
  {capture}: Pick<CaptureFiles, 'capture'>,
  stack: string,
  hook: string,
): number[] =>
  capture.tensors.flatMap(({name}) => {
    const [first, layer, ...rest] = name.split('.');
    return first === stack && `.${rest.join('.')}` === hook ? [Number(layer)] : [];
  });

/** How many layers there are: of an encoder beside a decoder, as far as they are there. */
export const depthOf = (
  {capture}: Pick<CaptureFiles, 'capture'>,
  stack: string,
  layers: readonly number[],
): number =>
  stack === 'encoder' ? Math.max(...layers) + 1 : capture.provenance.model.layers;

/** A mistake in a rule, by the flag that it came with. */
export function asPickError(error: unknown): unknown {
  if (!(error instanceof UserError) || error.code !== 'declaration') return error;
  const message = error.message.replace(/^heads\.pick(\.\w+)?/, '--pick');
  return new UserError('flag', message, 'Name tokens as this model splits the text.');
}
