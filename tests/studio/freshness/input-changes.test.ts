import {describe, expect, test} from 'vitest';

import {expectedEncoder} from '../../../studio/status/expected-encoder.ts';
import {inputChanges} from '../../../studio/freshness/input-changes.ts';
import {scriptInputs, toolInputs} from '../../../studio/freshness/render-inputs.ts';
import type {RenderInputs} from '../../../studio/freshness/render-inputs.ts';
import {resolveOptions} from '../../../studio/render/options/options.ts';
import {course} from '../../fixtures/course.ts';

const inputs: RenderInputs = {
  given: {},
  settings: {fps: '60', theme: 'light'},
  sources: {'scenes/x/y.tsx': 'a', 'scenes/components/A.ts': 'b'},
  packages: {'d3-color': '3.1.0'},
  captures: {'x/y': 'c'},
  script: {'cue "end"': 'd', title: 'e', lesson: 'f'},
  tools: {chromium: '156'},
};
const place = {lesson: 'x', scene: 'y', locale: 'ko'};

describe('inputChanges()', () => {
  test.each<[string, Partial<RenderInputs>, string[]]>([
    ['nothing', {}, []],
    ['flags that come to the same', {given: {fps: 60}}, []],
    ['a setting', {settings: {fps: '30', theme: 'light'}}, ['fps changed: 60 -> 30']],
    ['a capture', {captures: {'x/y': 'C'}}, ['capture x/y changed']],
    ['a new capture', {captures: {'x/y': 'c', 'x/z': 'd'}}, ['capture x/z is new']],
    ['a lost capture', {captures: {}}, ['capture x/y is not used any more']],
    [
      'a cue',
      {script: {...inputs.script, 'cue "end"': 'D'}},
      ['cue "end" changed in scenes/x/y.script.ko.md'],
    ],
    [
      'a new cue',
      {script: {...inputs.script, 'cue "new"': 'D'}},
      ['cue "new" was added in scenes/x/y.script.ko.md'],
    ],
    [
      'a recording',
      {script: {...inputs.script, narration: 'N'}},
      ['scenes/x/y.narration.ko was added'],
    ],
    [
      'the lesson',
      {script: {...inputs.script, lesson: 'F'}},
      ['scenes/x/lesson.json changed'],
    ],
    [
      'a component',
      {sources: {...inputs.sources, 'scenes/components/A.ts': 'B'}},
      ['scenes/components/A.ts changed'],
    ],
    [
      'an import, which is another change already',
      {sources: {'scenes/x/y.tsx': 'A', 'scenes/components/B.ts': 'b'}},
      ['scenes/x/y.tsx changed'],
    ],
    [
      'a file that went missing',
      {sources: {...inputs.sources, 'scenes/components/A.ts': 'missing'}},
      ['scenes/components/A.ts is missing'],
    ],
    [
      'a package',
      {packages: {'d3-color': '3.1.1'}},
      ['package d3-color changed: 3.1.0 -> 3.1.1'],
    ],
    ['the browser', {tools: {chromium: '157'}}, ['chromium changed: 156 -> 157']],
    ['a browser that is not known', {tools: {}}, []],
  ])('%s', (_, changed, expected) => {
    expect(inputChanges(inputs, {...inputs, ...changed}, place)).toEqual(expected);
  });

  test('a capture that was stale', () => {
    const drawn = {...inputs, captures: {'x/y': 'stale c'}};
    expect(inputChanges(drawn, inputs, place)).toEqual([
      'capture x/y was stale when it was drawn',
    ]);
    expect(inputChanges(drawn, drawn, place)).toEqual([]);
  });
});

describe('scriptInputs()', () => {
  const lesson = {number: 1, title: {en: 'One', ko: '하나'}};
  const script = {
    locale: 'en',
    file: 's.md',
    storyboard: 'X',
    title: {
      text: 'Who?',
      line: 2,
    },
    words: {
      query: {
        text: 'query',
        line: 5,
      },
    },
    cues: [
      {
        name: 'end',
        caption: 'That is all.',
        line: 9,
      },
    ],
  };
  const former = scriptInputs(script, lesson);
  const changed = (other: typeof script, info = lesson): string[] => {
    const now = scriptInputs(other, info);
    return Object.keys(now).filter(name => now[name] !== former[name]);
  };

  test.each([
    ['lines', {...script, cues: [{...script.cues[0], line: 12}]}, []],
    ['a caption', {...script, cues: [{...script.cues[0], caption: 'x'}]}, ['cue "end"']],
    ['a mark', {...script, cues: [{...script.cues[0], mark: 3}]}, ['cue "end"']],
    ['a word', {...script, words: {query: {text: 'q', line: 5}}}, ['word "query"']],
    ['the title', {...script, title: {text: 'Why?', line: 2}}, ['title']],
  ])('tells a change of %s', (_, other, expected) => {
    expect(changed(other)).toEqual(expected);
  });

  test('tells a change of the lesson in this language alone', () => {
    expect(changed(script, {...lesson, title: {en: 'Uno', ko: '하나'}})).toEqual([
      'lesson',
    ]);
    expect(changed(script, {...lesson, title: {en: 'One', ko: '일'}})).toEqual([]);
  });
});

test.each([
  [{}, '-preset superfast'],
  [{preset: 'final'}, '-preset medium'],
  [{format: 'webm'}, 'libvpx-vp9'],
])('with flags %j the encoder has %s', (flags, part) => {
  const options = resolveOptions(flags, [], course, 1);
  const identity = expectedEncoder(options, {chromium: '156', ffmpeg: '5.1'});
  expect(identity.slice(0, 2)).toEqual(['ffmpeg', '5.1']);
  expect(identity.join(' ')).toContain(part);
});

test('toolInputs() leaves out what is not known', () => {
  expect(toolInputs('156', ['ffmpeg', '5.1'])).toEqual({chromium: '156', ffmpeg: '5.1'});
  expect(toolInputs('', ['ffmpeg', ''])).toEqual({});
});
