import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {figureWords} from '../../../scenes/figures/words.ts';
import {figure} from '../../../studio/figure/index.ts';

/** A vocabulary of words in many scripts; `[UNK]` and pieces of words are in it, too. */
const FOLDER = join(ROOT, 'tests/fixtures/tokenizers/many-scripts');

test('tokens of all scripts are drawn as texts, shaped as the browser does', async () => {
  const file = await readFile(join(FOLDER, 'tokenizer.json'), 'utf8');
  const {model} = JSON.parse(file) as {model: {vocab: Record<string, number>}};
  const words = Object.keys(model.vocab).filter(word => !/^(?:##|\[)/.test(word));
  // Each outline is refused that is not as wide as the browser's text.
  const svg = await figure('tokens', {model: FOLDER, text: words.join(' ')});
  expect(words.length).toBeGreaterThan(30);
  // A word may be of several faces, whose texts stand side by side.
  const drawn = textsOf(svg).join('');
  for (const word of words.filter(word => !/\p{Emoji_Modifier}|[()\d]|١/u.test(word)))
    expect(drawn).toContain(word);
  expect(drawn).toContain('👋🏽👩‍💻🏽');
  expect(svg).not.toContain('bytes');
});

test('pieces of a character are written as their bytes, and a note says so', async () => {
  const model = join(ROOT, 'assets/models/tiny-decoder');
  const svg = await figure('tokens', {model, text: 'naïve', locale: 'ko'});
  const drawn = textsOf(svg);
  expect(drawn).toEqual(expect.arrayContaining(['C3', 'AF']));
  // Faces of several scripts write the note, a text for each.
  expect(drawn.join('')).toContain(figureWords('ko').bytes);
});

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text);
