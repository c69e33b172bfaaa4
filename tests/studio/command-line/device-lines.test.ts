import {expect, test} from 'vitest';

import {deviceLines} from '../../../studio/command-line/device-lines.ts';

const compared = {maxError: 0.00016, tolerance: 1e-3, ok: true};

test.each([
  [{device: 'cpu', fellBack: null}, []],
  [
    {device: 'cpu', fellBack: 'cuda: no library; webgpu: no adapter'},
    ['Not on cuda: no library; webgpu: no adapter'],
  ],
  [
    {device: 'webgpu', fellBack: 'cuda: no library', comparedWithCpu: compared},
    [
      'Not on cuda: no library',
      "On webgpu, whose values differ from the CPU's by 1.6e-4 (allowed 0.001)",
    ],
  ],
])('%j', (made, lines) => {
  expect(deviceLines(made)).toEqual(lines);
});
