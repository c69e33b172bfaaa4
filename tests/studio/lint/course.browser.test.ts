import {existsSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {PNG} from 'pngjs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {Finding} from '../../../studio/lint/lint-scenes.ts';
import {GoldenVerdicts} from '../../golden/golden-verdicts.ts';
import {
  courseScenes,
  drawScenes,
  storyFile,
  strayStories,
} from '../../golden/draw-scenes.ts';
import type {DrawnScene} from '../../golden/draw-scenes.ts';
import {expectSame, FOUND} from '../../golden/expect-same.ts';
import {pictureAt} from '../../golden/story.ts';

const scenes = await courseScenes();

describe('every scene of the course, in one play', () => {
  const verdicts = new GoldenVerdicts();
  let out = '';
  let findings: Finding[] = [];
  let drawn = new Map<string, DrawnScene>();
  beforeAll(async () => {
    await rm(`${FOUND}/scenes`, {recursive: true, force: true});
    out = await mkdtemp(join(tmpdir(), 'aim-lint-'));
    // Where it counts, what was found to be clean before is looked at again.
    const flags = {out, force: Boolean(process.env.CI)};
    const seen = await drawScenes(scenes, flags, async ({id}, play, browser) => {
      return !(await verdicts.isKnown(id, [storyFile({id})], play, browser));
    });
    ({findings, drawn} = seen);
  }, 1_200_000);
  afterAll(() => rm(out, {recursive: true, force: true}));

  test.each(scenes.map(({id}) => id))(
    '%s is free of findings, in each language and theme',
    id => {
      expect(findings.filter(({scene}) => scene === id)).toEqual([]);
    },
  );

  test.each(scenes.map(({id}) => id))('the cues of %s look as they did', async id => {
    const again = `\`npm run golden -- ${id}\` draws it again; look at it first.`;
    const file = storyFile({id});
    if (!existsSync(file)) throw new Error(`${file} is missing. ${again}`);
    if (verdicts.same.has(id)) return;
    const {cues, story} = drawn.get(id) ?? {cues: [], story: new PNG()};
    const golden = PNG.sync.read(await readFile(file));
    expect([golden.width, golden.height], `${cues.length} cues. ${again}`).toEqual([
      story.width,
      story.height,
    ]);
    let same = true;
    for (const [i, cue] of cues.entries()) {
      const [own, actual] = [golden, story].map(all => pictureAt(all, i, cues.length));
      const name = `scenes/${id}.${cue}`;
      same = (await expectSame({name, golden: own, actual, again})) && same;
    }
    if (same) await verdicts.keep(id);
  });
});

test('there are no golden pictures of a scene that is gone', async () => {
  expect(await strayStories(scenes)).toEqual([]);
});
