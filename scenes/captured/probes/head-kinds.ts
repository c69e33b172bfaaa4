import type {HeadKindsResult, KnownHead} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';

/** What a head mostly does with the text, or that it looks for what came next. */
export type HeadKind = KnownHead['kind'] | 'induction';

/** What the heads of a model do with the text. */
export interface CapturedHeadKinds {
  /** Kinds by layer and head. */
  kinds: readonly (readonly KnownHead['kind'][])[];
  /** By layer and head: whether it looks for what came next the last time. */
  induction: readonly (readonly ('induction' | 'other')[])[];
  /** How many heads are of each kind. */
  counts: HeadKindsResult['counts'];
  /** Shares, 0 to 1, from which a head counts as looking at one place, or as even. */
  limits: HeadKindsResult['limits'];
  /** Means of one head, 0 to 1. */
  head(layer: number, head: number): KnownHead;
}

export function openHeadKinds(reader: CaptureReader): CapturedHeadKinds {
  const {layers, counts, limits} = resultOf(reader, 'headKinds');
  const isInduction = ({induction}: KnownHead): boolean =>
    induction !== null && induction >= limits.most;
  return {
    kinds: layers.map(({heads}) => heads.map(({kind}) => kind)),
    induction: layers.map(({heads}) =>
      heads.map(head => (isInduction(head) ? 'induction' : 'other')),
    ),
    counts,
    limits,
    head(layer, head) {
      const found = layers.find(one => one.layer === layer)?.heads.at(head);
      if (!found) throw new RangeError(`head ${head} of layer ${layer} was not captured`);
      return found;
    },
  };
}
