import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {DataType} from '../../../../data-extract/graph/onnx.ts';
import {openOriginal, openStage} from '../../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../../data-extract/run/open-stage.ts';
import {ModelBuilder} from '../toy/build-model.ts';
import type {End} from '../toy/build-model.ts';

const [VOCAB, WIDTH] = [40, 8];
const INT = DataType.int64;

/** What becomes of an input whose name says nothing. */
type Use = (m: ModelBuilder, stream: string, input: string) => string;

const toFloat = {to: {i: DataType.float}};
const axis = (i: number) => ({axis: {i}});

/** `hidden[:, -n:, :]` before the head. */
const keepLast =
  (shape: 'scalar' | 'list'): Use =>
  (m, stream, input) => {
    const negative = m.node('Neg', [input], 'negative');
    const start =
      shape === 'list'
        ? negative
        : m.node('Unsqueeze', [negative, m.constant('axes', [1], [0])], 'start');
    const end = m.constant('end', [1], [2 ** 40]);
    return m.node('Slice', [stream, start, end, m.constant('one', [1], [1])], 'kept');
  };

/** Positions from a number on, up to as many more as there are tokens. */
const numbersFrom = (m: ModelBuilder, input: string): string => {
  const length = m.node(
    'Gather',
    [m.node('Shape', ['what'], 'sizes'), m.constant('second', [], [1])],
    'length',
    axis(0),
  );
  const end = m.node('Add', [input, length], 'stop');
  return m.node('Range', [input, end, m.constant('step', [], [1])], 'numbers');
};

const lookUp = (m: ModelBuilder, stream: string, numbers: string): string =>
  m.node(
    'Add',
    [
      stream,
      m.node('Gather', [m.weight('wpe', [64, WIDTH]), numbers], 'places', axis(0)),
    ],
    'placed',
  );

/** Angles by which entries are turned, made of position numbers. */
const turn = (m: ModelBuilder, stream: string, numbers: string): string => {
  const wide = m.node('Cast', [numbers], 'wide', toFloat);
  const column = m.node('Unsqueeze', [wide, m.constant('last', [1], [-1])], 'column');
  const angles = m.node('Mul', [column, m.weight('frequencies', [WIDTH])], 'angles');
  return m.node('Mul', [stream, m.node('Cos', [angles], 'cos')], 'turned');
};

const USES: [role: string, what: string, shape: End[2], use: Use][] = [
  ['logits-to-keep', 'how much of the stream the head reads', [], keepLast('scalar')],
  ['logits-to-keep', 'the same as a list of one', [1], keepLast('list')],
  [
    'past-length',
    'where positions of a table begin',
    [],
    (m, stream, input) => lookUp(m, stream, numbersFrom(m, input)),
  ],
  [
    'past-length',
    'where positions that are turned in begin',
    [],
    (m, stream, input) => turn(m, stream, numbersFrom(m, input)),
  ],
  ['positions', 'rows of a table of positions', ['s'], lookUp],
  ['positions', 'numbers that angles are made of', ['s'], turn],
  ['positions', 'the same with a batch', ['b', 's'], turn],
];

test.each(USES)('%s: %s', async (role, _, shape, use) => {
  const m = new ModelBuilder();
  const table = m.weight('wte', [VOCAB, WIDTH]);
  const stream = m.node('Gather', [table, 'what'], 'embedded', axis(0));
  const head = m.weight('head', [WIDTH, VOCAB]);
  m.node('MatMul', [use(m, stream, 'thing'), head], 'out');
  const inputs: End[] = [
    ['what', INT, ['b', 's']],
    ['thing', INT, shape],
  ];
  expect(rolesIn(await read(m.build(inputs, ['out']).model))).toEqual({
    what: 'ids',
    thing: role,
  });
});

test('use-cache: which of two branches runs', async () => {
  const m = new ModelBuilder();
  const table = m.weight('wte', [VOCAB, WIDTH]);
  const stream = m.node('Gather', [table, 'what'], 'embedded', axis(0));
  m.node('MatMul', [stream, m.weight('head', [WIDTH, VOCAB])], 'out');
  const {model} = m.build(
    [
      ['what', INT, ['b', 's']],
      ['use_cache_branch', DataType.bool, [1]],
    ],
    ['out'],
    {branch: true},
  );
  const bytes = Buffer.from(model);
  for (let at = bytes.indexOf('use_cache_branch'); at >= 0;)
    at = bytes.indexOf('use_cache_branch', at + bytes.write('the_second_part_', at));
  const stage = await read(bytes);
  // What it chooses stands in its place then, and nothing is left to be chosen.
  expect([stage.inlined, rolesIn(stage)]).toEqual([true, {what: 'ids'}]);
  expect(rolesIn(openOriginal(stage)).the_second_part_).toBe('use-cache');
});

async function read(model: Uint8Array): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'roles-'));
  try {
    const file = join(folder, 'model.onnx');
    await writeFile(file, model);
    return openStage(file, {withPast: false, body: 'decoder'});
  } finally {
    await rm(folder, {recursive: true});
  }
}

const rolesIn = ({map}: Stage): Record<string, string> =>
  Object.fromEntries(map.inputs.roles);
