import {expect, test} from 'vitest';

import {openFiles} from '../../../scenes/captured/reader.ts';
import {frameWarning, frameWords} from '../../../scenes/script/locales.ts';
import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import {writeSafetensors} from '../../../data-extract/capture/safetensors.ts';

const data = Float32Array.of(1, 2);
const stored = {dtype: 'F32' as const, shape: [2], data};
const info = (name: string) => ({name, shape: [2], dtype: 'F32' as const, axes: ['x']});

/** A capture of two tensors, of which one failed a check. */
const open = (unverified?: string[]) =>
  openFiles({
    capture: {
      id: 'a/b',
      results: {},
      tensors: [info('good'), {...info('bad'), verified: false}],
      provenance: {model: {id: 'm', revision: 'abcdefgh'}, dtype: 'fp32'},
      ...(unverified ? {unverified} : {}),
    } as unknown as CaptureFile,
    tensors: Buffer.from(
      writeSafetensors(
        new Map([
          ['good', stored],
          ['bad', stored],
        ]),
        {},
      ),
    ).toString('base64'),
  });

test.each([
  ['en', false, ['good'], ''],
  ['en', false, ['good', 'bad'], 'unverified'],
  ['ko', false, ['bad'], '확인되지 않은 값'],
  ['en', true, ['bad'], 'stale · unverified'],
  ['en', true, [], 'stale'],
])('in %s, stale %j, with %j in the picture: %j', (locale, stale, names, warning) => {
  const reader = open();
  const sources = names.map(name => reader.tensor(name).source);
  expect(frameWarning(frameWords(locale), {stale, sources})).toBe(warning);
});

test('results that failed a check are said by the source of the capture', () => {
  expect(open().source.unverified).toBeUndefined();
  const reader = open(['logits']);
  expect(reader.source.unverified).toBe(true);
  expect(reader.tensor('good').source.unverified).toBeUndefined();
});
