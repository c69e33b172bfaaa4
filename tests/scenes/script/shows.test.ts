import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {parseScript} from '../../../scenes/script/parse-script.ts';
import {showsOf} from '../../../scenes/script/shows.ts';
import {ROOT} from '../../../foundations/root.ts';
import {inCourse, listScenes} from '../../../studio/course/scene-files.ts';

const scenes = (await listScenes(ROOT)).filter(inCourse);

describe('every scene of the course says in one sentence what it shows', () => {
  test.each(scenes.map(({id}) => id))('%s', async id => {
    const scripts = await Promise.all(
      ['en', 'ko'].map(async locale => {
        const file = `scenes/${id}.script.${locale}.md`;
        return parseScript(await readFile(join(ROOT, file), 'utf8'), file, locale);
      }),
    );
    const [en, ko] = scripts.map(script => script.shows ?? '');
    // One sentence, that holds for any model: it ends once, and names no value.
    for (const said of [en, ko]) {
      expect(said).toMatch(/^[^{}]+\.$/);
      expect(said.length).toBeLessThan(200);
    }
    expect(ko).toMatch(/\p{Script=Hangul}/u);
  });
});

test('a script that does not say it has no entry', () => {
  const script = (text: string) =>
    parseScript(`---\ntitle: x\nstoryboard: T\n${text}---\n## a\nText.\n`, 's.md', 'en');
  const locales = {en: script('shows: It moves.\n'), ko: script('')};
  expect(showsOf({id: 't/s', lesson: {number: 1, title: {}}, locales})).toEqual({
    en: 'It moves.',
  });
});
