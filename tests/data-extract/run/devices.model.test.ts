import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/index.ts';

import {parseDevice} from '../../../data-extract/course/roles.ts';
import type {Device} from '../../../data-extract/course/roles.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {loadOnto} from '../../../data-extract/run/devices.ts';
import type {UsedDevice} from '../../../data-extract/run/devices.ts';
import {runtimeReason} from '../../../data-extract/run/runtime-reason.ts';
import {ROOT} from '../capture-for-test.ts';

/** A machine on which only some devices load a model, and some are not even there. */
const machine = (works: UsedDevice[], absent: UsedDevice[] = []) => {
  const tried: UsedDevice[] = [];
  return {
    tried,
    load: (device: Device) =>
      loadOnto(
        'model.onnx',
        device,
        used => {
          tried.push(used);
          return works.includes(used)
            ? Promise.resolve(used)
            : Promise.reject(new Error(`no ${used}\nat some line`));
        },
        used => (absent.includes(used) ? `${used} is not installed` : null),
      ),
  };
};

test.each<[Device, UsedDevice[], UsedDevice[], UsedDevice, string | null]>([
  ['auto', ['cpu', 'cuda'], [], 'cuda', null],
  ['auto', ['cpu'], [], 'cpu', 'cuda: no cuda; webgpu: no webgpu'],
  ['auto', ['cpu', 'webgpu'], [], 'webgpu', 'cuda: no cuda'],
  ['auto', ['cpu'], ['cuda'], 'cpu', 'cuda: cuda is not installed; webgpu: no webgpu'],
  ['cpu', ['cpu', 'cuda'], [], 'cpu', null],
  ['cuda', ['cpu', 'cuda'], [], 'cuda', null],
  ['webgpu', ['cpu', 'webgpu'], [], 'webgpu', null],
])(
  '%s where %j work and %j are absent runs on %s',
  async (device, works, absent, used, why) => {
    expect(await machine(works, absent).load(device)).toEqual({
      session: used,
      device: used,
      fellBack: why,
    });
  },
);

test.each<[Device, string, RegExp]>([
  ['cuda', 'device', /doctor/],
  ['webgpu', 'device', /--device cpu/],
  ['cpu', 'model-invalid', /again/],
])('%s that does not work is an error with its remedy', async (device, code, remedy) => {
  const failure = await machine([])
    .load(device)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({code, remedy: expect.stringMatching(remedy) as string});
  expect((failure as Error).message).toMatch(/^model\.onnx cannot be loaded/);
  expect((failure as Error).message).not.toContain('at some line');
});

test('a device that is absent is not tried', async () => {
  const {tried, load} = machine(['cpu'], ['cuda']);
  await load('auto');
  expect(tried).toEqual(['webgpu', 'cpu']);
});

test('a device that does not exist is named', () => {
  expect(parseDevice('webgpu')).toBe('webgpu');
  expect(() => parseDevice('tpu')).toThrow('There is no device "tpu".');
});

test.each([
  ['no supported adapters', 'no supported adapters'],
  [
    '/onnxruntime_src/a/b.cc:136 X::Y()::<lambda()> status == Success was false. No adapter\nmore',
    'No adapter',
  ],
  [
    'Exception: /onnxruntime_src/a/b.h:46 Unsupported type: test',
    'Exception: Unsupported type: test',
  ],
])('of %j is said %j', (message, said) => {
  expect(runtimeReason(new Error(message))).toBe(said);
});

describe('on this machine', () => {
  const run = (device: Device) =>
    capture({
      model: join(ROOT, 'assets/models/tiny-decoder'),
      text: 'Lily',
      probes: {logits: {topK: 1}},
      device,
    });

  test('auto runs somewhere, and says why not on CUDA', async () => {
    const {capture: file, fellBack} = await run('auto');
    expect(['cpu', 'cuda', 'webgpu']).toContain(file.provenance.device);
    if (file.provenance.device === 'cuda') expect(fellBack).toBeNull();
    else expect(fellBack).toMatch(/^cuda: ./);
  });

  test('a device that is named runs, or is an error with a remedy', async () => {
    const made = await run('cuda').catch((error: unknown) => error);
    if (made instanceof UserError) {
      expect(made).toMatchObject({code: 'device'});
      expect(made.message).toMatch(/onnx\/model\.onnx cannot be loaded on cuda: ./);
      expect(made.remedy).toMatch(/npm run doctor/);
    } else expect(made).toMatchObject({capture: {provenance: {device: 'cuda'}}});
  });
});
