import {join} from 'node:path';

import {beforeAll, expect, test} from 'vitest';

import {
  comparedTensors,
  deviceCheck,
  differenceOf,
} from '../../../data-extract/checks/device-check.ts';
import {feedsFor} from '../../../data-extract/run/feeds.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../data-extract/run/open-stage.ts';
import {openSession} from '../../../data-extract/run/session.ts';
import type {Results} from '../../../data-extract/stage/computed.ts';
import {lastLogits} from '../../../data-extract/stage/logits.ts';
import {ROOT} from '../capture-for-test.ts';

const tensor = (...data: number[]): Results =>
  new Map([['x', {data: Float32Array.from(data), shape: [1, 2, 2]}]]);

test.each<[string, Results, number]>([
  ['the same', tensor(1, 2, 3, 4), 0],
  ['a number that is off by a quarter of the largest', tensor(1, 2, 2, 4), 0.25],
  ['a number that is none', tensor(1, NaN, 3, 4), Infinity],
  ['a tensor of another size', tensor(1, 2), Infinity],
  ['no tensor', new Map(), Infinity],
])('%s', (_, values, error) => {
  expect(differenceOf(values, tensor(1, 2, 3, 4)).error).toBe(error);
});

test('of a long text some positions are compared, which is said', () => {
  const data = Float32Array.from({length: 200}, (_, i) => i);
  const long: Results = new Map([['x', {data, shape: [1, 100, 2]}]]);
  expect(differenceOf(long, long)).toEqual({error: 0, rows: {checked: 16, of: 100}});
});

// The CPU stands in for the other device: what it would give is made of the CPU's values.
let stage: Stage;
let values: Results;
const input = {ids: [[5, 3, 9, 11, 7]]};
const extras = () => lastLogits(stage.map.head?.logits ?? '').extras;
beforeAll(async () => {
  const file = join(ROOT, 'assets/models/tiny-decoder/onnx/model.onnx');
  stage = openStage(file, {withPast: false, body: 'decoder'});
  const names = comparedTensors(stage);
  const session = await openSession(stage, names, extras(), 'cpu');
  values = await session.run(feedsFor(stage.map, input), names);
  await session.close();
});

const compare = (own: Results, device: 'cpu' | 'webgpu' = 'webgpu') =>
  deviceCheck({stage, input}, {values: own, extras: extras(), device, isHalf: false});

test('a device that computes what the CPU does', async () => {
  expect(values.size).toBe(9);
  expect(await compare(values)).toEqual([
    {name: 'webgpu = cpu', error: 0, rows: null, tolerance: 1e-3},
  ]);
});

test('a device with one layer off by 3 is noticed', async () => {
  const [name] = comparedTensors(stage).slice(2);
  const own = new Map(values);
  const {data, shape} = values.get(name) ?? {data: new Float32Array(), shape: []};
  own.set(name, {data: data.map(value => value + 3), shape});
  const [{error}] = await compare(own);
  expect(error).toBeGreaterThan(1e-3);
});

test('the CPU is not compared with itself', async () => {
  expect(await compare(values, 'cpu')).toEqual([]);
});
