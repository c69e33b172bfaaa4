import type {LogitsResult} from '../../data-extract/probes/logits.ts';

/**
 * The positions of a text whose next tokens a capture has: those that were asked for, or
 * the last ones, of which a graph may give some only. Pure.
 *
 * @param count - How many tokens the text has.
 */
export const scoredPlaces = (
  {positions, at}: Pick<LogitsResult, 'positions' | 'at'>,
  count: number,
): readonly number[] => at ?? positions.map((_, i) => count - positions.length + i);
