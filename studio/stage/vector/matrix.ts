import type {Matrix} from '../../vector/drawing.ts';

/** The present transform of a context. */
export function matrixOf(context: CanvasRenderingContext2D): Matrix {
  const {a, b, c, d, e, f} = context.getTransform();
  return [a, b, c, d, e, f];
}
