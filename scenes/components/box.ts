import {FRAME, LAYOUT} from '../theme/layout.ts';

/** A rectangle in frame coordinates. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** All the room that a picture may take, with air above a caption of two lines. */
export const STAGE: Box = {
  x: LAYOUT.marginX,
  y: LAYOUT.stage.top,
  width: FRAME.width - 2 * LAYOUT.marginX,
  height: LAYOUT.stage.bottom - LAYOUT.stage.top - LAYOUT.air,
};

/** The same of a picture without title and caption around it. */
export const WHOLE_STAGE: Box = {
  ...STAGE,
  y: LAYOUT.marginX,
  height: LAYOUT.ruleY - 2 * LAYOUT.marginX,
};

export const rightOf = ({x, width}: Box): number => x + width;
export const bottomOf = ({y, height}: Box): number => y + height;
export const centreOf = ({x, y, width, height}: Box): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});

/** A box between two others: the interpolation of signals that hold boxes. */
export function lerpBox(from: Box, to: Box, t: number): Box {
  const mix = (a: number, b: number): number => a + (b - a) * t;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  };
}

/** A box on its way: from where to where, and how far it has come. */
export interface Way {
  from: Box;
  to: Box;
  /** 0 to 1. */
  t: number;
}

const ways = new WeakMap<Box, Way>();

/** Like {@link lerpBox}, but the box knows from where to where it is on its way. */
export function travelBox(from: Box, to: Box, t: number): Box {
  if (t === 1) return to;
  const box = lerpBox(from, to, t);
  ways.set(box, {from, to, t});
  return box;
}

/** From where to where a box is on its way, `null` where it rests. */
export const wayOf = (box: Box): Way | null => ways.get(box) ?? null;

/** Sizes of parts: in pixels, or `rest` for an equal share of what is left. */
type Size = number | 'rest';

/** Divide a box from left to right. */
export function columnsOf(box: Box, sizes: readonly Size[], gap: number): Box[] {
  return divide(box.x, box.width, sizes, gap).map(([x, width]) => ({...box, x, width}));
}

/** Divide a box from top to bottom. */
export function rowsOf(box: Box, sizes: readonly Size[], gap: number): Box[] {
  return divide(box.y, box.height, sizes, gap).map(([y, height]) => ({
    ...box,
    y,
    height,
  }));
}

function divide(
  start: number,
  length: number,
  sizes: readonly Size[],
  gap: number,
): [number, number][] {
  const fixed = sizes.reduce<number>(
    (sum, size) => sum + (size === 'rest' ? 0 : size),
    0,
  );
  const rests = sizes.filter(size => size === 'rest').length;
  const spare = length - fixed - gap * (sizes.length - 1);
  // Shares of a length do not add up to the last digit.
  if (spare < -0.5) {
    throw new RangeError(`${sizes.join(', ')} with gaps of ${gap} do not fit ${length}`);
  }
  const rest = Math.max(0, spare) / Math.max(1, rests);
  let at = start;
  return sizes.map(size => {
    const own = size === 'rest' ? rest : size;
    const part: [number, number] = [at, own];
    at += own + gap;
    return part;
  });
}

/** Middle of one side of a box. */
export function middleOf(box: Box, side: 'above' | 'below' | 'left' | 'right'): Point {
  const {x, y} = centreOf(box);
  switch (side) {
    case 'above':
      return {x, y: box.y};
    case 'below':
      return {x, y: bottomOf(box)};
    case 'left':
      return {x: box.x, y};
    case 'right':
      return {x: rightOf(box), y};
  }
}
