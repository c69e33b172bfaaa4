import {expect, test} from 'vitest';

import {otherPlays, otherTools, otherVersion} from '../../../studio/farm/differences.ts';

const tools = {
  browser: {version: '140.0.1', flags: ['--headless=new', 'fonts 12ab']},
  encoder: ['ffmpeg', '7.0.2', '-c:v', 'libx264'],
};
const here = {browser: tools.browser, ffmpeg: '7.0.2'};

test.each([
  ['nothing', {}, []],
  ['ffmpeg', {ffmpeg: '5.1.9'}, ['ffmpeg is 5.1.9, in the plan 7.0.2']],
  [
    'Chromium and how fonts are drawn',
    {browser: {version: '139.0', flags: ['--headless=new', 'fonts 99ff']}},
    [
      'Chromium is 139.0, in the plan 140.0.1',
      'the flags of Chromium is --headless=new fonts 99ff, in the plan --headless=new fonts 12ab',
    ],
  ],
])('a machine that differs in %s', (_, change, words) => {
  expect(otherTools(tools, {...here, ...change})).toEqual(words);
});

test('another version of the tool is named with that of the plan', () => {
  expect(otherVersion('0.1.0', '0.1.0')).toEqual([]);
  expect(otherVersion('0.1.0', '0.2.0')).toEqual([
    'attention-in-motion is 0.2.0, in the plan 0.1.0',
  ]);
});

const play = {name: '01-a/b en', code: 'c', script: 's', picture: 'p'};

test.each([
  ['nothing', [play], []],
  ['scenes that the plan has not', [play, {...play, name: '01-a/c en'}], []],
  ['a scene that is not there', [], ['01-a/b en is not there']],
  ['code', [{...play, code: 'd'}], ['the code or the captures of 01-a/b en']],
  [
    'script and size',
    [{...play, script: 't', picture: 'q'}],
    [
      'the script or its narration of 01-a/b en',
      'the settings in course.config.ts of 01-a/b en',
    ],
  ],
])('a project that differs in %s', (_, mine, words) => {
  expect(otherPlays([play], mine)).toEqual(words);
});
