import type {Box} from './box.ts';

/**
 * A ramp from left to right as boxes that are filled one after the other. Each goes on to
 * the end, so that at no size does the ground shine through between two.
 *
 * @param count - How many shades; two or more.
 * @returns The boxes, each with how far along the ramp its shade is, 0 to 1.
 */
export const rampSteps = (bar: Box, count: number): (Box & {share: number})[] =>
  Array.from({length: count}, (_, i) => {
    const before = (bar.width * i) / count;
    return {
      ...bar,
      share: i / (count - 1),
      x: bar.x + before,
      width: bar.width - before,
    };
  });
