import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {lintScenes} from '../../../studio/lint/lint-scenes.ts';
import type {Finding} from '../../../studio/lint/lint-scenes.ts';
import {resolveLintOptions} from '../../../studio/lint/options.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {COURSE, course} from '../../fixtures/course.ts';

/** Edges of glyphs may lie a pixel elsewhere in another browser. */
const near = (value: number): unknown => expect.closeTo(value, -1);
const SOMETHING = 'something between header and caption';

/** What each scene breaks: rule, text, value and limit of all its findings. */
const BROKEN: Record<string, [string, string, unknown, number | string][]> = {
  clean: [],
  'text-size': [['text-size', 'too small', 20, 28]],
  'safe-area': [['safe-area', 'in the margin', near(72), 76.8]],
  'frame-cut': [['frame-cut', 'cut in two', near(2002), 1920]],
  header: [['zone', 'in the header', near(177), 190]],
  'caption-zone': [['zone', 'in the caption zone', near(906), 890]],
  overlap: [['overlap', 'one over', near(26), 0]],
  contrast: [['contrast', 'hardly readable', expect.closeTo(1.84, 1), 4.5]],
  'faded-only': [['contrast', 'never readable', expect.closeTo(2.5, 1), 4.5]],
  glyph: [['glyph', 'a \u2295 b', 'a \u2295 b', 'Pretendard 500']],
  'empty-first': [['empty', '', 'nothing', SOMETHING]],
  'empty-last': [['empty', '', 'nothing', SOMETHING]],
  sparse: [['sparse', '', '1%', '12%']],
};
/** Rules about the whole picture, which no one node breaks. */
const OF_ALL = ['empty', 'sparse'];

describe('aim lint', () => {
  let out = '';
  const found = new Map<string, readonly Finding[]>();
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'aim-lint-'));
    const scenes = Object.keys(BROKEN).map(name => sceneOf(`04-lint/${name}`));
    const flags = {locale: 'en', theme: 'light', out, force: true};
    const options = resolveLintOptions(flags, scenes, course, 2);
    await lintScenes(COURSE, course, options, ({scene}, {findings}) =>
      found.set(scene.scene, findings),
    );
  }, 240_000);
  afterAll(() => rm(out, {recursive: true, force: true}));

  test.each(Object.entries(BROKEN))(
    'sees what %s breaks, and no more',
    (name, broken) => {
      const findings = found.get(name) ?? [];
      expect(
        findings.map(({rule, text, value, limit}) => [rule, text, value, limit]),
      ).toEqual(broken);
      for (const finding of findings) {
        expect(finding).toMatchObject({
          scene: `04-lint/${name}`,
          locale: 'en',
          theme: 'light',
          node: OF_ALL.includes(finding.rule) ? '' : 'Sample[1]',
          cue: name === 'empty-last' ? 'end' : 'begin',
        });
        expect(existsSync(finding.image)).toBe(true);
      }
    },
  );

  test.each([
    ['times', 'by-theme', [['dark', 'begin', 'text-size', 'at times small']]],
    ['colours', 'fixed-ink', [['dark', 'begin', 'contrast', 'readable by day']]],
  ])(
    'finds what only one theme has, though both are looked at in one play: %s',
    async (_, name, expected) => {
      const flags = {locale: 'en', out, force: true};
      const scenes = [sceneOf(`04-lint/${name}`)];
      const options = resolveLintOptions(flags, scenes, course, 1);
      const findings = await lintScenes(COURSE, course, options, () => undefined);
      expect(
        findings.map(({theme, cue, rule, text}) => [theme, cue, rule, text]),
      ).toEqual(expected);
      expect(findings.filter(({image}) => !existsSync(image))).toEqual([]);
    },
  );

  test('looks again only at that in which something was found', async () => {
    const scenes = ['clean', 'glyph'].map(name => sceneOf(`04-lint/${name}`));
    const options = resolveLintOptions(
      {locale: 'en', theme: 'light', out},
      scenes,
      course,
      1,
    );
    const outcomes: [string, boolean, number][] = [];
    await lintScenes(COURSE, course, options, ({scene}, {remembered, findings}) =>
      outcomes.push([scene.scene, remembered, findings.length]),
    );
    expect(outcomes).toEqual([
      ['clean', true, 0],
      ['glyph', false, 1],
    ]);
  });
});
