import {describe, expect, test} from 'vitest';

import lens from '../../../scenes/08-transformer-block/when-does-it-know.capture.ts';
import {readLens} from '../../../scenes/08-transformer-block/when-does-it-know.facts.ts';
import parts from '../../../scenes/08-transformer-block/who-wrote-it.capture.ts';
import {readParts} from '../../../scenes/08-transformer-block/who-wrote-it.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

describe('who wrote it', async () => {
  const capture = openCapture(
    parts,
    await capturedFiles('08-transformer-block/who-wrote-it'),
  );
  const found = readParts(capture);

  test('what the parts add makes up the logit that the head gives', () => {
    const sum = found.adds.data.reduce((all, part) => all + part, 0);
    expect(sum).toBeCloseTo(found.facts.logit, 3);
    expect(found.totals.data.at(-1)).toBeCloseTo(found.facts.logit, 3);
  });

  test('every part has a row or is among the others, with its vector', () => {
    const all = [...found.rows, ...found.others].sort((a, b) => a - b);
    expect(all).toEqual([...found.parts.keys()]);
    expect(found.vectors.shape).toEqual([found.parts.length, 192]);
  });
});

describe('when does it know', async () => {
  const capture = openCapture(
    lens,
    await capturedFiles('08-transformer-block/when-does-it-know'),
  );
  const {layers, knows, ranks, shares, facts} = readLens(capture);

  test('the answer stays first from the row that stands out', () => {
    expect(knows).not.toBeNull();
    layers.forEach(({rank}, row) => {
      if (row >= (knows ?? 0)) expect(rank).toBe(1);
    });
    expect(layers[(knows ?? 1) - 1].rank).toBeGreaterThan(1);
  });

  test('rank and share are those of the token that ends the text', () => {
    const last = layers[layers.length - 1];
    expect(last.top[0].text?.trim()).toBe(facts.answer);
    expect(shares.data.at(-1)).toBeCloseTo(last.top[0].probability, 6);
    expect(ranks.data.at(-1)).toBe(1);
  });
});
