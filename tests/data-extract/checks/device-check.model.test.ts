import {join} from 'node:path';

import {beforeAll, expect, test} from 'vitest';

import {
  comparedSamples,
  deviceCheck,
  differenceOf,
} from '../../../data-extract/checks/device-check.ts';
import {feedsFor} from '../../../data-extract/run/feeds.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../data-extract/run/open-stage.ts';
import {openSession} from '../../../data-extract/run/session.ts';
import type {Results} from '../../../data-extract/stage/computed.ts';
import {joinExtras, NO_EXTRAS} from '../../../data-extract/stage/extras.ts';
import {textLists} from '../../../data-extract/stage/samples.ts';
import type {SampledRows} from '../../../data-extract/stage/samples.ts';
import {ROOT} from '../capture-for-test.ts';

const rows = (...data: number[]): SampledRows[] => [
  {data: Float32Array.from(data), shape: [1, 2, 2], rows: {checked: 16, of: 100}},
];

test.each<[string, SampledRows[], number]>([
  ['the same', rows(1, 2, 3, 4), 0],
  ['a number that is off by a quarter of the largest', rows(1, 2, 2, 4), 0.25],
  ['a number that is none', rows(1, NaN, 3, 4), Infinity],
  ['a tensor of another size', rows(1, 2), Infinity],
  ['no tensor', [], Infinity],
])('%s', (_, values, error) => {
  expect(differenceOf(values, rows(1, 2, 3, 4))).toEqual({
    error,
    rows: {checked: 16, of: 100},
  });
});

// The CPU stands in for the other device: what it would give is made of the CPU's values.
let stage: Stage;
const values = new Map<number, Results>();
const tokensOf = (length: number) =>
  Array.from({length}, (_, i) => ({
    id: (i * 37 + 11) % 2048,
    text: '',
    bytes: '',
    start: 0,
    end: 0,
    special: false,
  }));
const contextOf = (length: number) => ({
  map: stage.map,
  tokens: tokensOf(length),
  crossTokens: [],
  whole: new Set<string>(),
  often: false,
  scores: null,
  together: true,
});
const inputOf = (length: number) => ({ids: [tokensOf(length).map(({id}) => id)]});
const extrasOf = (length: number) =>
  joinExtras([
    ...comparedSamples(contextOf(length), stage.map).map(({extras}) => extras),
    {...NO_EXTRAS, lists: textLists(contextOf(length))},
  ]);
const LENGTHS = [5, 100];
beforeAll(async () => {
  const file = join(ROOT, 'assets/models/tiny-decoder/onnx/model.onnx');
  stage = openStage(file, {withPast: false, body: 'decoder'});
  for (const length of LENGTHS) {
    const names = comparedSamples(contextOf(length), stage.map).map(one => one.output);
    const session = await openSession(stage, names, extrasOf(length), 'cpu');
    values.set(length, await session.run(feedsFor(stage.map, inputOf(length)), names));
    await session.close();
  }
});

const compare = (length: number, own: Results, device: 'cpu' | 'webgpu' = 'webgpu') =>
  deviceCheck(
    {stage, input: inputOf(length)},
    {
      run: {
        ...contextOf(length),
        values: own,
      },
      extras: extrasOf(length),
      device,
      isHalf: false,
    },
  );
const ofLength = (length: number): Results => values.get(length) ?? new Map();

test.each([
  [5, null],
  [100, {checked: 16, of: 100}],
])('a device that computes what the CPU does of %i tokens', async (length, looked) => {
  expect(ofLength(length).size).toBe(9);
  expect(await compare(length, ofLength(length))).toEqual([
    {name: 'webgpu = cpu', error: 0, rows: looked, tolerance: 1e-3},
  ]);
});

test.each(LENGTHS)('a device with one layer off by 3 is noticed in %i', async length => {
  const own = new Map(ofLength(length));
  const [name] = [...own.keys()].slice(2);
  const {data, shape} = own.get(name) ?? {data: new Float32Array(), shape: []};
  own.set(name, {data: data.map(value => value + 3), shape});
  const [{error}] = await compare(length, own);
  expect(error).toBeGreaterThan(1e-3);
});

test('the CPU is not compared with itself', async () => {
  expect(await compare(5, ofLength(5), 'cpu')).toEqual([]);
});
