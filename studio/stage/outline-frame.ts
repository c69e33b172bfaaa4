import type {Quad} from '../lint/judge/record.ts';

/** Colours that stand out from every picture of the course. */
const OUTLINE = {inner: '#FF00FF', outer: '#FFFFFF'} as const;
const AIR = 8;

/**
 * A picture with places outlined.
 *
 * @param scale - Pixels of the canvas per pixel of the frame.
 * @returns A PNG data URL.
 */
export function outlineFrame(
  picture: HTMLCanvasElement,
  quads: readonly Quad[],
  scale: number,
): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width: picture.width, height: picture.height});
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no 2D canvas.');
  context.drawImage(picture, 0, 0);
  context.scale(scale, scale);
  for (const quad of quads) {
    context.beginPath();
    for (const {x, y} of grown(quad)) context.lineTo(x, y);
    context.closePath();
    context.lineWidth = 7;
    context.strokeStyle = OUTLINE.outer;
    context.stroke();
    context.lineWidth = 4;
    context.strokeStyle = OUTLINE.inner;
    context.stroke();
  }
  return canvas.toDataURL('image/png');
}

/** A quad with air around it. */
function grown(quad: Quad): {x: number; y: number}[] {
  const centre = {
    x: quad.reduce((sum, {x}) => sum + x, 0) / 4,
    y: quad.reduce((sum, {y}) => sum + y, 0) / 4,
  };
  const [a, b, , d] = quad;
  const along = unit(a, b);
  const down = unit(a, d);
  return quad.map(({x, y}) => {
    const dot = (axis: {x: number; y: number}): number =>
      Math.sign((x - centre.x) * axis.x + (y - centre.y) * axis.y) * AIR;
    return {
      x: x + dot(along) * along.x + dot(down) * down.x,
      y: y + dot(along) * along.y + dot(down) * down.y,
    };
  });
}

function unit(
  from: {x: number; y: number},
  to: {x: number; y: number},
): {x: number; y: number} {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return {x: (to.x - from.x) / length, y: (to.y - from.y) / length};
}
