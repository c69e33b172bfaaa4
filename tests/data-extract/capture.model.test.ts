import {cp, mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, describe, expect, test} from 'vitest';

import {capture, captureMany, UserError} from '../../data-extract/index.ts';
import {PROBE_NAMES, probesNamed} from '../../data-extract/probes/defaults.ts';
import {ROOT} from './capture-for-test.ts';

const DECODER = 'assets/models/tiny-decoder';
const PATTERN = 'blocks.0.attn.hook_pattern';
const probes = {attention: {pattern: true}} as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-once-'));
});
afterEach(() => rm(folder, {recursive: true}));

describe('ids instead of a text', () => {
  test('give the same values as the text they come from', async () => {
    const text = await capture({model: DECODER, text: 'Lily saw a bird.', probes});
    const ids = text.tokens.map(({id}) => id);
    const byIds = await capture({model: DECODER, ids, probes});
    expect(byIds.tensor(PATTERN)).toEqual(text.tensor(PATTERN));
    expect(byIds.tokens.map(token => token.text)).toEqual(
      text.tokens.map(token => token.text),
    );
  });

  test('need no tokenizer', async () => {
    await mkdir(join(folder, 'onnx'));
    for (const file of ['onnx/model.onnx', 'config.json']) {
      await cp(join(ROOT, DECODER, file), join(folder, file));
    }
    const {tokens, tensor} = await capture({model: folder, ids: [5, 3, 9], probes});
    expect(tokens).toEqual(
      [5, 3, 9].map(id => ({
        id,
        text: null,
        bytes: '',
        start: 0,
        end: 0,
        special: false,
      })),
    );
    expect(tensor(PATTERN).shape).toEqual([6, 3, 3]);
    await expect(capture({model: folder, text: 'Lily', probes})).rejects.toThrow(
      /tokenizer/,
    );
  });

  test.each([
    [[], 'no ids'],
    [[1, -1], '-1 is no token id'],
    [[0.5], '0.5 is no token id'],
    [[2048], 'no token 2048: its vocabulary has 2048'],
  ])('%j are refused', async (ids, message) => {
    await expect(capture({model: DECODER, ids, probes})).rejects.toThrow(message);
  });
});

test('a tokenizer whose tokens the model has not is refused before anything runs', async () => {
  await cp(join(ROOT, DECODER), folder, {recursive: true});
  const other = join(ROOT, 'assets/models/tiny-translator/tokenizer.json');
  await cp(other, join(folder, 'tokenizer.json'));
  await expect(
    capture({model: folder, text: 'Lily saw a bird.', probes}),
  ).rejects.toMatchObject({code: 'tokenizer-vocabulary'});
  // Without one, a text of a list says why.
  await rm(join(folder, 'tokenizer.json'));
  const made = captureMany({model: folder, texts: ['Lily'], probes});
  await expect(made.next()).rejects.toThrow('has no tokenizer.json');
});

test('ids may lie in an array of one type', async () => {
  const typed = Int32Array.from([5, 3, 9]) as unknown as number[];
  const {tokens} = await capture({model: DECODER, ids: typed, probes});
  expect(tokens.map(({id}) => id)).toEqual([5, 3, 9]);
});

test.each([
  ['tiny-encoder', ['[CLS]', 'Hi', '[SEP]', 'here', '[SEP]']],
  // No token begins a text of this one.
  ['tiny-translator', ['H', 'i', '</s>', 'here', '</s>']],
])('%s reads a second text whole', async (model, read) => {
  const {tokens} = await capture({
    model: `assets/models/${model}`,
    text: 'Hi',
    pair: 'here',
    probes,
  });
  expect(tokens.map(({text}) => text)).toEqual(read);
});

test.each([
  [{ids: [5], pair: 'there'}, 'both ids and a pair'],
  [{text: 5}, 'What is given as text is none.'],
  [{text: 'Hi', store: 'float8'}, 'There is no store "float8".'],
  [{text: 'Hi', probes: {logits: {topK: 1, positions: []}}}, 'probes.logits.positions'],
  [{text: 'Hi', heads: {a: {rule: 'previous'}}}, 'Did you mean "previous-token"?'],
])('%j is refused', async (request, message) => {
  const whole = {model: DECODER, probes, ...request} as Parameters<typeof capture>[0];
  await expect(capture(whole)).rejects.toThrow(message);
});

test('a probe that finds nothing is told with those that do', async () => {
  const error: unknown = await capture({
    model: DECODER,
    ids: [5, 3, 9],
    probes: {crossAttention: {pattern: true}},
  }).catch((thrown: unknown) => thrown);
  const remedy = error instanceof UserError ? error.remedy : '';
  expect(remedy).toContain('attention, ');
  // Of what needs more than a name nothing is said; experts it has none.
  expect(remedy).not.toMatch(/decoding|headSteps|tiles|router/);
});

test('a tensor that was not asked for is named with those that were', async () => {
  const {tensor} = await capture({model: DECODER, text: 'Lily', probes});
  expect(() => tensor('hook_embed')).toThrow('no tensor "hook_embed"');
});

test.each(
  // Of these the default models have none.
  PROBE_NAMES.filter(
    name => !['crossAttention', 'encoderStates', 'classifier'].includes(name),
  ),
)('the probe %s works with its defaults', async name => {
  const model = name === 'router' ? 'assets/models/tiny-moe' : DECODER;
  const request = {model, text: 'Lily saw a bird.', probes: probesNamed([name])};
  if (name === 'embeddings') {
    // A decoder with rotary positions has no table of positions.
    request.model = 'assets/models/tiny-encoder';
  }
  const {tensorNames, results} = await capture(request);
  expect(tensorNames.length + Object.keys(results).length).toBeGreaterThan(0);
});
