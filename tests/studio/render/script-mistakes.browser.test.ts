import {afterAll, beforeAll, expect, test} from 'vitest';

import type {StagePage} from '../../../studio/render/page/stage-page.ts';
import {openRequest} from '../../../studio/render/plan/unit.ts';
import {withStage} from '../../../studio/render/page/with-stage.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {COURSE, course} from '../../fixtures/course.ts';

const FILE = 'scenes/05-script/mistakes.script.en.md';

let page: StagePage;
let close: () => void;
let closed: Promise<void>;
beforeAll(async () => {
  await new Promise<void>((ready, failed) => {
    closed = withStage(COURSE, ['05-script'], async ({openPage}) => {
      page = await openPage();
      ready();
      await new Promise<void>(done => (close = done));
    });
    closed.catch(failed);
  });
});
afterAll(async () => {
  close();
  await closed;
});

/** Play the scene with a mistake; fails with the message of its error. */
const play = async (mistake: string, locale = 'en') => {
  const how = {...course.video, theme: 'light', captions: 'picture'} as const;
  const request = openRequest(sceneOf('05-script/mistakes'), locale, how, course.video);
  const variables = {...request.variables, mistake};
  return page.call('open', {...request, variables});
};

test('a script without mistakes gives captions with their values', async () => {
  const {title, cues} = await play('');
  expect(title).toBe('What is 42?');
  expect(cues.map(({caption}) => caption)).toEqual([
    'A short scene about 42.',
    'short enough',
    'It ends here.',
  ]);
});

test.each([
  ['answer', `${FILE}:2: {{answer}}: there is no "answer"`],
  ['label', `${FILE}:5: {{label}}: there is no "label"`],
  ['long', `${FILE}:14: {{long}}: there is no "long"`],
  ['rare', `${FILE}:18: {{rare}}: there is no "rare"`],
  ['too long', `${FILE}:14: the caption of "long" takes more than two lines`],
  ['long title', `${FILE}:2: the title takes more than one line`],
  [
    'unknown word',
    `${FILE}:2: the scene shows the word "legend", but words.legend is missing`,
  ],
  [
    'unknown cue',
    `${FILE}:1: the scene plays "beginning", but there is no "## beginning"`,
  ],
  ['forgotten cue', `${FILE}:18: cue "instead" is never played by the scene`],
])('the mistake "%s" is named with file and line', async (mistake, message) => {
  await expect(play(mistake)).rejects.toThrow(message);
});

test('a missing language is named with the file to write', async () => {
  await expect(play('', 'ko')).rejects.toThrow(
    'scenes/05-script/mistakes.script.ko.md is missing; the scene speaks en',
  );
});
