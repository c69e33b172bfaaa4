import {describe, expect, test} from 'vitest';

import encoder from '../../../scenes/11-recent-improvements/two-norms.capture.ts';
import decoder from '../../../scenes/11-recent-improvements/two-norms.decoder.capture.ts';
import {boundedShare} from '../../../scenes/11-recent-improvements/bounded-share.ts';
import {readNorm} from '../../../scenes/11-recent-improvements/two-norms.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const captures = {
  encoder: openCapture(encoder, await capturedFiles('11-recent-improvements/two-norms')),
  decoder: openCapture(
    decoder,
    await capturedFiles('11-recent-improvements/two-norms.decoder'),
  ),
};

describe.each(['encoder', 'decoder'] as const)('the norm of the %s', role => {
  const captured = captures[role];
  const norm = readNorm(captured);
  const layer = captured.model.layers - 1;

  test('is what its steps come to', () => {
    const gain = captured.norms.of('gain', 'ln1', layer).data;
    const bias = norm.hasBias ? captured.norms.of('bias', 'ln1', layer).data : null;
    norm.divided.data.forEach((value, i) =>
      expect(value * gain[i] + (bias?.[i] ?? 0)).toBeCloseTo(norm.out.data[i], 4),
    );
  });

  test('makes numbers of size 1', () => {
    const {data} = norm.divided;
    const square = data.reduce((sum, value) => sum + value * value, 0) / data.length;
    expect(square).toBeCloseTo(1, 3);
  });

  test('is of the word that is told', () => {
    expect(norm.token).toContain('sad');
  });
});

test('one takes the mean off, the other leaves it', () => {
  const [layer, rms] = [readNorm(captures.encoder), readNorm(captures.decoder)];
  expect([layer.hasMean, layer.hasBias]).toEqual([true, true]);
  expect(layer.mean).toBeCloseTo(layer.own, 5);
  expect([rms.hasMean, rms.hasBias, rms.mean]).toEqual([false, false, 0]);
  expect(rms.centred.data).toEqual(rms.before.data);
});

test.each([
  [0, '0%'],
  [0.004, '< 1%'],
  [0.006, '1%'],
  [0.117, '12%'],
])('a share of %d is written %s', (share, text) => {
  expect(boundedShare(share)).toBe(text);
});
