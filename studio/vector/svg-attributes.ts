import type {Matrix, Paint, Stroke} from './drawing.ts';

type Fill = (Paint & {rule?: 'nonzero' | 'evenodd'}) | null;

/** How a shape is filled, as attributes with a space before each. */
export function fillOf(fill: Fill): string {
  if (!fill) return ' fill="none"';
  const rule = fill.rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
  return ` fill="${fill.color}"${opacityOf('fill', fill)}${rule}`;
}

/** How the outline of a shape is drawn. */
export function strokeOf(stroke: Stroke): string {
  const {color, width, cap, join, miterLimit, dash, dashOffset} = stroke;
  const parts = [
    ' fill="none"',
    ` stroke="${color}"${opacityOf('stroke', stroke)} stroke-width="${number(width)}"`,
    cap === 'butt' ? '' : ` stroke-linecap="${cap}"`,
    join === 'miter'
      ? ` stroke-miterlimit="${number(miterLimit)}"`
      : ` stroke-linejoin="${join}"`,
    dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(number).join(' ')}"`,
    dashOffset === 0 ? '' : ` stroke-dashoffset="${number(dashOffset)}"`,
  ];
  return parts.join('');
}

const opacityOf = (what: 'fill' | 'stroke', {opacity}: Paint): string =>
  opacity === 1 ? '' : ` ${what}-opacity="${number(opacity)}"`;

/** Where a shape is; nothing where its coordinates are those of the drawing. */
export function transformOf(matrix: Matrix): string {
  const values = matrix.map(number).join(' ');
  return values === '1 0 0 1 0 0' ? '' : ` transform="matrix(${values})"`;
}

/** Six significant decimals: parts of matrices are small. */
export const number = (value: number): string => String(Number(value.toFixed(6)));

/** A place or a width as short as a hundredth of a pixel allows. */
export const short = (value: number): string => String(Number(value.toFixed(2)));
