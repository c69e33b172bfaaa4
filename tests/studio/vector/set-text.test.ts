import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import type {TextMark} from '../../../studio/vector/drawing.ts';
import {Outliner} from '../../../studio/vector/outlines.ts';
import {inFaces, outlined} from '../../../studio/vector/set-text.ts';

const FACE =
  'node_modules/@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff2';
const load = (face: string): Promise<Buffer> => readFile(join(ROOT, face));

/** A figure of this face is 0.6 em wide. */
const mark: TextMark = {
  kind: 'text',
  text: ' a<b  -> ',
  face: FACE,
  weight: 500,
  size: 20,
  words: [
    {text: 'a<b', x: 12, width: 36},
    {text: '->', x: 72.126, width: 24},
  ],
  y: 50,
  letterSpacing: 0,
  ligatures: false,
  direction: 'ltr',
  matrix: [1, 0, 0, 1, 5, 0],
  fill: {color: '#112233', opacity: 0.5},
};

test('outlines have their text over them, unseen, and just as wide', async () => {
  const texts = outlined(new Outliner(load));
  const [shape, text] = (await texts.elements(mark)).split('\n');
  expect(shape).toMatch(
    /^<path d="M[^"]+" fill="#112233" fill-opacity="0.5" transform="matrix\(1 0 0 1 5 0\)"\/>$/,
  );
  expect(text).toBe(
    '<text x="12" y="50" font-size="20" textLength="84.13" lengthAdjust="spacingAndGlyphs" fill-opacity="0" transform="matrix(1 0 0 1 5 0)">a&lt;b  -></text>',
  );
  expect(texts.head()).toBe('');
});

test('a browser is told the face, and where each word stands', async () => {
  const texts = inFaces(load);
  const [line, again] = [await texts.elements(mark), await texts.elements(mark)];
  expect(again).toBe(line);
  expect(line).toBe(
    '<text y="50" style="font:500 20px face-1;letter-spacing:0px;font-variant-ligatures:none" fill="#112233" fill-opacity="0.5" transform="matrix(1 0 0 1 5 0)"><tspan x="12">a&lt;b</tspan> <tspan x="72.13">-></tspan></text>',
  );
  const other = await texts.elements({...mark, ligatures: true, weight: 600});
  expect(other).toContain('font:600 20px face-2;letter-spacing:0px"');
  expect(texts.head().match(/@font-face/g)).toHaveLength(2);
  expect(texts.head()).toContain('src:url(data:font/woff2;base64,d09GMg');
});
