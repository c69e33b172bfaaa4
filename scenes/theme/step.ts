import {EASE} from './motion.ts';

/**
 * How far one of several things has come, 0 to 1, eased: for the `paint` of components
 * that count.
 *
 * @param progress - The signal's value.
 * @param index - Which thing, from 0.
 */
export function step(progress: number, index: number): number {
  return EASE(Math.min(1, Math.max(0, progress - index)));
}
