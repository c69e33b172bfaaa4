import {expect, test} from 'vitest';

import lmHead from '../../../scenes/07-architecture/lm-head.capture.ts';
import {readHead} from '../../../scenes/07-architecture/lm-head.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

test('the bars of the head account for all of the vocabulary', async () => {
  const capture = openCapture(lmHead, await capturedFiles('07-architecture/lm-head'));
  const {scores, shares, facts} = readHead(capture);
  const {logsumexp} = capture.logits.positions[capture.logits.positions.length - 1];
  scores.data.forEach((score, i) =>
    expect(shares.data[i]).toBeCloseTo(Math.exp(score - logsumexp), 5),
  );
  expect(shares.data.length).toBe(scores.data.length + 1);
  expect(shares.data.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  expect(facts.sum + facts.rest).toBeCloseTo(1, 9);
  expect(facts.shown + facts.others).toBe(capture.logits.vocab);
});

test('what the last vector makes of a row of the head sums to the score', async () => {
  const capture = openCapture(lmHead, await capturedFiles('07-architecture/lm-head'));
  const {products, scores, rows, vector, vectors, last} = readHead(capture);
  expect(products.shape).toEqual(rows.shape);
  expect(vector.data).toEqual(vectors.at(last).data);
  const {biases} = capture.unembed;
  scores.data.forEach((score, i) => {
    const sum = products.at(i).data.reduce((all, product) => all + product, biases[i]);
    expect(sum).toBeCloseTo(score, 3);
  });
});
