import type {Mark, Matrix, Paint, Stroke} from './drawing.ts';
import {escapeXml} from './escape-xml.ts';

/**
 * A drawing as an SVG document.
 *
 * @param marks - What is painted, in order; coordinates are pixels of the drawing.
 * @param size - Of the drawing.
 * @param scale - Pixels of the document per pixel of the drawing.
 * @param outline - The outlines of a text as path data.
 */
export async function toSvg(
  marks: readonly Mark[],
  size: {width: number; height: number},
  scale: number,
  outline: (mark: Extract<Mark, {kind: 'text'}>) => Promise<string>,
): Promise<string> {
  const {width, height} = size;
  const lines: string[] = [];
  let clips = 0;
  for (const mark of marks) {
    switch (mark.kind) {
      case 'open':
        lines.push(`<g opacity="${number(mark.opacity)}">`);
        break;
      case 'image': {
        const box = ['x', 'y', 'width', 'height'] as const;
        const place = box.map(name => ` ${name}="${number(mark[name])}"`).join('');
        const faded = mark.opacity === 1 ? '' : ` opacity="${number(mark.opacity)}"`;
        lines.push(
          `<image href="${mark.url}" preserveAspectRatio="none"${place}${faded}${transformOf(mark.matrix)}/>`,
        );
        break;
      }
      case 'clip': {
        const id = `clip-${++clips}`;
        const rule = mark.rule === 'evenodd' ? ' clip-rule="evenodd"' : '';
        const path = `<path d="${mark.d}"${rule}${transformOf(mark.matrix)}/>`;
        lines.push(`<clipPath id="${id}">${path}</clipPath><g clip-path="url(#${id})">`);
        break;
      }
      case 'close':
        lines.push('</g>');
        break;
      case 'path': {
        const look = mark.stroke ? strokeOf(mark.stroke) : fillOf(mark.fill);
        lines.push(`<path d="${mark.d}"${look}${transformOf(mark.matrix)}/>`);
        break;
      }
      case 'text': {
        const d = await outline(mark);
        const label = escapeXml(mark.text);
        lines.push(
          `<path aria-label="${label}" d="${d}"${fillOf(mark.fill)}${transformOf(mark.matrix)}/>`,
        );
      }
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

type Fill = (Paint & {rule?: 'nonzero' | 'evenodd'}) | null;

function fillOf(fill: Fill): string {
  if (!fill) return ' fill="none"';
  const rule = fill.rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
  return ` fill="${fill.color}"${opacityOf('fill', fill)}${rule}`;
}

function strokeOf(stroke: Stroke): string {
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

function transformOf(matrix: Matrix): string {
  const values = matrix.map(number).join(' ');
  return values === '1 0 0 1 0 0' ? '' : ` transform="matrix(${values})"`;
}

/** Six significant decimals: parts of matrices are small. */
const number = (value: number): string => String(Number(value.toFixed(6)));
