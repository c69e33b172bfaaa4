import {describe, expect, test} from 'vitest';

import declaration from '../../../scenes/04-context-and-attention/encoder-decoder.capture.ts';
import {
  readTranslation,
  sharpestHead,
} from '../../../scenes/04-context-and-attention/encoder-decoder.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';
import {capturedFiles} from '../captured-files.ts';

const SOURCE = {model: 'a', revision: '', dtype: 'fp32'};

const open = async () =>
  openCapture(
    declaration,
    await capturedFiles('04-context-and-attention/encoder-decoder'),
  );

describe('encoder and decoder', () => {
  test('a token has the weights of the query that decides on it', async () => {
    const capture = await open();
    const {rows, written, facts} = readTranslation(capture);
    const pattern = capture.crossAttention.pattern(facts.layer, facts.head);
    expect(rows.shape).toEqual([written.length, capture.tokens.length]);
    written.forEach((_, step) => {
      expect(rows.at(step).data).toEqual(pattern.at(step).data);
      expect(rows.at(step).data.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 5);
    });
    // The decoder reads its start token, and then what it has written, but for the last.
    expect(capture.target?.tokens.slice(1).map(({id}) => id)).toEqual(
      written.slice(0, -1).map(({id}) => id),
    );
    expect(written.map(({text}) => text).join('')).toContain(capture.generation.text);
    expect(written.at(-1)?.special).toBe(true);
  });

  test('all that the encoder made is drawn, a part for each token', async () => {
    const {states, tokens, facts} = readTranslation(await open());
    expect(states.data).toHaveLength(tokens.length * facts.width);
  });

  test('what has no attention looks at one vector, and says that it is made up', async () => {
    const {single, tokens} = readTranslation(await open());
    expect(single.source.illustrative).toBe(true);
    for (let step = 0; step < single.shape[0]; step++) {
      expect([...single.at(step).data]).toEqual(tokens.map((_, i) => Number(i > 2)));
    }
  });

  test('that a sentence was seen in training is said of models that saw it', async () => {
    const capture = await open();
    const of = (model: string): boolean =>
      readTranslation({...capture, source: {...capture.source, model}}).isSeen;
    expect([of('tiny-translator'), of('another')]).toEqual([true, false]);
  });

  test.each([
    // The end token, the last key, does not count as text.
    [
      [
        [0, 0.1, 0.9],
        [0.6, 0.4, 0],
        [0.5, 0.5, 0],
      ],
      [0, 1],
      {layer: 0, head: 1},
    ],
    [
      [
        [0, 0.1, 0.9],
        [0.6, 0.4, 0],
        [0.5, 0.5, 0],
      ],
      [0, 1, 2],
      {layer: 0, head: 0},
    ],
    // Of equal ones the first.
    [
      [
        [0.5, 0.5, 0],
        [0.5, 0.5, 0],
        [0.5, 0.5, 0],
      ],
      [0, 1],
      {layer: 0, head: 0},
    ],
    [
      [
        [0, 0, 1],
        [0, 0, 1],
        [0, 1, 0],
      ],
      [0, 1],
      {layer: 1, head: 0},
    ],
  ])('of heads %j the sharpest', (weights, keys, head) => {
    const at = (index: number): Tensor =>
      new Tensor(Float32Array.from(weights[index]), [1, 3], ['query', 'key'], SOURCE);
    const patterns = {
      layers: 2,
      heads: 2,
      pattern: (layer: number, own: number) => at(Math.min(2, layer * 2 + own)),
    };
    expect(sharpestHead(patterns, keys, 1)).toMatchObject(head);
  });
});
