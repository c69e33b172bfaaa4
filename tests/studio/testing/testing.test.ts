import {expect, test} from 'vitest';

import {openCapture} from '../../../scenes/captured/open-capture.ts';
import declaration from '../../../scenes/template/scene.capture.ts';
import {readScene} from '../../../scenes/template/scene.facts.ts';
import {capturedFiles, captionsOf} from '../../../studio/testing/index.ts';

const id = 'template/scene';

test('a test of a course reads a capture and what is said of it', async () => {
  const {facts} = readScene(openCapture(declaration, await capturedFiles(id)));
  const {en, ko} = await captionsOf(id, facts);
  expect(en[0]).toContain(`as ${facts.count} tokens`);
  expect(ko).toHaveLength(en.length);
});

test('a caption that names what is not among the values is refused', async () => {
  await expect(captionsOf(id, {count: 8})).rejects.toThrow('query');
});

test('so is a capture that is not there', async () => {
  await expect(capturedFiles('template/none')).rejects.toThrow(
    'assets/captures/template/none/capture.json is missing.',
  );
});
