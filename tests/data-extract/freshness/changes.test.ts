import {describe, expect, test} from 'vitest';

import {
  modelChange,
  tokenizerChanges,
  versionChanges,
} from '../../../data-extract/freshness/changes.ts';
import {lockedInputs} from '../../../data-extract/freshness/model-inputs.ts';
import type {ModelInputs} from '../../../data-extract/freshness/model-inputs.ts';

const COMMIT = `607a30d${'0'.repeat(33)}`;
const FILE = {path: 'onnx/model.onnx', bytes: 4, sha256: 'aa'};

const folder: ModelInputs = {
  id: 'tiny-decoder',
  revision: null,
  branch: null,
  files: [FILE],
  tokenizerSha256: 'tt',
  chatTemplateSha256: null,
};
const hub: ModelInputs = {
  id: 'org/gpt2',
  revision: COMMIT,
  branch: 'main',
  files: [{...FILE, sha256: null}],
  tokenizerSha256: null,
  chatTemplateSha256: null,
};

/** What a capture keeps of a model. */
const madeWith = ({id, revision, branch, files, tokenizerSha256}: ModelInputs) => ({
  model: {
    id,
    revision,
    ...(branch === null ? {} : {branch}),
    files: files.map(file => ({...file, sha256: file.sha256 ?? 'aa'})),
    layers: 4,
    heads: 4,
    dModel: 64,
    vocab: 100,
  },
  tokenizer: {sha256: tokenizerSha256 ?? 'of the hub'},
});

describe('modelChange()', () => {
  test.each<[string, ModelInputs, ModelInputs, string | null]>([
    ['the same folder', folder, folder, null],
    ['the same commit', hub, hub, null],
    [
      'a folder, then a hub model',
      folder,
      hub,
      'decoder changed: tiny-decoder -> org/gpt2@607a30d',
    ],
    [
      'another commit',
      hub,
      {...hub, revision: 'f'.repeat(40)},
      'decoder changed: org/gpt2@607a30d -> org/gpt2@fffffff',
    ],
    [
      'a commit instead of a branch',
      hub,
      {...hub, branch: null},
      `decoder changed: org/gpt2@main -> org/gpt2@${COMMIT}`,
    ],
    [
      'another precision',
      hub,
      {...hub, files: [{...FILE, path: 'onnx/model_q4.onnx'}]},
      'decoder changed: org/gpt2 by onnx/model.onnx -> onnx/model_q4.onnx',
    ],
    [
      'another file of the same name',
      folder,
      {...folder, files: [{...FILE, sha256: 'bb'}]},
      'decoder changed: tiny-decoder has another onnx/model.onnx',
    ],
    [
      'another tokenizer',
      folder,
      {...folder, tokenizerSha256: 'uu'},
      'decoder changed: tiny-decoder has another tokenizer.json',
    ],
    [
      'files in another order',
      {...folder, files: [FILE, {...FILE, path: 'onnx/model.onnx_data'}]},
      {...folder, files: [{...FILE, path: 'onnx/model.onnx_data'}, FILE]},
      null,
    ],
  ])('%s', (_, former, now, expected) => {
    expect(modelChange('decoder', madeWith(former), now)).toBe(expected);
  });
});

test('a chat template counts where messages were captured', () => {
  const now = {...folder, chatTemplateSha256: 'new'};
  const plain = madeWith(folder);
  const chat = {...plain, tokenizer: {...plain.tokenizer, chatTemplateSha256: 'old'}};
  expect(modelChange('decoder', plain, now)).toBeNull();
  expect(modelChange('decoder', chat, now)).toBe(
    'decoder changed: tiny-decoder has another chat template',
  );
  expect(modelChange('decoder', chat, {...now, chatTemplateSha256: 'old'})).toBeNull();
});

describe('lockedInputs()', () => {
  const weights = {bytes: 4, sha256: 'a'.repeat(64)};
  const lock = {
    commit: COMMIT,
    needs: {fp32: ['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data']},
    files: {
      'config.json': {bytes: 1, gitSha1: 'b'.repeat(40)},
      'onnx/model.onnx': {bytes: 2, gitSha1: 'c'.repeat(40)},
      'onnx/model.onnx_data': weights,
    },
  };

  test('names the graph and its weights, without fetching them', () => {
    expect(lockedInputs('org/gpt2', 'main', undefined, lock)).toEqual({
      id: 'org/gpt2',
      revision: COMMIT,
      branch: 'main',
      files: [
        {path: 'onnx/model.onnx', bytes: 2, sha256: null},
        {path: 'onnx/model.onnx_data', ...weights},
      ],
      tokenizerSha256: null,
      chatTemplateSha256: null,
    });
  });

  test('knows nothing of a precision that is not locked', () => {
    expect(lockedInputs('org/gpt2', 'main', 'q4', lock)).toBeNull();
  });

  test('has no branch where the course names the commit', () => {
    expect(lockedInputs('org/gpt2', COMMIT, 'fp32', lock)).toMatchObject({branch: null});
  });
});

describe('tokenizerChanges()', () => {
  const former = [{name: 'gpt2', from: 'js-tiktoken@1.0.21', sha256: 'aa', vocab: 9}];

  test.each([
    [{name: 'gpt2', from: 'js-tiktoken@1.0.21', sha256: 'aa'}, []],
    [{name: 'gpt2', from: 'js-tiktoken@1.0.21', sha256: null}, []],
    [
      {name: 'gpt2', from: 'js-tiktoken@1.0.22', sha256: 'aa'},
      ['tokenizer:gpt2 changed: js-tiktoken@1.0.21 -> js-tiktoken@1.0.22'],
    ],
    [
      {name: 'gpt2', from: 'js-tiktoken@1.0.21', sha256: 'bb'},
      ['tokenizer:gpt2 changed: js-tiktoken@1.0.21 has another vocabulary'],
    ],
    [{name: 'bert', from: 'x@1', sha256: null}, ['tokenizer:bert was added']],
  ])('%j', (now, expected) => {
    expect(tokenizerChanges(former, [now])).toEqual(expected);
  });
});

test.each([
  [{a: '1', b: '2'}, {a: '1', b: '2'}, []],
  [{a: '1'}, {a: '2'}, ['a changed: 1 -> 2']],
  [{}, {a: '2'}, ['a changed: none -> 2']],
])('versions %j and then %j', (former, now, expected) => {
  expect(versionChanges(former, now)).toEqual(expected);
});
