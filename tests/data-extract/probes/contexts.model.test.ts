import {describe, expect, test} from 'vitest';

import {defineCapture} from '../../../data-extract/declare/declaration.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {captureOf, filesOf} from '../capture-for-test.ts';

const TEXTS = [
  'She sat by the river on the bank.',
  'He put his money in the bank at noon.',
  'The boat came near the bank again.',
];

describe.each(['encoder', 'decoder'] as const)('a word in several texts, %s', role => {
  test('begins as one vector and parts layer by layer', async () => {
    const declaration = defineCapture({
      role,
      text: TEXTS[0],
      probes: {
        contexts: {
          word: ' bank',
          texts: TEXTS,
        },
        residual: {at: ['post']},
      },
    });
    const files = await filesOf(declaration);
    const {contexts, residual, tokens} = openCapture(declaration, files);
    expect(contexts.rows).toEqual(['static', 0, 1, 2, 3]);
    const [own] = contexts.texts;
    expect(own.tokens.map(({id}) => id)).toEqual(tokens.map(({id}) => id));
    const word = own.tokens.slice(own.first, own.end).map(({text}) => text);
    expect(word.join('')).toBe(' bank');
    // One point at first, apart in the end.
    expect(contexts.cosines[0].smallest).toBeCloseTo(1, 6);
    expect(contexts.cosines[4].smallest).toBeLessThan(0.99);
    const [a, b] = [0, 1].map(text => contexts.places(0).at(text).data);
    expect(a[0]).toBeCloseTo(b[0], 5);
    const alike = contexts.alike(4);
    expect(alike.at(1).data[1]).toBeCloseTo(1, 6);
    expect(alike.at(0).data[1]).toBeCloseTo(alike.at(1).data[0], 6);
    expect(contexts.vector(2, 1).source.layer).toBe(1);
    // The vectors are those of the stream.
    if (role === 'decoder' && own.end - own.first === 1) {
      expect([...contexts.vector(4, 0).data]).toEqual([
        ...residual.at('post', 3).at(own.first).data,
      ]);
    }
    const names = files.capture.invariants.map(({name}) => name);
    expect(names).toContain('a word has one static vector in all texts');
  });
});

test.each([
  [{word: ' bank', texts: TEXTS.slice(1, 2)}, 'there are no two texts'],
  [{word: ' shore', texts: TEXTS}, '" shore" does not stand in the text'],
  [
    {word: 'bank', texts: ['The bank is here.', 'The riverbank is here.']},
    '"bank" is cut in another way',
  ],
])('%j is refused', async (contexts, message) => {
  const bad = captureOf({role: 'encoder', text: 'A bird.', probes: {contexts}});
  await expect(bad).rejects.toThrow(message);
});
