import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import course from '../../../course.config.ts';
import {readCapture, writeCapture} from '../../../data-extract/capture/capture-folder.ts';
import {ROOT} from '../../../foundations/root.ts';
import {NO_OPTIONS} from '../../../scenes/figures/figure-kind.ts';
import {lens} from '../../../scenes/figures/lens.facts.ts';
import {nextToken} from '../../../scenes/figures/next-token.facts.ts';
import {figureCapture} from '../../../studio/figure/figure-captures.ts';
import {resolveFigure} from '../../../studio/figure/resolve-figure.ts';

/** What a figure of one model is drawn of. */
function captureFor(
  kind: string,
  model: string,
  read: {text?: string; ids?: string} = {text: 'Lily saw a bird.'},
) {
  const flags = {model: [model], ...read, out: 'a.svg'};
  const request = resolveFigure(kind, flags, course, ROOT);
  return figureCapture(request, request.sides[0], course, ROOT);
}

test.each([
  [
    'attribution',
    'encoder',
    'the stream is no plain sum that one norm and one head read',
  ],
  ['experts', 'decoder', 'the model has no experts'],
])('%s of the model %s is refused, and no probe is named', async (kind, model, why) => {
  await expect(captureFor(kind, model)).rejects.toThrow(
    `--model ${model} has nothing for ${kind}: ${why}.`,
  );
});

test.each(['attention', 'next-token'])('%s of an id that is not there', async kind => {
  await expect(captureFor(kind, 'decoder', {ids: '5,999999'})).rejects.toThrow(
    'The model has no token 999999: its vocabulary has 2048.',
  );
});

describe('a figure says whether tokens stand at a place or after it', () => {
  test.each([
    ['encoder', true],
    ['decoder', false],
  ])('%s: %s', async (model, fills) => {
    const next = await captureFor('next-token', model);
    expect(nextToken.read(next, NO_OPTIONS, 'whole').fills).toBe(fills);
    const layers = await captureFor('lens', model);
    expect(lens.read(layers, NO_OPTIONS, 'whole').fills).toBe(fills);
  });
});

test('a capture of another format is told to be one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aim-format-'));
  const known = await readCapture(join(ROOT, 'assets/captures/template/scene'));
  if (!known) throw new Error('the template has no capture');
  const other = {...known.capture, format: 7 as never};
  await writeCapture(folder, {...known, capture: other});
  const flags = {capture: [folder], out: 'a.svg'};
  const request = resolveFigure('attention', flags, course, ROOT);
  const drawn = figureCapture(request, request.sides[0], course, ROOT);
  await expect(drawn).rejects.toThrow(
    'holds a capture of format 7, and this version reads format 1.',
  );
  await rm(folder, {recursive: true});
});
