import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import {ROOT} from '../../../studio/root.ts';

const CAPTURES = join(ROOT, 'assets/captures/07-architecture');

async function captureOf(name: string): Promise<CaptureFile> {
  const made = await readCapture(join(CAPTURES, name));
  if (!made) throw new Error(`there is no capture ${name}`);
  return made.capture;
}

async function writtenIn(name: string) {
  const {results, tokens} = await captureOf(name);
  if (!results.generation) throw new Error(`nothing was written in ${name}`);
  return {tokens, logits: results.logits, ...results.generation};
}

describe('one token at a time', () => {
  test('the best token joins the text, step by step', async () => {
    const {steps, text} = await writtenIn('one-token-at-a-time');
    for (const {id, probability, candidates} of steps) {
      expect(candidates[0]).toMatchObject({id, probability});
      // What has no bar of its own is the rest of everything.
      const shown = candidates.reduce((sum, own) => sum + own.probability, 0);
      expect(shown).toBeLessThanOrEqual(1);
    }
    expect(steps.map(step => step.text).join('')).toBe(text);
  });

  test('the first one is that of the text as it is read', async () => {
    const {steps, logits} = await writtenIn('one-token-at-a-time');
    const [best] = logits?.positions.at(-1)?.top ?? [];
    expect(best.id).toBe(steps[0].id);
    expect(best.probability).toBeCloseTo(steps[0].probability, 5);
  });
});
