import {cp, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/index.ts';
import type {CaptureResult} from '../../../data-extract/index.ts';
import type {GivenValue} from '../../../data-extract/run/stage-input.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import {difference, readReferenceIn} from '../capture-for-test.ts';
import {openZoo} from './open-zoo.ts';
import {rename} from './rename.ts';

let zoo = '';
beforeAll(async () => {
  zoo = await openZoo();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

const IDS = [5, 17, 42, 7, 301, 42];
const onnx = (model: string, file = 'model.onnx'): string =>
  join(zoo, model, 'onnx', file);
const rolesIn = (file: string): Record<string, string> =>
  Object.fromEntries(
    openStage(file, {withPast: false, body: 'decoder'}).map.inputs.roles,
  );

const CACHE = [0, 1, 2].flatMap(layer =>
  ['key', 'value'].map((part): [string, string] => [
    `past_key_values.${layer}.${part}`,
    `state_of_block_${layer}_${part === 'key' ? 'aaaa' : 'bbbbbb'}`,
  ]),
);
const NEXT = CACHE.map(([past], i): [string, string] => [
  past.replace('past_key_values', 'present'),
  `next_${i}`.padEnd(past.length - 'past_key_values'.length + 'present'.length, 'x'),
]);

const RENAMED: [model: string, names: Record<string, string>, roles: string[]][] = [
  [
    'llama.ts.cache.eager',
    {
      input_ids: 'tokens_in',
      attention_mask: 'which_are_seen',
      position_ids: 'place_of_tok',
      logits: 'scores',
      ...Object.fromEntries([...CACHE, ...NEXT]),
    },
    ['ids', 'mask', 'positions', 'past', 'past', 'past', 'past', 'past', 'past'],
  ],
  [
    'gpt2.ts.eager',
    {
      input_ids: 'tokens_in',
      attention_mask: 'which_are_seen',
      position_ids: 'place_of_tok',
    },
    ['ids', 'mask', 'positions'],
  ],
  [
    'deepseek_v3.dyn18.eager',
    {input_ids: 'xxxxxxxxx', position_ids: 'yyyyyyyyyyyy', logits: 'zzzzzz'},
    ['ids', 'mask', 'positions'],
  ],
  [
    'bert-features.ts.eager',
    // The names say the opposite of what the graph does.
    {
      input_ids: 'segments0',
      token_type_ids: 'word_ids_there',
      attention_mask: 'aaaaaaaaaaaaaa',
    },
    ['ids', 'mask', 'segments'],
  ],
];

describe.each(RENAMED)('%s with inputs of other names', (model, names, roles) => {
  test('is told by what the graph does, and computes the same', async () => {
    const copy = onnx(model, 'renamed.onnx');
    await rename(onnx(model), copy, names);
    expect(Object.values(rolesIn(copy))).toEqual(roles);
    const of = (file: string): Promise<CaptureResult> => capture({model: file, ids: IDS});
    const [theirs, own] = [await of(onnx(model)), await of(copy)];
    expect(own.tensorNames).toEqual(theirs.tensorNames);
    for (const name of own.tensorNames) {
      expect(own.tensor(name).data).toEqual(theirs.tensor(name).data);
    }
    expect(own.results).toEqual(theirs.results);
    expect(own.unrecognised).toEqual(theirs.unrecognised);
    // Reading on from the cache is checked, too, whatever its inputs are called.
    expect(own.capture.invariants).toEqual(theirs.capture.invariants);
  });
});

describe.each(['llama.ts.cache.eager', 'phi3.ts.cache.eager'])(
  'the cache of %s',
  model => {
    test('is told by what the graph does with keys and values', async () => {
      const copy = onnx(model, 'renamed.onnx');
      await rename(onnx(model), copy, {
        'present.0.key': 'key_cache_out',
        'present.0.value': 'value_cache_out',
        // The names say the opposite of what the graph does.
        'present.1.key': 'new_value_2nd',
        'present.1.value': 'new_key_of_2nd_',
        'present.2.key': 'aaaaaaaaaaaaa',
        'present.2.value': 'aaaaaaaaaaaaaab',
      });
      const of = (file: string) =>
        capture({model: file, ids: IDS, probes: {kvCache: {values: true}}});
      const [theirs, own] = [await of(onnx(model)), await of(copy)];
      expect(theirs.tensorNames).toHaveLength(6);
      expect(own.tensorNames).toEqual(theirs.tensorNames);
      for (const name of own.tensorNames) {
        expect(own.tensor(name).data).toEqual(theirs.tensor(name).data);
      }
      expect(own.results.kvCache).toEqual(theirs.results.kvCache);
    });
  },
);

test('a decoder beside an encoder may call its inputs as it likes', async () => {
  const model = 'marian.ts.eager';
  const folder = join(zoo, 'renamed-pair');
  await cp(join(zoo, model), folder, {recursive: true});
  await rename(
    onnx(model, 'decoder_model.onnx'),
    join(folder, 'onnx/decoder_model.onnx'),
    {
      input_ids: 'tokens_in',
      encoder_attention_mask: 'which_source_tokens_ar',
      encoder_hidden_states: 'what_was_read_is_here',
      logits: 'scores',
    },
  );
  const request = {
    ids: IDS,
    targetIds: [1, 8, 90],
    probes: {crossAttention: {pattern: true}},
  } as const;
  const [theirs, own] = [
    await capture({model: join(zoo, model), ...request}),
    await capture({model: folder, ...request}),
  ];
  const name = 'decoder.1.cross_attn.hook_pattern';
  expect(own.tensor(name).shape).toEqual([4, 3, IDS.length]);
  expect(own.tensor(name).data).toEqual(theirs.tensor(name).data);
});

describe('positions', () => {
  test.each([
    ['bart.dyn18.sdpa', 'decoder_model.onnx', 64],
    ['bert-classes.ts.eager', 'model.onnx', 66],
    ['clip_text_model.ts.eager', 'model.onnx', 64],
    ['gpt2.ts.eager', 'model.onnx', 64],
    ['marian.ts.eager', 'encoder_model.onnx', 64],
    ['opt.ts.eager', 'model.onnx', 64],
    // Positions that are turned in, computed distances and slopes have no end.
    ['llama.ts.eager', 'model.onnx', null],
    ['t5.ts.eager', 'decoder_model.onnx', null],
    ['bloom.ts.eager', 'model.onnx', null],
  ])('%s/%s has %j', (model, file, positions) => {
    const {map} = openStage(onnx(model, file), {withPast: false, body: 'decoder'});
    expect(map.positions).toBe(positions);
  });

  test.each([
    ['gpt2.ts.eager', {}],
    ['bart.dyn18.sdpa', {}],
  ])('more ids than %s has are refused before the run', async (model, rest) => {
    const ids = Array.from({length: 70}, () => 5);
    await expect(capture({model: join(zoo, model), ids, ...rest})).rejects.toMatchObject({
      code: 'too-long',
      message: 'The text has 70 tokens, but the model has 64 positions.',
    });
  });

  test('all of them can be read', async () => {
    const ids = Array.from({length: 64}, (_, i) => i);
    const {tokens} = await capture({model: join(zoo, 'gpt2.ts.eager'), ids});
    expect(tokens).toHaveLength(64);
  });

  test('a target that is too long is refused, too', async () => {
    const targetIds = Array.from({length: 65}, () => 5);
    const model = join(zoo, 'marian.ts.eager');
    await expect(capture({model, ids: IDS, targetIds})).rejects.toThrow(
      'The target has 65 tokens, but the model has 64 positions.',
    );
  });

  test.each([
    ['bart.dyn18.sdpa', 'greedy'],
    ['marian.ts.eager', 'beam'],
  ] as const)('%s stops writing (%s) before the last one', async (model, strategy) => {
    const {target, results} = await capture({
      model: join(zoo, model),
      ids: IDS,
      probes: {
        crossAttention: {pattern: true},
        generation: {
          ...(strategy === 'beam' ? {strategy, beams: 2} : {strategy}),
          steps: 100,
          candidates: 1,
        },
      },
    });
    expect(target).toHaveLength(64);
    expect(results.generation?.end).toBe('positions');
    expect(results.generation?.steps).toHaveLength(63);
  });
});

describe('values that are fed', () => {
  test('pixels become patches', async () => {
    const model = join(zoo, 'vit.ts.eager');
    const reference = await readReferenceIn(model);
    const {tokens, tensor} = await capture({
      model,
      feeds: {pixel_values: reference.tensor('pixel_values')},
      probes: {attention: {pattern: true}, residual: {at: ['pre']}},
    });
    expect(tokens.map(({text}) => text)).toEqual(
      Array.from({length: 17}, (_, i) => String(i)),
    );
    const theirs = reference.tensor('hidden_states.1').data;
    expect(difference(tensor('blocks.1.hook_resid_pre').data, theirs)).toBeLessThan(1e-4);
  });

  test('a number fills an input, and a mask of its own hides what it hides', async () => {
    const model = join(zoo, 'gpt2.ts.eager');
    const mask = {data: [1, 1, 0, 1, 1, 1], shape: [1, 6]};
    const probes = {attention: {pattern: true}} as const;
    const masked = await capture({
      model,
      ids: IDS,
      feeds: {attention_mask: mask},
      probes,
    });
    const {data, shape} = masked.tensor('blocks.0.attn.hook_pattern');
    const [heads, queries, keys] = shape;
    for (let h = 0; h < heads; h++) {
      for (let q = 3; q < queries; q++)
        expect(data[(h * queries + q) * keys + 2]).toBe(0);
    }
    const whole = await capture({model, ids: IDS, feeds: {attention_mask: 1}, probes});
    const plain = await capture({model, ids: IDS, probes});
    expect(whole.tensor('blocks.2.attn.hook_pattern').data).toEqual(
      plain.tensor('blocks.2.attn.hook_pattern').data,
    );
    expect(masked.capture.declarationSha256).not.toBe(plain.capture.declarationSha256);
  });

  test.each([
    [{input_ids: 1}, 'The input "input_ids" reads the ids of the tokens'],
    [
      {attention_mask: {data: [0, 1, 1], shape: [1, 3]}},
      'has the axes [1, 3], but the text has 6 tokens.',
    ],
    // A graph would stretch these over all tokens.
    [
      {position_ids: {data: [7], shape: [1, 1]}},
      'has the axes [1, 1], but the text has 6',
    ],
    [
      {attention_mask: {data: new Array<number>(12).fill(1), shape: [2, 6]}},
      'has the axes [2, 6], but the text has 6',
    ],
  ])('%j of a text of six tokens is refused', async (feeds, message) => {
    await expect(
      capture({model: join(zoo, 'gpt2.ts.eager'), ids: IDS, feeds}),
    ).rejects.toThrow(message);
  });

  test('what an encoder does not see its decoder does not, either', async () => {
    const {tensor, target} = await capture({
      model: join(zoo, 'marian.ts.eager'),
      ids: IDS,
      feeds: {attention_mask: {data: [1, 1, 1, 1, 0, 0], shape: [1, 6]}},
      probes: {crossAttention: {pattern: true}},
    });
    const {data, shape} = tensor('decoder.0.cross_attn.hook_pattern');
    expect(shape).toEqual([4, target?.length, 6]);
    expect(data.filter((_, i) => i % 6 > 3).every(weight => weight === 0)).toBe(true);
    expect(data.filter((_, i) => i % 6 < 4).every(weight => weight > 0)).toBe(true);
  });

  test('a decoder alone reads ids, and the states that are given, and writes with both', async () => {
    const folder = join(zoo, 'marian.ts.eager');
    const feeds = (await readReferenceIn(folder)).tensor('encoder_hidden_states.2');
    const made = await capture({
      model: join(folder, 'onnx/decoder_model.onnx'),
      ids: [3, 8, 90],
      feeds: {
        encoder_hidden_states: feeds,
        encoder_attention_mask: {
          data: feeds.data.slice(0, feeds.shape[1]).fill(1),
          shape: feeds.shape.slice(0, 2),
        },
      },
      probes: {
        crossAttention: {pattern: true},
        generation: {strategy: 'greedy', steps: 2, candidates: 1},
        logits: {topK: 1},
      },
    });
    expect(made.target).toBeNull();
    expect(made.tensor('blocks.0.cross_attn.hook_pattern').shape).toEqual([
      4,
      3,
      feeds.shape[1],
    ]);
    const next = made.results.logits?.positions.at(-1)?.top[0];
    expect(made.results.generation?.steps[0].candidates[0].logit).toBeCloseTo(
      next?.logit ?? NaN,
      4,
    );
    await expect(
      capture({model: join(folder, 'onnx/decoder_model.onnx'), ids: [3], targetIds: [3]}),
    ).rejects.toThrow('its model is a decoder');
  });

  test('a model writes with one number for an input, and not with an array', async () => {
    const model = join(zoo, 'gpt2.ts.eager');
    const of = (position_ids: GivenValue | null) =>
      capture({
        model,
        ids: IDS,
        ...(position_ids === null ? {} : {feeds: {position_ids}}),
        probes: {generation: {strategy: 'greedy', steps: 6, candidates: 3}},
      });
    const [own, plain] = [await of(0), await of(null)];
    const logits = ({results}: CaptureResult): unknown =>
      results.generation?.steps.map(({candidates}) => candidates);
    expect(logits(own)).not.toEqual(logits(plain));
    const data = IDS.map((_, i) => i);
    await expect(of({data, shape: [1, IDS.length]})).rejects.toThrow(
      'without the array that is given for its input "position_ids"',
    );
  });

  test.each([
    [{feeds: {pixels: 1}}, 'The model has no input "pixels".'],
    [{ids: IDS}, 'reads no tokens: its inputs are pixel_values'],
    [{text: 'A bird.'}, 'no tokenizer.json'],
    [
      {feeds: {pixel_values: {data: new Float32Array(12), shape: [3, 2, 2]}}},
      'has the axes [3, 2, 2], but the model reads [batch_size, 3, 16, 16]',
    ],
  ])('%j is refused', async (request, message) => {
    const model = join(zoo, 'vit.ts.eager');
    await expect(capture({model, ...request})).rejects.toThrow(message);
  });

  test('an input that is not known is named with what fills it', async () => {
    const copy = onnx('vit.ts.eager', 'without.onnx');
    await rename(onnx('vit.ts.eager'), copy, {pixel_values: 'what_is_read'});
    await expect(capture({model: copy, feeds: {}})).rejects.toMatchObject({
      code: 'model-input',
      message: expect.stringContaining(
        '"what_is_read" float [batch_size, 3, 16, 16]',
      ) as string,
      remedy: 'Give them with --feed what_is_read=FILE.npy.',
    });
  });
});

test('a pointer of Git LFS in the place of a model says what fetches it', async () => {
  const file = onnx('vit.ts.eager', 'pointer.onnx');
  await writeFile(
    file,
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 5\n`,
  );
  await expect(capture({model: file, ids: IDS})).rejects.toMatchObject({
    code: 'model-pointer',
    remedy: expect.stringContaining('git lfs pull') as string,
  });
});
