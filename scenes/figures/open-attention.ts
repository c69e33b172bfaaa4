import type {CaptureFiles} from '../captured/open-capture.ts';
import {placeOf} from './attention-source.ts';
import type {AttentionSource} from './attention-source.ts';
import type {FigureOptions} from './figure-kind.ts';
import {openParts} from './pattern-parts.ts';
import {openPatterns} from './whole-patterns.ts';

/**
 * The attention of a capture that `of` names: whole patterns where it has them.
 *
 * @throws UserError where it has no such.
 */
export function openAttention(
  files: CaptureFiles,
  {of}: Pick<FigureOptions, 'of'>,
): AttentionSource {
  const {hook} = placeOf(files, of);
  const isWhole = files.capture.tensors.some(({name}) => name.endsWith(hook));
  return isWhole ? openPatterns(files, {of}) : openParts(files, {of});
}
