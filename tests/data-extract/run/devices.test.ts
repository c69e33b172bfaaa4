import {expect, test} from 'vitest';

import {parseDevice} from '../../../data-extract/roles.ts';
import type {Device} from '../../../data-extract/roles.ts';
import {loadOnto} from '../../../data-extract/run/devices.ts';
import type {UsedDevice} from '../../../data-extract/run/devices.ts';

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
  ['auto', ['cpu'], [], 'cpu', 'cuda: no cuda'],
  ['auto', ['cpu'], ['cuda'], 'cpu', 'cuda: cuda is not installed'],
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
  expect(tried).toEqual(['cpu']);
});

test('a device that does not exist is named', () => {
  expect(parseDevice('webgpu')).toBe('webgpu');
  expect(() => parseDevice('tpu')).toThrow('There is no device "tpu".');
});
