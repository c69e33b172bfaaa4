import {existsSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import type {CaptureFiles} from '../../../scenes/captured/reader.ts';
import {interpolate} from '../../../scenes/script/interpolate.ts';
import {parseScript} from '../../../scenes/script/parse-script.ts';
import type {ScriptValue} from '../../../scenes/script/values.ts';
import {extractScenes} from '../../../studio/course/extract-scenes.ts';
import {capturedFiles} from '../captured-files.ts';
import {FACTS_OF} from './facts-of.ts';
import {OTHER_MODELS} from './list.ts';
import {openModels, pathOf} from './models.ts';
import {LESSONS, sceneOfCapture, scenesOf} from './scenes-of.ts';

/** What runs a model in a process of its own, to print or to measure: seconds each. */
const APART = [
  '07-architecture/stopwatch-race',
  '10-model-example/lab',
  '10-model-example/libraries',
];

/** One of each kind; `npm run models` plays them all. */
const PLAYERS = [
  'tiny-moe',
  'llama.ts.cache.eager',
  'gpt2.ts.eager',
  'gemma3_text.ts.eager',
  'gpt2.ts.eager.model_quantized',
  'deepseek_v3.dyn18.eager',
  'gpt_oss.dyn18.eager',
  'albert.ts.eager',
  'bert-features.ts.eager',
  'modernbert.dyn18.sdpa',
  'bart.dyn18.sdpa',
  't5.ts.eager',
];

let models: string;
let out: string;
beforeAll(async () => {
  models = await openModels();
  out = await mkdtemp(join(tmpdir(), 'captures-'));
});
afterAll(() =>
  Promise.all([models, out].map(path => rm(path, {recursive: true, force: true}))),
);

test('all scenes that ask a model are looked at', async () => {
  const asking = await scenesOf();
  expect([...Object.keys(FACTS_OF), ...APART].sort()).toEqual(asking.sort());
  for (const lesson of LESSONS)
    expect(asking.some(id => id.startsWith(lesson))).toBe(true);
});

const players = await Promise.all(
  OTHER_MODELS.filter(({name}) => PLAYERS.includes(name)).map(async model => {
    const scenes = (await scenesOf(model.roles)).filter(id => !APART.includes(id));
    const asked = (id: string): boolean => scenes.includes(sceneOfCapture(id));
    const lacks = Object.entries(model.lacks).filter(([id]) => asked(id));
    return {name: model.name, model, scenes, lacks};
  }),
);

test('each of them is there', () => {
  expect(players.map(({name}) => name)).toEqual(PLAYERS);
});

describe.each(players)('$name', ({name, model, scenes, lacks}) => {
  const failed: Record<string, string> = {};
  const folder = (): string => join(out, name);
  /** What its scenes read: its own captures, and those of the course where it has no part. */
  const filesOf = (id: string): Promise<CaptureFiles> =>
    capturedFiles(id, existsSync(join(folder(), id)) ? folder() : undefined);

  test('makes what scenes ask for, and says what it has not', async () => {
    await extractScenes(scenes, {
      force: false,
      models: model.roles.map(role => `${role}=${pathOf(model, models)}`),
      out: folder(),
      onFailure: ({id, error}) => (failed[id] = error.message),
    });
    expect(Object.keys(failed).sort()).toEqual(lacks.map(([id]) => id).sort());
    for (const [id, said] of lacks) expect(failed[id]).toContain(said);
  }, 300_000);

  const told = scenes.filter(id => lacks.every(([lack]) => sceneOfCapture(lack) !== id));
  test.each(told)('all that %s may say can be said', async id => {
    const facts = await FACTS_OF[id](own =>
      filesOf(own === undefined ? id : `${id}.${own}`),
    );
    expect(notFinite(facts)).toEqual([]);
    for (const locale of ['en', 'ko']) {
      const file = `scenes/${id}.script.${locale}.md`;
      const script = parseScript(await readFile(join(ROOT, file), 'utf8'), file, locale);
      const texts = [script.title.text, ...script.cues.map(({caption}) => caption)];
      texts.push(...Object.values(script.words).map(({text}) => text));
      for (const text of texts)
        expect(interpolate(text, facts)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

/** Paths of numbers that are none. */
function notFinite(value: ScriptValue, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, own]) =>
    notFinite(own as ScriptValue, `${path}.${name}`),
  );
}
