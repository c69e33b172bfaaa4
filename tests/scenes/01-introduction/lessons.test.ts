import {readdirSync, readFileSync} from 'node:fs';

import {expect, test} from 'vitest';

import {LESSONS} from '../../../scenes/01-introduction/lessons.ts';
import modules from '../../../scenes/10-model-example/print-model.capture.ts';
import {readModules} from '../../../scenes/10-model-example/print-model.facts.ts';
import {readParts} from '../../../scenes/13-conclusion/what-to-read.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {moduleLines} from '../../../scenes/components/module-lines.ts';
import {capturedFiles} from '../captured-files.ts';

const SCENES = new URL('../../../scenes/', import.meta.url);

test('the map has every lesson between introduction and conclusion, by its own name and colour', () => {
  const there = readdirSync(SCENES)
    .filter(name => /^\d/.test(name))
    .map(name => {
      const text = readFileSync(new URL(`${name}/lesson.json`, SCENES), 'utf8');
      return JSON.parse(text) as object;
    })
    .slice(1, -1);
  expect(LESSONS, 'add it to scenes/01-introduction/lessons.ts').toEqual(there);
});

test('the conclusion finds the parts of a model by what they do', async () => {
  const capture = openCapture(
    modules,
    await capturedFiles('10-model-example/print-model'),
  );
  const model = readModules(capture);
  const lines = moduleLines(model.tree, 100);
  const {about, hasHead, hasExperts} = readParts(model, lines);
  const names = (beat: Parameters<typeof about>[0]): string[] => [
    ...new Set(about(beat).map(index => lines[index].name)),
  ];
  expect(names('tokens')).toEqual(['embed_tokens']);
  expect(names('attention')).toEqual([
    'self_attn',
    'q_proj',
    'k_proj',
    'v_proj',
    'o_proj',
  ]);
  expect(names('feed')).toEqual(['mlp', 'gate_proj', 'up_proj', 'down_proj']);
  expect([hasHead, hasExperts]).toEqual([false, false]);
});
