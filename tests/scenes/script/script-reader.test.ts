import {describe, expect, test} from 'vitest';

import {ScriptReader} from '../../../scenes/script/script-reader.ts';
import type {SceneScript} from '../../../scenes/script/script.ts';

const script: SceneScript = {
  id: '01-first/scene',
  lesson: {number: 1, title: {en: 'First'}},
  locales: {
    en: {
      locale: 'en',
      file: 'scenes/01-first/scene.script.en.md',
      title: {text: 'What is {{name}}?', line: 2},
      storyboard: 'A1',
      words: {layer: {text: 'layer {{layer}}', line: 5}},
      cues: [
        {name: 'start', caption: '{{name}} begins.', line: 9},
        {name: 'never', caption: '{{missing}} is not there.', line: 13},
        {name: 'end', caption: 'It ends.', line: 17},
      ],
    },
  },
};
const read = (): ScriptReader => new ScriptReader(script, 'en', {name: 'it', layer: 3});

describe('a script as a scene goes through it', () => {
  test('its texts have their values', () => {
    const reader = read();
    expect(reader.title()).toBe('What is it?');
    expect(reader.word('layer')).toBe('layer 3');
    expect(reader.take('start')).toEqual({text: 'it begins.', line: 9});
  });

  test('cues that were not taken are missed, the first by name', () => {
    const reader = read();
    reader.take('end');
    expect(() => reader.requireAllTaken()).toThrow(
      'scene.script.en.md:9: cue "start" is never played',
    );
    const whole = read();
    for (const name of ['start', 'end']) whole.take(name);
    // It counts as taken, whatever is wrong with it.
    expect(() => whole.take('never')).toThrow();
    expect(() => whole.requireAllTaken()).not.toThrow();
  });

  test.each([
    ['a cue that it has not', () => read().take('strat'), /:1: .*no "## strat".*start/],
    ['a word that it has not', () => read().word('layr'), /:2: .*words.layr.*layer/],
    ['a value that is missing', () => read().take('never'), /\.en\.md:13: .*missing/],
    [
      'another language',
      () => new ScriptReader(script, 'ko', {}),
      /01-first\/scene\.script\.ko\.md is missing; the scene speaks en/,
    ],
  ])('%s is named with its place', (_, take, said) => {
    expect(take).toThrow(said);
  });
});
