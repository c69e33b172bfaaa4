import {expect, test} from 'vitest';

import mask from '../../../scenes/09-self-attention/causal-mask.capture.ts';
import encoder from '../../../scenes/09-self-attention/causal-mask.encoder.capture.ts';
import {readMask} from '../../../scenes/09-self-attention/causal-mask.facts.ts';
import values from '../../../scenes/09-self-attention/combine-values.capture.ts';
import {readValues} from '../../../scenes/09-self-attention/combine-values.facts.ts';
import made from '../../../scenes/09-self-attention/make-qkv.capture.ts';
import {readHead} from '../../../scenes/09-self-attention/make-qkv.facts.ts';
import many from '../../../scenes/09-self-attention/many-heads.capture.ts';
import {KINDS, readKinds} from '../../../scenes/09-self-attention/many-heads.facts.ts';
import twice from '../../../scenes/09-self-attention/many-heads.repeat.capture.ts';
import looks from '../../../scenes/09-self-attention/what-is-it.capture.ts';
import {readHeads} from '../../../scenes/09-self-attention/what-is-it.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const files = (scene: string) => capturedFiles(`09-self-attention/${scene}`);

test('what a caption says of a head is what its row of the pattern shows', async () => {
  const capture = openCapture(looks, await files('what-is-it'));
  const {query, rowOf, facts} = readHeads(capture);
  const {data} = rowOf(capture.heads.antecedent);
  expect(facts.antecedent.share).toBeCloseTo(data[capture.heads.antecedent.key.index], 6);
  expect(facts.sink.share).toBe(rowOf(capture.heads.sink).data[0]);
  expect(data.subarray(query + 1).every(share => share === 0)).toBe(true);
});

test('q, k and v of the token are among those of all heads', async () => {
  const told = readHead(openCapture(made, await files('make-qkv')));
  const [q, k, v] = told.parts.map(part => part.made.at(told.at));
  expect([...q.data]).toEqual([...told.all.queries.at(told.head).data]);
  const group = Math.floor((told.head * told.facts.keyHeads) / told.facts.heads);
  expect([...k.data]).toEqual([...told.all.keys.at(group).data]);
  expect([...v.data]).toEqual([...told.all.values.at(group).data]);
  expect(told.parts[0].weights.shape).toEqual([told.facts.width, told.facts.size]);
  // The number that is written out is the largest of the query.
  const largest = Math.max(...q.data.map(Math.abs));
  expect(Math.abs(q.data[told.column])).toBe(largest);
});

test('weighted values add up to z, whichever tokens have a row', async () => {
  const told = readValues(openCapture(values, await files('combine-values')));
  const {rows, others} = told.keyRows;
  const sum = new Float32Array(told.z.data.length);
  for (const key of [...rows, ...others]) {
    told.values.at(key).data.forEach((value, i) => {
      sum[i] += value * told.shares.data[key];
    });
  }
  told.z.data.forEach((value, i) => expect(sum[i]).toBeCloseTo(value, 4));
  told.after.data.forEach((value, i) =>
    expect(told.before.data[i] + told.out.data[i]).toBeCloseTo(value, 3),
  );
});

test('every head is of one kind; induction shows in words that are read twice', async () => {
  const told = readKinds(
    openCapture(many, await files('many-heads')),
    openCapture(twice, await files('many-heads.repeat')),
  );
  const kinds = KINDS.filter(kind => kind !== 'induction').map(told.ofKind);
  const all = kinds.flat().sort((a, b) => a - b);
  expect(all).toEqual(Array.from({length: told.facts.heads}, (_, i) => i));
  expect([...told.tally.data]).toEqual(KINDS.map(kind => told.ofKind(kind).length));
});

test('the mask hides what lies ahead, and an encoder has none', async () => {
  const told = readMask(
    openCapture(mask, await files('causal-mask')),
    openCapture(encoder, await files('causal-mask.encoder')),
  );
  const ahead = (pattern: typeof told.pattern): number =>
    Math.max(
      ...Array.from({length: pattern.shape[0] - 1}, (_, row) =>
        Math.max(...pattern.at(row).data.subarray(row + 1)),
      ),
    );
  expect(ahead(told.pattern)).toBe(0);
  expect(ahead(told.both)).toBeGreaterThan(0.5);
  expect(told.facts.first).toBe(1);
});
