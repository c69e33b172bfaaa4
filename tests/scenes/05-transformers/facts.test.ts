import {describe, expect, test} from 'vitest';

import declaration from '../../../scenes/05-transformers/fill-the-blank.capture.ts';
import decoderDeclaration from '../../../scenes/05-transformers/fill-the-blank.decoder.capture.ts';
import {readHole} from '../../../scenes/05-transformers/fill-the-blank.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

describe('fill the blank', async () => {
  const id = '05-transformers/fill-the-blank';
  const encoder = openCapture(declaration, await capturedFiles(id));
  const decoder = openCapture(decoderDeclaration, await capturedFiles(`${id}.decoder`));
  const found = readHole(encoder, decoder);

  test('the hole is the hidden word, and its row of attention is whole', () => {
    expect(encoder.tokens[found.at].text).toBe('[MASK]');
    expect(found.row.data.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 5);
    const behind = found.row.data
      .subarray(0, found.at + 1)
      .reduce((all, share) => all + share, 0);
    expect(behind + found.facts.ahead).toBeCloseTo(1, 5);
    expect(found.facts.ahead).toBeGreaterThan(0);
  });

  test('the decoder is asked at the token before the hole', () => {
    expect(found.facts.before).toBe('very');
    expect(found.others.labels[0]).toBe(found.facts.other);
    expect(found.guesses.labels[0]).toBe('sad');
  });

  test('an encoder looks ahead, a decoder does not', () => {
    const above = ({data, shape: [count]}: typeof found.pattern): number =>
      data.reduce(
        (all, share, i) => (i % count > Math.floor(i / count) ? all + share : all),
        0,
      );
    expect(above(found.triangle)).toBe(0);
    expect(above(found.pattern)).toBeGreaterThan(1);
  });

  test('the first token has a vector after every layer', () => {
    expect(found.first.shape).toEqual([encoder.model.layers, found.facts.width]);
  });
});
