import {UserError} from '../../foundations/user-error.ts';
import type {AttentionSource, HeadPlace} from './attention-source.ts';
import type {FigureOptions} from './figure-kind.ts';

type Named = Pick<FigureOptions, 'layer' | 'head' | 'pick'>;

/** The head that is asked for. @throws UserError where none is, or there is none such. */
export function headOf(
  attention: Pick<AttentionSource, 'layers' | 'heads' | 'pick'>,
  options: Named,
  view: string,
): HeadPlace {
  requireNamed(options, view);
  const {layer, head, pick} = options;
  if (pick !== null) return attention.pick(pick);
  requireLayer(attention.layers, layer ?? 0);
  const heads = attention.heads(layer ?? 0);
  if ((head ?? 0) < heads) return {layer: layer ?? 0, head: head ?? 0};
  throw new UserError(
    'flag',
    `--head ${head}: layer ${layer} has ${heads} heads.`,
    `Give 0 to ${heads - 1}.`,
  );
}

/** @throws UserError where a view of one head is asked for, and none is named. */
export function requireNamed({layer, head, pick}: Named, view: string): void {
  if (pick !== null || (layer !== null && head !== null)) return;
  throw new UserError(
    'flag',
    `--view ${view} shows one head, and none is named.`,
    'Give --layer and --head, or a rule: --pick previous-token.',
  );
}

/** @throws UserError where a layer is not among those that there are. */
export function requireLayer(layers: readonly number[], layer: number): void {
  if (layers.includes(layer)) return;
  const [first, last] = [layers[0], layers[layers.length - 1]];
  throw new UserError(
    'flag',
    `--layer ${layer}: the model has no attention there.`,
    first === last ? `It has layer ${first}.` : `It has layers ${first} to ${last}.`,
  );
}
