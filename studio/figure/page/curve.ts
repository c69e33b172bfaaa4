/** Where a chip lies, in pixels. */
export interface Spot {
  x: number;
  top: number;
  bottom: number;
}

/** Height of arcs above a line of tokens, and half the foot of one to its own token. */
const HIGHEST = 40;
const LOWEST = 14;
const FOOT = 6;

/**
 * The curve from one chip to another, as an SVG path: an arch over those of one line, the
 * higher the farther, else from the edge of one to the edge of the other. Pure.
 */
export function curveBetween(from: Spot, to: Spot): string {
  const isLine = Math.abs(from.top - to.top) < 8;
  if (isLine) {
    const isSelf = from.x === to.x;
    const [left, right] = isSelf ? [from.x - FOOT, from.x + FOOT] : [from.x, to.x];
    const height = Math.min(HIGHEST, LOWEST + Math.abs(from.x - to.x) / 8);
    const peak = from.top - (height * 4) / 3;
    return path([left, from.top], [left, peak], [right, peak], [right, to.top]);
  }
  const isUp = to.top < from.top;
  const [start, end] = isUp ? [from.top, to.bottom] : [from.bottom, to.top];
  const middle = (start + end) / 2;
  return path([from.x, start], [from.x, middle], [to.x, middle], [to.x, end]);
}

const path = (...points: (readonly [number, number])[]): string => {
  const [start, ...rest] = points.map(([x, y]) => `${round(x)} ${round(y)}`);
  return `M${start}C${rest.join(' ')}`;
};

const round = (value: number): number => Math.round(value * 10) / 10;
