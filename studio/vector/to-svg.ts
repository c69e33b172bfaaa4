import type {Mark} from './drawing.ts';
import type {TextSetter} from './set-text.ts';
import {fillOf, number, strokeOf, transformOf} from './svg-attributes.ts';

/**
 * A drawing as an SVG document.
 *
 * @param marks - What is painted, in order; coordinates are pixels of the drawing.
 * @param size - Of the drawing.
 * @param scale - Pixels of the document per pixel of the drawing.
 * @param texts - How texts are set.
 */
export async function toSvg(
  marks: readonly Mark[],
  size: {width: number; height: number},
  scale: number,
  texts: TextSetter,
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
          `<image xlink:href="${mark.url}" preserveAspectRatio="none"${place}${faded}${transformOf(mark.matrix)}/>`,
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
      case 'text':
        lines.push(await texts.elements(mark));
    }
  }
  const head = texts.head();
  // Inkscape finds pictures by the older name of their address alone.
  const link = marks.some(({kind}) => kind === 'image')
    ? ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg"${link} width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">`,
    ...(head === '' ? [] : [head]),
    ...lines,
    '</svg>\n',
  ].join('\n');
}
