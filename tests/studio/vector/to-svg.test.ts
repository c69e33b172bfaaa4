import {describe, expect, test} from 'vitest';

import type {Mark, Matrix} from '../../../studio/vector/drawing.ts';
import type {TextSetter} from '../../../studio/vector/set-text.ts';
import {toSvg} from '../../../studio/vector/to-svg.ts';

const PLAIN: Matrix = [1, 0, 0, 1, 0, 0];
const path = {
  kind: 'path',
  d: 'M0 0h1',
  matrix: PLAIN,
  fill: null,
  stroke: null,
} as const;
const stroke = {
  color: '#112233',
  opacity: 1,
  width: 2.5,
  cap: 'butt',
  join: 'miter',
  miterLimit: 10,
  dash: [],
  dashOffset: 0,
} as const;
const text = {
  kind: 'text',
  text: 'a < "b" & c\u0001',
  face: 'f',
  weight: 500,
  size: 20,
  words: [],
  y: 0,
  letterSpacing: 0,
  ligatures: true,
  direction: 'ltr',
  matrix: PLAIN,
  fill: {color: '#000000', opacity: 1},
} as const;

const TEXTS: TextSetter = {
  elements: ({text: own}) => Promise.resolve(`<text>${own.length}</text>`),
  head: () => '',
};

const bodyOf = async (...marks: Mark[]): Promise<string> => {
  const svg = await toSvg(marks, {width: 100, height: 50}, 2, TEXTS);
  return svg.split('\n').slice(1, -2).join('\n');
};

describe('toSvg()', () => {
  test('has the size of the drawing, scaled', async () => {
    const svg = await toSvg([], {width: 100, height: 50}, 2, TEXTS);
    expect(svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 100 50">\n</svg>\n',
    );
  });

  test.each<[Mark, string]>([
    [
      {...path, fill: {color: '#ABCDEF', opacity: 1, rule: 'nonzero'}},
      '<path d="M0 0h1" fill="#ABCDEF"/>',
    ],
    [
      {...path, fill: {color: '#ABCDEF', opacity: 0.42, rule: 'evenodd'}},
      '<path d="M0 0h1" fill="#ABCDEF" fill-opacity="0.42" fill-rule="evenodd"/>',
    ],
    [
      {...path, matrix: [0.8, -0.6, 0.6, 0.8, 10, 20], stroke},
      '<path d="M0 0h1" fill="none" stroke="#112233" stroke-width="2.5" stroke-miterlimit="10" transform="matrix(0.8 -0.6 0.6 0.8 10 20)"/>',
    ],
    [
      {
        ...path,
        stroke: {
          ...stroke,
          opacity: 0.5,
          cap: 'round',
          join: 'round',
          dash: [8, 6],
          dashOffset: 3,
        },
      },
      '<path d="M0 0h1" fill="none" stroke="#112233" stroke-opacity="0.5" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" stroke-dasharray="8 6" stroke-dashoffset="3"/>',
    ],
    [text, '<text>12</text>'],
    [
      {
        kind: 'image',
        url: 'data:,',
        x: 1,
        y: 2,
        width: 3,
        height: 4,
        matrix: PLAIN,
        opacity: 0.5,
      },
      '<image xlink:href="data:," preserveAspectRatio="none" x="1" y="2" width="3" height="4" opacity="0.5"/>',
    ],
  ])('%#', async (mark, line) => {
    expect(await bodyOf(mark)).toBe(line);
  });

  test('fades groups as one', async () => {
    expect(await bodyOf({kind: 'open', opacity: 0.5}, text, {kind: 'close'})).toMatch(
      /^<g opacity="0.5">\n<text>.*\n<\/g>$/,
    );
  });

  test('clips what follows', async () => {
    const clip = {kind: 'clip', d: 'M0 0h9', matrix: PLAIN, rule: 'nonzero'} as const;
    expect(await bodyOf(clip, clip, text, {kind: 'close'}, {kind: 'close'})).toMatch(
      /^<clipPath id="clip-1"><path d="M0 0h9"\/><\/clipPath><g clip-path="url\(#clip-1\)">\n<clipPath id="clip-2">.*\n<text>.*\n<\/g>\n<\/g>$/,
    );
  });

  test('names where addresses of pictures come from, as Inkscape asks', async () => {
    const image = {
      kind: 'image',
      url: 'data:,',
      x: 0,
      y: 0,
      width: 1,
      height: 1,
    } as const;
    const marks = [{...image, matrix: PLAIN, opacity: 1}];
    const svg = await toSvg(marks, {width: 4, height: 3}, 1, TEXTS);
    expect(svg).toMatch(/^<svg [^>]*xmlns:xlink="http:\/\/www\.w3\.org\/1999\/xlink"/);
    expect(await toSvg([], {width: 4, height: 3}, 1, TEXTS)).not.toContain('xlink');
  });
});
