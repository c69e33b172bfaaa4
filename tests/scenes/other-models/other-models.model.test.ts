import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {interpolate} from '../../../scenes/script/interpolate.ts';
import {parseScript} from '../../../scenes/script/parse-script.ts';
import type {ScriptValue, ScriptValues} from '../../../scenes/script/values.ts';
import {extractScenes} from '../../../studio/course/extract-scenes.ts';
import {capturedFiles} from '../captured-files.ts';
import {FACTS_OF} from './facts-of.ts';
import {openModels, OTHER_MODELS, pathOf} from './models.ts';

type SceneId = keyof typeof FACTS_OF;

const SCENES = Object.keys(FACTS_OF) as SceneId[];
/** What asks no decoder, and what runs one for a minute, to measure how long it takes. */
const APART = ['07-architecture/cache-bytes', '07-architecture/stopwatch-race'];

let models: string;
let out: string;
beforeAll(async () => {
  models = await openModels();
  out = await mkdtemp(join(tmpdir(), 'captures-'));
});
afterAll(() =>
  Promise.all([models, out].map(path => rm(path, {recursive: true, force: true}))),
);

test('all scenes of these lessons are looked at', async () => {
  const lessons = ['07-architecture', '08-transformer-block'];
  const files = await Promise.all(
    lessons.map(async lesson =>
      (await readdir(join(ROOT, 'scenes', lesson)))
        .filter(name => name.endsWith('.tsx'))
        .map(name => `${lesson}/${name.slice(0, -'.tsx'.length)}`),
    ),
  );
  expect(files.flat().sort()).toEqual([...SCENES, ...APART].sort());
});

describe.each(OTHER_MODELS)('$name as the decoder', model => {
  const failed: Record<string, string> = {};
  const folder = (): string => join(out, model.name);

  test('makes what scenes ask for, and says what it has not', async () => {
    await extractScenes(SCENES, {
      force: false,
      models: [`decoder=${pathOf(model, models)}`],
      out: folder(),
      onFailure: ({id, error}) => (failed[id] = error.message),
    });
    expect(Object.keys(failed).sort()).toEqual(Object.keys(model.lacks).sort());
    for (const [id, said] of Object.entries(model.lacks))
      expect(failed[id]).toContain(said);
  }, 300_000);

  test.each(SCENES.filter(id => !Object.hasOwn(model.lacks, id)))(
    'all that %s may say can be said',
    async id => {
      const facts: ScriptValues = FACTS_OF[id](await capturedFiles(id, folder()));
      expect(notFinite(facts)).toEqual([]);
      for (const locale of ['en', 'ko']) {
        const file = `scenes/${id}.script.${locale}.md`;
        const script = parseScript(
          await readFile(join(ROOT, file), 'utf8'),
          file,
          locale,
        );
        const texts = [script.title.text, ...script.cues.map(({caption}) => caption)];
        texts.push(...Object.values(script.words).map(({text}) => text));
        for (const text of texts)
          expect(interpolate(text, facts)).not.toMatch(/NaN|undefined|Infinity/);
      }
    },
  );
});

/** Paths of numbers that are none. */
function notFinite(value: ScriptValue, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, own]) =>
    notFinite(own as ScriptValue, `${path}.${name}`),
  );
}
