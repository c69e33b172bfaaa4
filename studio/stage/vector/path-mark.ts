import type {Mark, Paint, Stroke} from '../../vector/drawing.ts';
import {matrixOf} from './matrix.ts';

/**
 * A path as it is about to be painted.
 *
 * @param fill - How to fill it; `null` strokes.
 */
export function pathMark(
  context: CanvasRenderingContext2D,
  d: string,
  fill: {rule: 'nonzero' | 'evenodd'} | null,
): Mark | null {
  if (d === '') return null;
  return {
    kind: 'path',
    d,
    matrix: matrixOf(context),
    fill: fill && {...paintOf(context, context.fillStyle), ...fill},
    stroke: fill ? null : strokeOf(context),
  };
}

function strokeOf(context: CanvasRenderingContext2D): Stroke {
  return {
    ...paintOf(context, context.strokeStyle),
    width: context.lineWidth,
    cap: context.lineCap,
    join: context.lineJoin,
    miterLimit: context.miterLimit,
    dash: context.getLineDash(),
    dashOffset: context.lineDashOffset,
  };
}

/** A context gives back colours as `#rrggbb`, or as `rgba()` where they let through. */
const RGBA = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/;

/** Colour and opacity of a style, as the context has it now. */
export function paintOf(
  context: CanvasRenderingContext2D,
  style: CanvasRenderingContext2D['fillStyle'],
): Paint {
  if (typeof style !== 'string') {
    throw new Error('Gradients and patterns are not told as shapes.');
  }
  const [, r, g, b, alpha] = RGBA.exec(style) ?? [];
  const opacity = context.globalAlpha;
  if (alpha === undefined) return {color: style, opacity};
  return {color: `rgb(${r},${g},${b})`, opacity: opacity * Number(alpha)};
}
